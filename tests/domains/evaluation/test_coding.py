"""Coding: each coder their own, every act can be undone, and what is found is what was selected."""

import random
from functools import partial
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fieldwork import WORDS, code, coded, evaluated, interviewed
from tests.refusals import refusal, why_refused
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Code, Coder, Coding, Evaluation, Transcript
from vlechtwerk.domains.evaluation.operations import codebook, coding, coding_steps, settling
from vlechtwerk.domains.evaluation.queries.agreement import compare_coders, places_to_settle
from vlechtwerk.domains.evaluation.queries.codebook import code_book
from vlechtwerk.domains.evaluation.queries.fragments import Asked, codes_together, fragments_of
from vlechtwerk.domains.evaluation.queries.ready_codes import ready_list
from vlechtwerk.domains.evaluation.rules.coding import notes_beside
from vlechtwerk.engines.statistics.agreement import Note, agreement
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.usefixtures("as_dilara")


def standing() -> set[tuple[str, str, int, int]]:
    rows = Coding.objects.filter(is_gone=False).values_list("coder__name", "code__name", "start", "end")
    return set(rows)


def tree(evaluation: Evaluation) -> list[str]:
    return [one.path for one in code_book(evaluation)]


def test_each_coder_has_their_own_codings(world: World) -> None:
    evaluation = evaluated(world)
    taken, given = interviewed(world, evaluation), code(world, evaluation)
    coded(world, taken, given, 0, 26)
    with reading_as(world.people["mila"].id):
        coded(world, taken, given, 5, 30, by="mila")
        coding.uncode_stretch(taken, given, 0, 40, by=world.people["mila"], at=now())
    assert standing() == {(world.dilara.name, "bereidheid", 0, 26)}
    again = why_refused(lambda: coding.code_stretch(taken, given, 0, 26, by=world.dilara, at=now()))
    assert again == ["already_coded"]
    outside = why_refused(lambda: coding.code_stretch(taken, given, 60, 99, by=world.dilara, at=now()))
    assert outside == ["outside_the_text"]


def test_taking_a_code_from_the_middle_leaves_both_ends(world: World) -> None:
    evaluation = evaluated(world)
    taken, given = interviewed(world, evaluation), code(world, evaluation)
    coded(world, taken, given, 0, 40)
    coding.uncode_stretch(taken, given, 10, 20, by=world.dilara, at=now())
    assert {(start, end) for _coder, _code, start, end in standing()} == {(0, 10), (20, 40)}
    coding_steps.undo(evaluation, by=world.dilara, at=now())
    assert {(start, end) for _coder, _code, start, end in standing()} == {(0, 40)}


def test_codings_are_parted_and_joined(world: World) -> None:
    evaluation = evaluated(world)
    taken, given = interviewed(world, evaluation), code(world, evaluation)
    coded(world, taken, given, 0, 40)
    coding.split_coding(Coding.objects.get(), 15, by=world.dilara, at=now())
    ids = list(Coding.objects.filter(is_gone=False).values_list("id", flat=True))
    assert {(start, end) for _coder, _code, start, end in standing()} == {(0, 15), (15, 40)}
    coding.merge_codings(taken, ids, by=world.dilara, at=now())
    assert {(start, end) for _coder, _code, start, end in standing()} == {(0, 40)}


def test_code_book_is_a_tree_in_which_codes_move_merge_and_go(world: World) -> None:
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    top, other = code(world, evaluation, "Draagvlak"), code(world, evaluation, "Vertrouwen")
    low = code(world, evaluation, "bereidheid", top)
    coded(world, taken, low, 0, 7)
    codebook.move_code(other, top, by=world.dilara, at=now())
    assert tree(evaluation) == ["Draagvlak", "Draagvlak › Vertrouwen", "Draagvlak › bereidheid"]
    under_itself = why_refused(lambda: codebook.move_code(top, low, by=world.dilara, at=now()))
    assert under_itself == ["code_under_itself"]
    codebook.merge_codes(low, other, by=world.dilara, at=now())
    assert [(one.path, one.fragments, one.with_below) for one in code_book(evaluation)] == [
        ("Draagvlak", 0, 1),
        ("Draagvlak › Vertrouwen", 1, 1),
    ]
    codebook.delete_code(top, by=world.dilara, at=now())
    assert (tree(evaluation), standing()) == ([], set())
    for _step in range(2):
        coding_steps.undo(evaluation, by=world.dilara, at=now())
    assert standing() == {(world.dilara.name, "bereidheid", 0, 7)}
    assert len(tree(evaluation)) == 3


def test_undo_is_refused_when_somebody_changed_it_since(world: World) -> None:
    evaluation = evaluated(world)
    given = code(world, evaluation, "oud")
    mila = world.people["mila"]
    with reading_as(mila.id):
        codebook.rename_code(given, "nieuw", by=mila, at=now())
    assert why_refused(lambda: coding_steps.undo(evaluation, by=world.dilara, at=now())) == ["changed_since"]
    with reading_as(mila.id):
        coding_steps.undo(evaluation, by=mila, at=now())
        assert why_refused(lambda: coding_steps.undo(evaluation, by=mila, at=now())) == ["nothing_to_undo"]
    coding_steps.undo(evaluation, by=world.dilara, at=now())
    assert tree(evaluation) == []


def test_ready_list_is_added_at_once_and_undone_at_once(world: World) -> None:
    evaluation = evaluated(world)
    ready = ready_list().codes
    codebook.add_ready_codes(evaluation, ready, "en", by=world.dilara, at=now())
    assert "Collaborative process › Small wins" in tree(evaluation)
    assert Code.objects.get(name="Trust").description
    coding_steps.undo(evaluation, by=world.dilara, at=now())
    assert tree(evaluation) == []


def test_fragments_are_told_apart_by_level_and_organisation(world: World) -> None:
    evaluation = evaluated(world)
    top = code(world, evaluation, "Draagvlak")
    low = code(world, evaluation, "bereidheid", top)
    first = interviewed(world, evaluation, "I1", level="operational", organisation="NP")
    second = interviewed(world, evaluation, "I2", "Wij willen wel.", level="strategic", organisation="FIOD")
    coded(world, first, low, 29, 46)
    coded(world, second, top, 0, 15)
    found = fragments_of(evaluation, top)
    assert [one.words for one in found.fragments] == ["Iedereen wil wel.", "Wij willen wel."]
    assert (found.total, found.people, found.organisations) == (2, 2, 2)
    assert [one.sentence for one in found.fragments] == [2, 1]
    (strategic,) = fragments_of(evaluation, top, Asked(level="strategic")).fragments
    assert [one.code for one in strategic.people] == ["R2"]
    police = fragments_of(evaluation, top, Asked(organisation="NP"))
    assert [one.words for one in police.fragments] == ["Iedereen wil wel."]
    assert fragments_of(evaluation, top, Asked(with_below=False)).total == 1


def test_codes_that_go_together_are_counted_by_place_text_and_person(world: World) -> None:
    evaluation = evaluated(world)
    one, other = code(world, evaluation, "een"), code(world, evaluation, "twee")
    for number in (1, 2):
        taken = interviewed(world, evaluation, f"I{number}")
        coded(world, taken, one, 0, 20)
        coded(world, taken, other, 10, 30)
    (pair,) = codes_together(evaluation).pairs()
    assert {pair.first, pair.second} == {str(one.id), str(other.id)}
    assert (pair.places, pair.texts, pair.people) == (2, 2, 2)


def two_coders(world: World) -> tuple[Transcript, Code, Code, list[Coder]]:
    """Let both code the first sentence alike, and the second with another code."""
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    one, other = code(world, evaluation, "een"), code(world, evaluation, "twee")
    coded(world, taken, one, 0, 26)
    coded(world, taken, one, 29, 46)
    with reading_as(world.people["mila"].id):
        coded(world, taken, one, 0, 26, by="mila")
        coded(world, taken, other, 29, 46, by="mila")
        # A coding that was taken back counts nowhere any more.
        coded(world, taken, one, 29, 46, by="mila")
        coding.uncode_stretch(taken, one, 29, 46, by=world.people["mila"], at=now())
    return taken, one, other, list(Coder.objects.order_by("name"))


def test_agreement_is_told_by_sentence_with_its_table(world: World) -> None:
    taken, one, _other, coders = two_coders(world)
    compared = compare_coders(taken.evaluation, coders, [taken])
    assert compared is not None
    # Of code “een”: both gave it to the first of three sentences, one alone to the second.
    (of_one,) = [row for row in compared.report.per_code if row.code == str(one.id)]
    assert (of_one.table.total, of_one.table.by_number) == (3, (1, 1, 1))
    # Observed 2/3; by chance 2/3 × 1/3 + 1/3 × 2/3 = 4/9: kappa (2/3 - 4/9) / (5/9) = 2/5.
    assert str(of_one.kappa) == "2/5"
    assert {(row.start, row.end) for row in compared.differences} == {(29, 46)}


def test_what_is_settled_is_a_layer_of_its_own(world: World) -> None:
    taken, one, other, coders = two_coders(world)
    begun = settling.begin_settling(taken, coders, "Dilara en Mila samen", by=world.dilara, at=now())
    (place,) = places_to_settle(begun)
    assert (place.number, place.words, place.settled) == (2, WORDS[29:46], None)
    settling.settle_place(begun, 29, 46, [one.id, other.id], reason="Beide.", by=world.dilara, at=now())
    settled = {row[1:] for row in standing() if row[0] == "settled"}
    assert settled == {("een", 0, 26), ("een", 29, 46), ("twee", 29, 46)}
    settling.settle_place(begun, 29, 46, [], by=world.dilara, at=now())
    assert {row[1:] for row in standing() if row[0] == "settled"} == {("een", 0, 26)}
    (place,) = places_to_settle(begun)
    assert place.settled is not None
    assert place.settled.codes == []
    with refusal("reason_too_long"):
        settling.settle_place(begun, 29, 46, [], reason="x" * 501, by=world.dilara, at=now())
    # On the first sentence they agree, and of a part of a sentence nothing is settled apart.
    for start, end in ((0, 28), (29, 40)):
        with refusal("no_difference"):
            settling.settle_place(begun, start, end, [], by=world.dilara, at=now())
    alone = why_refused(lambda: settling.begin_settling(taken, coders[:1], "", by=world.dilara, at=now()))
    assert alone == ["too_few_coders", "nobody_decides"]


def test_settling_where_coders_differ_leaves_what_they_share(world: World) -> None:
    taken, one, other, coders = two_coders(world)
    with reading_as(world.people["mila"].id):
        coded(world, taken, other, 0, 26, by="mila")
    begun = settling.begin_settling(taken, coders, "Dilara en Mila samen", by=world.dilara, at=now())
    first, second = places_to_settle(begun)
    # All that each gave stands there, not only on what they differ.
    assert {who.name: set(codes) for who, codes in first.given} == {"Dilara": {one.id}, "Mila": {one.id, other.id}}
    assert (first.shared, second.shared) == ([one.id], [])
    for codes in ([], [other.id], [one.id], []):
        settling.settle_place(begun, first.start, first.end, codes, by=world.dilara, at=now())
        settled = {row[1:] for row in standing() if row[0] == "settled"}
        assert settled == {("een", 0, 26)} | ({("twee", first.start, first.end)} if other.id in codes else set())


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), length=st.integers(1, 25))
def test_any_acts_can_be_undone_to_where_it_began(world: World, seed: int, length: int) -> None:
    """Overlapping selections, edits of the tree and undoing in any order leave a sound book, and nothing at the end."""
    chance = random.Random(seed)
    evaluation = Evaluation.objects.first() or evaluated(world)
    taken = Transcript.objects.first() or interviewed(world, evaluation)
    for _act in range(length):
        try:
            act_at_random(world, evaluation, taken, chance)
        except Refused:
            continue
        held = set(Code.objects.filter(is_gone=False).values_list("id", flat=True))
        assert len(code_book(evaluation)) == len(held)
        for one in Coding.objects.filter(is_gone=False):
            assert one.code_id in held
            assert 0 <= one.start < one.end <= taken.length
    for _step in range(2 * length):
        try:
            coding_steps.undo(evaluation, by=world.dilara, at=now())
        except Refused:
            break
    assert (tree(evaluation), standing()) == ([], set())


def act_at_random(world: World, evaluation: Evaluation, taken: Transcript, chance: random.Random) -> None:
    by = {"by": world.dilara, "at": now()}
    codes = list(Code.objects.filter(is_gone=False))
    if not codes or chance.random() < 0.2:
        parent = chance.choice(codes) if codes and chance.random() < 0.5 else None
        codebook.add_code(evaluation, f"code {chance.random()}", parent=parent, **by)
        return
    one, other = chance.choice(codes), chance.choice(codes)
    start, end = sorted(chance.sample(range(taken.length + 1), 2))
    held = list(Coding.objects.filter(is_gone=False))
    match chance.randrange(10):
        case 0:
            codebook.move_code(one, other if chance.random() < 0.7 else None, **by)
        case 1:
            codebook.merge_codes(one, other, **by)
        case 2:
            codebook.delete_code(one, **by)
        case 3:
            coding_steps.undo(evaluation, **by)
        case 4 | 5:
            coding.uncode_stretch(taken, one, start, end, **by)
        case 6 if held:
            coding.split_coding(chance.choice(held), start, **by)
        case 7 if held:
            coding.merge_codings(taken, [row.id for row in chance.sample(held, min(2, len(held)))], **by)
        case _:
            coding.code_stretch(taken, one, start, end, **by)


def test_code_has_a_name_that_can_be_shown(world: World) -> None:
    evaluation = evaluated(world)
    for name, why in (("", "name_is_empty"), ("  ", "name_is_empty"), ("x" * 201, "name_too_long")):
        assert why_refused(partial(codebook.add_code, evaluation, name, by=world.dilara, at=now())) == [why]


class Marked(NamedTuple):
    """A selection of a coder, as agreement takes it."""

    text: str
    coder: str
    code: str
    start: int
    end: int


@pytest.mark.parametrize(("given", "warned"), [((5, 5), False), ((5, 4), True), ((4, 4), True), ((9, 1), True)])
def test_code_that_a_coder_gave_on_fewer_than_five_sentences_is_noted_as_rare(
    given: tuple[int, int], warned: bool
) -> None:
    # Ten sentences of two signs each; each coder marks as many of them, from the first on.
    marked = [
        Marked("t", coder, "een", 2 * at, 2 * at + 2)
        for coder, number in zip("km", given, strict=True)
        for at in range(number)
    ]
    sentences = {"t": [(2 * at, 2 * at + 2) for at in range(10)]}
    (found,) = agreement(marked, coders=("k", "m"), lengths={"t": 20}, segments=sentences).per_code
    assert (Note.RARE in notes_beside(found)) is warned
