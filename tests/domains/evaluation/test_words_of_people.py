"""Words of people stand in their texts alone: nobody types them elsewhere, and what went does not come back."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from tests.evaluations import group, measurement
from tests.fieldwork import code, coded, evaluated, interviewed, participant, session, takes_part, text
from tests.findings import approved, of, told, written
from tests.learning import drafted, insight, trial
from tests.learning import told as asked
from tests.refusals import why_refused
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import (
    ApprovedFinding,
    Code,
    Coder,
    Coding,
    Evaluation,
    FieldworkSession,
    Finding,
    FindingStep,
    Insight,
    Memo,
    ParticipantIdentity,
    SettledPlace,
    Transcript,
)
from vlechtwerk.domains.evaluation.operations import (
    agenda,
    answers,
    codebook,
    coding,
    fieldwork,
    findings,
    sessions,
    settling,
    transcripts,
)
from vlechtwerk.domains.evaluation.operations import coding_file_steps as files
from vlechtwerk.domains.evaluation.operations import trials as learning
from vlechtwerk.domains.evaluation.queries.findings import find_finding, findings_of
from vlechtwerk.domains.evaluation.queries.transcripts import words_of
from vlechtwerk.domains.evaluation.queries.withdrawal import resting_on_going, resting_on_texts, what_goes
from vlechtwerk.domains.evaluation.rules.agenda import PointTold
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
from vlechtwerk.domains.evaluation.rules.fieldwork import SessionTold, State, TextTold, Use
from vlechtwerk.domains.evaluation.rules.sessions import LearningSessionTold
from vlechtwerk.domains.evaluation.rules.trials import InsightTold, ListedTold, TrialTold
from vlechtwerk.engines.coding.project import CodingProject, Source
from vlechtwerk.engines.coding.writing import write_qdpx
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Evidence, checksum_of
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.identifiers import new_identifier

pytestmark = pytest.mark.usefixtures("as_dilara")
ASKS = "Wat helpt u het meest in het werk van elke dag?"
SAID = "Wij bellen elkaar élke maandag over de schepen die binnenkomen, en dat scheelt enorm veel tijd."
SPOKEN = f"Vraag: {ASKS}\nR1: {SAID}\nVraag: Nog iets?\nR1: Minder lijsten graag.\n"
EVERYDAY = "ik ben van mening dat het zo is en niet anders."
# The same words with other spaces between them.
SPREAD = SAID.replace(" ", "\N{NO-BREAK SPACE}")
# Five words of it in a row, as someone may type them.
QUOTE = "bellen ELKAAR elke maandag, over"


def spoken(
    world: World, evaluation: Evaluation, name: str = "I1", words: str = SPOKEN, file_name: str = ""
) -> Transcript:
    """Let someone say all this, and let others talk about other things."""
    held = session(world, evaluation, name)
    takes_part(world, held, participant(world, evaluation, f"R{name[1:]}"))
    told_ = TextTold(name, "transcript", words, file_name)
    return transcripts.take_in_text(held, told_, by=world.dilara, at=now())


def withdrawn(world: World, of_text: Transcript) -> None:
    """Let the one who takes part withdraw."""
    transcripts.withdraw_consent(of_text.session.parts.get(), days_from_now(0), by=world.dilara, at=now())


def paper(world: World) -> Evidence:
    """Register a report of opinions: on a fragment alone nothing is told but by a quotation."""
    world.source()
    return of("document", "T1", ground="opinion")


def places_to_type(world: World, evaluation: Evaluation) -> dict[str, Callable[[str], object]]:
    """Return each place where an evaluator types something, by its name."""
    who: dict[str, Any] = {"by": world.dilara, "at": now()}
    other = of("fragment", "EV1,I2,0-10")
    finding = written(world, evaluation, "Volgens een geïnterviewde loopt het overleg.", other, paper(world))
    question, first = evaluation.questions.get(), measurement(world, evaluation)
    group(world, evaluation, "TM")
    noted, activity = insight(world, evaluation), world.activity(lead="anna")
    tried, given = trial(world, noted, activity), code(world, evaluation)
    draft = drafted(world, evaluation, "A")
    (open_,) = draft.questions.all()
    change = "Volgens een geïnterviewde loopt het overleg goed."
    day = days_from_now(9)
    meeting = sessions.prepare_session(evaluation, "S8", LearningSessionTold("Leersessie", "Wat nu?", day), **who)
    sessions.move_session(meeting, "proposing", **who)
    differing, coders = coded_apart(world, Transcript.objects.get(code="I2"), given, 0, 22)
    settled = settling.begin_settling(differing, coders, "Samen", **who)
    return {
        "sentence": lambda words: written(world, evaluation, f"Een geïnterviewde zegt: {words}", other),
        "changed sentence": lambda words: findings.change_finding(finding, told(evaluation, f"Zij zei {words}"), **who),
        "remark": lambda words: findings.change_finding(finding, told(evaluation, change), remark=words, **who),
        "beside evidence": lambda words: findings.add_evidence(
            finding, [of("fragment", "EV1,I2,2-9", text=words)], **who
        ),
        "evidence taken away": lambda words: findings.remove_evidence(finding, 1, remark=words, **who),
        "gap": lambda words: answers.note_gap(question, words, "Niet gevraagd", **who),
        "reason of a gap": lambda words: answers.note_gap(question, "Of het helpt", words, **who),
        "insight": lambda words: learning.note_insight(evaluation, InsightTold("I7", words, "Bellen helpt"), **who),
        "trial": lambda words: learning.try_insight(
            noted, activity, TrialTold(words, day, "Minder mail", world.anna), **who
        ),
        "look": lambda words: learning.look_at_trial(tried, "kept", words, **who),
        "listed": lambda words: learning.list_point(
            first, ListedTold("keep", words, world.bram, day, ("TM",)), **who
        ),
        "point": lambda words: agenda.add_learning_point(evaluation, "L9", PointTold("Bellen", reason=words), **who),
        "question": lambda words: agenda.add_learning_question(draft, asked(world, "B", barrier=words), **who),
        "end of a question": lambda words: agenda.drop_question(open_, words, **who),
        "session": lambda words: sessions.prepare_session(
            evaluation, "S9", LearningSessionTold("Leren", words, day), **who
        ),
        "proposal": lambda words: sessions.write_proposal(meeting, words, "Er is geen tijd", **who),
        "code": lambda words: codebook.add_code(evaluation, words, **who),
        "description": lambda words: codebook.describe_code(given, words, "", **who),
        "memo": lambda words: coding.write_memo(evaluation, given, words, **who),
        "guide": lambda words: fieldwork.begin_session(evaluation, "I9", SessionTold("interview", guide=words), **who),
        "guide of a session that was held": lambda words: fieldwork.change_session(
            differing.session, SessionTold("interview", guide=f"Wat helpt?\n{words}"), **who
        ),
        "who decides": lambda words: settling.begin_settling(differing, coders, words, **who),
        "why it is settled so": lambda words: settling.settle_place(settled, 0, 22, [given.id], reason=words, **who),
    }  # fmt: skip


def coded_apart(world: World, of_text: Transcript, given: Code, start: int, end: int) -> tuple[Transcript, list[Coder]]:
    """Let Dilara give a stretch a code, and Mila give it another one; return the text and these coders."""
    coded(world, of_text, given, start, end)
    with reading_as(world.mila.id):
        coded(world, of_text, code(world, of_text.evaluation, "anders"), start, end, by="mila")
    return of_text, list(Coder.objects.filter(kind="own"))


def test_words_of_people_are_typed_nowhere_but_where_they_go_with_them(world: World) -> None:
    evaluation = evaluated(world)
    said = spoken(world, evaluation)
    interviewed(world, evaluation, "I2", "Over iets heel anders.")
    document = session(world, evaluation, "D1", "documents")
    text(world, document, "Het plan noemt zes nieuwe kades aan de noordkant.")
    places = places_to_type(world, evaluation)
    for name, typing in places.items():
        assert "quotation_typed" in why_refused(lambda typing=typing: typing(QUOTE)), name
    note = places["gap"]
    assert why_refused(lambda: note("Zij wil minder lijsten, graag.")) == ["quotation_typed"]
    # Words of the place itself go with what was settled of it.
    places["why it is settled so"]("Over iets heel anders.")
    # Fewer words, words of who asks, everyday words and those of a document are no quotation.
    for words in ("Bellen elkaar elke maandag", ASKS, "En dat is er niet bij", "Het plan noemt zes nieuwe kades"):
        note(words)
    # A memo about a coding goes with the words of that coding.
    start = SPOKEN.index("Wij bellen")
    coded(world, said, code(world, evaluation, "bellen"), start, start + 30)
    given = Coding.objects.get(transcript=said)
    coding.write_memo(evaluation, given, QUOTE, by=world.dilara, at=now())
    other = "minder lijsten graag"
    assert why_refused(lambda: coding.write_memo(evaluation, given, other, by=world.dilara, at=now())) == [
        "quotation_typed"
    ]


def test_who_may_not_read_words_is_not_told_that_they_were_said_and_a_withdrawal_takes_them(world: World) -> None:
    evaluation = evaluated(world)
    said = spoken(world, evaluation)
    with reading_as(world.anna.id):
        noted = learning.note_insight(evaluation, InsightTold("I1", SAID, "Bellen helpt"), by=world.anna, at=now())
    insight(world, evaluation, "I2")
    withdrawn(world, said)
    noted.refresh_from_db()
    assert (noted.observation, noted.text) == ("[…]", "Bellen helpt")
    assert "[…]" not in Insight.objects.get(code="I2").observation


def test_withdrawal_takes_what_was_typed_before_the_text_came_in(world: World) -> None:
    evaluation = evaluated(world)
    interviewed(world, evaluation, "I2", "Over iets heel anders.")
    other, who = of("fragment", "EV1,I2,0-10"), {"by": world.dilara, "at": now()}
    sentence = f"Volgens een geïnterviewde: {SAID}"
    report = paper(world)
    approved(world, evaluation, sentence, other, report)
    before = written(world, evaluation, sentence, other, report)
    findings.add_evidence(before, [of("fragment", "EV1,I2,2-9", text=SAID)], **who)
    findings.remove_evidence(before, 3, remark=SAID, **who)
    findings.change_finding(before, told(evaluation, "Volgens een geïnterviewde loopt het."), **who)
    answers.note_gap(evaluation.questions.get(), f"Niet bekend is: {SAID}", "Niet gevraagd", **who)
    coding.write_memo(evaluation, code(world, evaluation), SAID, **who)
    sentences_with(world, evaluation, SAID)
    # A code “in vivo” is named after what was said; the steps of coding hold its name too.
    codebook.rename_code(code(world, evaluation, SAID), f"{SAID} Ja.", **who)
    agenda.add_learning_question(
        drafted(world, evaluation), asked(world, "A", goal=SAID, actions=(SAID, "Bellen")), **who
    )
    withdrawn(world, spoken(world, evaluation))
    for model in apps.get_models():
        if model._meta.app_label in ("evaluation", "evidence"):
            kept = [row for row in model._default_manager.values() if "schepen die" in str(row)]
            assert kept == [], model
    assert [one.state for one in findings_of(evaluation)] == ["reopened", "draft"]
    assert not ApprovedFinding.objects.filter(ended_at__isnull=True).exists()
    found = find_finding("EV1", "F2")
    assert found is not None
    assert found.sentence == "Volgens een geïnterviewde loopt het."
    # Of a guide the lines go that repeat them.
    guides = FieldworkSession.objects.filter(code__startswith="G").values_list("guide", flat=True)
    assert sorted(guides) == ["Wat helpt?\n[…]", "[…]\nen dat scheelt enorm veel tijd."]


def sentences_with(world: World, evaluation: Evaluation, words: str) -> None:
    """Type words in a trial, its look, a list, a judgement, a proposal, a guide and what is settled."""
    who: dict[str, Any] = {"by": world.dilara, "at": now()}
    noted, activity = insight(world, evaluation), world.activity(lead="anna")
    tried = learning.try_insight(noted, activity, TrialTold(words, days_from_now(9), words, world.anna), **who)
    learning.look_at_trial(tried, "dropped", words, **who)
    of_group = group(world, evaluation, "TM")
    first, second = measurement(world, evaluation), measurement(world, evaluation, "Tweede meting")
    point = learning.list_point(first, ListedTold("keep", words, world.bram, days_from_now(9), ("TM",)), **who)
    learning.judge_point(point, second, of_group, "yes", note=words, **who)
    meeting = sessions.prepare_session(
        evaluation, "S8", LearningSessionTold("Leersessie", "Wat nu?", days_from_now(9)), **who
    )
    sessions.move_session(meeting, "proposing", **who)
    sessions.write_proposal(meeting, words, words, **who)
    other = Transcript.objects.get(code="I2")
    half = words.replace(", ", ",\n")
    for guide in (f"Wat helpt?\n{words}", half):
        fieldwork.change_session(other.session, SessionTold("interview", guide=guide), **who)
        fieldwork.begin_session(evaluation, f"G{len(guide)}", SessionTold("interview", guide=guide), **who)
    given = code(world, evaluation, "deze")
    settled = settling.begin_settling(*coded_apart(world, other, given, 0, 22), words, **who)
    settling.settle_place(settled, 0, 22, [given.id], reason=words, **who)


def test_what_is_settled_of_words_goes_with_them_and_of_others_stays(world: World) -> None:
    evaluation = evaluated(world)
    held = session(world, evaluation, "G1", "group_talk")
    first, _second = (takes_part(world, held, participant(world, evaluation, name)) for name in ("R1", "R2"))
    taken = text(world, held, "R1: Ja, bellen.\nR2: Nee, mailen.\n")
    given = code(world, evaluation)
    coded(world, taken, given, 0, 15)
    coded(world, taken, given, 16, 32)
    with reading_as(world.mila.id):
        coded(world, taken, code(world, evaluation, "anders"), 0, 32, by="mila")
    settled = settling.begin_settling(taken, list(Coder.objects.all()), "Samen", by=world.dilara, at=now())
    for start, end in ((0, 15), (16, 32)):
        settling.settle_place(settled, start, end, [given.id], by=world.dilara, at=now())
    transcripts.withdraw_consent(first, days_from_now(0), by=world.dilara, at=now())
    assert [(one.start, one.end) for one in SettledPlace.objects.all()] == [(16, 32)]


def test_what_a_withdrawal_opens_again_is_told_before(world: World) -> None:
    evaluation = evaluated(world)
    said = spoken(world, evaluation)
    other = interviewed(world, evaluation, "I2", "Over iets heel anders.")
    top, apart = code(world, evaluation, "overleg"), code(world, evaluation, "anders")
    given, start = code(world, evaluation, "bellen", top), SPOKEN.index("Wij bellen")
    coded(world, said, given, start, start + 10)
    coded(world, other, given, 0, 22)
    coded(world, other, apart, 0, 22)
    words, report = "Volgens een geïnterviewde loopt het overleg.", paper(world)
    for evidence in (
        of("fragments_of_code", f"EV1,{given.id}"),
        of("fragments_of_code", f"EV1,{top.id}"),
        of("fragment", f"EV1,I1,{start}-{start + 10}"),
        of("fragments_of_code", f"EV1,{apart.id}"),
        of("fragment", "EV1,I2,0-10"),
    ):
        approved(world, evaluation, words, evidence, report)
    told_before = {link.holder_id for link in resting_on_going(evaluation, what_goes(said.session.parts.get()))}
    assert told_before == set(Finding.objects.filter(number__lte=3).values_list("id", flat=True))
    withdrawn(world, said)
    assert {one.id for one in Finding.objects.filter(state="reopened")} == told_before


def test_no_sum_tells_a_few_words_to_who_guesses_them(world: World) -> None:
    evaluation = evaluated(world)
    said = interviewed(world, evaluation)
    fragment = of("fragment", "EV1,I1,29-46")
    learning.note_insight(
        evaluation, InsightTold("I1", "Wij zien dat", "Het kan"), evidence=[fragment], by=world.dilara, at=now()
    )
    (link,) = EvidenceLink.objects.all()
    assert link.checksum != checksum_of("EV1,I1,29-46", "Iedereen wil wel.")
    assert link.version not in said.checksum


def decomposed(words: str) -> str:
    return unicodedata.normalize("NFD", words)


def test_words_that_went_come_back_in_no_file(world: World, tmp_path: Path) -> None:
    evaluation = evaluated(world)
    said, who = spoken(world, evaluation, words=f"{SPOKEN}R1: {EVERYDAY}\n"), {"by": world.dilara, "at": now()}
    withdrawn(world, said)
    held = session(world, evaluation, "I3")
    takes_part(world, held, participant(world, evaluation, "R3"))

    def taking_in(words: str, name: str = "oud.txt") -> list[str]:
        one = TextTold("I3", "transcript", words, name)
        return why_refused(lambda: transcripts.take_in_text(held, one, **who))

    for words in (
        SPOKEN,
        SPOKEN.replace("\n", "\r\n"),
        decomposed(SPOKEN),
        SPOKEN.replace("\n", "  \n\n").upper(),
        SPOKEN.replace("\n", "\u2028"),
        f"R3: Iets anders.\nR9:  {SPREAD} ",
        # Known by eight words in a row: with more before or between them, and parted otherwise.
        f"Vraag: Zeg maar, {SAID}",
        f"R3: {SAID.replace('elkaar', 'elkaar ook')}",
        "R3: " + SAID.replace("maandag", "maan-dag").replace("enorm", "e-\nnorm"),
        "R3: " + SAID.replace(" ", "\n"),
    ):
        assert taking_in(words) == ["consent_withdrawn"], words
    path = tmp_path / "oud.qdpx"
    source = Source(str(new_identifier()), "gesprek", f"Iets nieuws.\r\n{decomposed(SAID)}\r\n")
    with path.open("wb") as file:
        write_qdpx(CodingProject("Oud", sources=(source,)), file)
    kept = files.read_coding_file(files.keep_coding_file(evaluation, path, path.name, **who), **who)
    files.ask_to_take_in(kept, CodingPlan(consented=True), {}, **who)
    with pytest.raises(Exception, match="“gesprek”, alinea 2: de toestemming voor deze woorden is ingetrokken"):
        files.take_in_coding_file(kept, **who)
    assert not Transcript.objects.exclude(id=said.id).exists()
    # Ordinary words, and the question that everyone is asked, come in.
    text(
        world, held, f"Vraag: {ASKS}\nR3: Minder lijsten graag.\nR3: Ja, {EVERYDAY}\nR3: {' '.join(SAID.split()[1:8])}"
    )
    # Who consents again, lets the words come back.
    part = said.session.parts.get()
    for state in (State.ASKED, State.GIVEN):
        transcripts.note_consent(part, Use.STUDY, state, days_from_now(0), **who)
    text(world, said.session, SPOKEN, "I1b")


def test_who_withdrew_is_known_no_more_and_no_code_names_them(world: World) -> None:
    evaluation = evaluated(world)
    said = spoken(world, evaluation, "Piet-Jansen", words=SAID, file_name="Piet Jansen.docx")
    person = said.session.parts.get().participant
    again = takes_part(world, session(world, evaluation, "I4"), person)
    spoke = of("fragment", "EV1,Piet-Jansen,0-10")
    finding = written(world, evaluation, "Een geïnterviewde zegt het.", spoke, paper(world))
    other = interviewed(world, evaluation, "I2")
    findings.add_evidence(finding, [of("fragment", "EV1,I2,0-7")], by=world.dilara, at=now())
    withdrawn(world, said)
    said.refresh_from_db()
    said.session.refresh_from_db()
    assert (said.code, said.session.code, said.file_name, said.checksum) == ("T1", "T1", "", "")
    assert [one.identifier for one in resting_on_texts(evaluation, [said])] == ["EV1,T1,0-10"]
    for model in (Finding, FindingStep, EvidenceLink, Transcript, Memo):
        assert not [row for row in model._default_manager.values() if "Piet-Jansen" in str(row)], model
    found = find_finding("EV1", "F1")
    assert found is not None
    assert [one.number for one in found.supporting if one.resolved] == [2, 3]
    # They take part in another session still: until they withdraw from that one too, the key leads to them.
    assert ParticipantIdentity.objects.filter(participant=person).exists()
    transcripts.withdraw_consent(again, days_from_now(0), by=world.dilara, at=now())
    assert not ParticipantIdentity.objects.filter(participant=person).exists()
    assert ParticipantIdentity.objects.filter(participant__code="R2").exists()
    assert words_of(other) != ""
