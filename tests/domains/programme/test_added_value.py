"""The added value says what it is by what supports it; a page is published by a person, frozen, and withdrawn."""

from hashlib import sha256

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError
from django.utils.timezone import localdate

from tests.refusals import refusal
from tests.results import element, publish, put_up, say
from tests.world import World, noted_as, now, place
from vlechtwerk.domains.partnership.operations import people
from vlechtwerk.domains.programme.operations import added_value, publishing
from vlechtwerk.domains.programme.queries.added_value import Worth, elements_as_they_stand, published_page
from vlechtwerk.foundation.evidence.address import Ground


def worth_of(world: World) -> Worth:
    return elements_as_they_stand(world.project.id)[0].worth


def test_element_is_what_its_strongest_support_makes_it(world: World) -> None:
    world.source()
    made = element(world)
    assert worth_of(world) is Worth.NOTHING
    say(world, made, "hoped", "Misschien ooit")
    assert worth_of(world) is Worth.POTENTIAL
    say(world, made, "supports", "Zegt men", place(ground=Ground.NONE))
    assert worth_of(world) is Worth.UNATTRIBUTED
    say(world, made, "supports", "Volgens velen", place(ground=Ground.OPINION))
    assert worth_of(world) is Worth.OPINION
    say(world, made, "against", "Gemeten dat het niet helpt", place(ground=Ground.MEASURED_EFFECT))
    assert worth_of(world) is Worth.OPINION


def test_support_rests_on_a_source_and_claims_no_measurement_without_one(world: World) -> None:
    world.source()
    made = element(world)
    with refusal("evidence_missing"):
        say(world, made, "supports", "Het helpt")
    with refusal("claims_more_than_its_ground"):
        say(world, made, "supports", "Het is bewezen", place(ground=Ground.OPINION))
    say(world, made, "supports", "Het effect is aangetoond", place(ground=Ground.MEASURED_EFFECT))


def test_analyst_does_not_change_the_model(world: World) -> None:
    made = element(world)
    with refusal("not_your_function"):
        added_value.add_element("V9", "Nieuw", "Anders", by=world.anna, at=now())
    with refusal("not_your_function"):
        added_value.reword_element(made, "Anders", "Anders", "Zomaar", by=world.anna, at=now())


def test_wordings_stay_and_a_retired_element_takes_nothing_new(world: World) -> None:
    made = element(world)
    added_value.reword_element(made, "Samen sterker", "Uitleg", "Duidelijker", by=world.karin, at=now())
    assert [one.name for one in elements_as_they_stand(world.project.id)[0].wordings] == [
        "Elkaar aanvullen",
        "Samen sterker",
    ]
    with refusal("reason_missing"):
        added_value.retire_element(made, localdate(), "", by=world.karin, at=now())
    added_value.retire_element(made, localdate(), "Opgegaan in een ander", by=world.karin, at=now())
    assert elements_as_they_stand(world.project.id) == []
    with refusal("retired"):
        say(world, made, "hoped", "Toch nog")


def test_dropped_point_is_kept_with_why(world: World) -> None:
    point = say(world, element(world), "hoped", "Misschien ooit")
    with refusal("reason_missing"):
        added_value.drop_point(point, "", by=world.karin, at=now())
    added_value.drop_point(point, "Achterhaald", by=world.karin, at=now())
    assert worth_of(world) is Worth.NOTHING
    with refusal("dropped_already"):
        added_value.drop_point(point, "Nog eens", by=world.karin, at=now())


def test_page_is_approved_by_someone_else_who_may_and_who_read_this_text(world: World) -> None:
    element(world)
    page = put_up(world)
    with refusal("not_yours_to_approve"):
        publishing.approve_publication(page, page.checksum, by=world.anna, at=now())
    with refusal("not_yours_to_approve", "not_your_own"):
        publishing.approve_publication(page, page.checksum, by=world.bram, at=now())
    with refusal("other_text"):
        publishing.approve_publication(page, "0" * 64, by=world.karin, at=now())
    assert published_page("test") is None
    publishing.approve_publication(page, page.checksum, by=world.farid, at=now())
    shown = published_page("test")
    assert shown is not None
    assert shown.approved_as == "Gremium SG"
    assert sha256(shown.text.encode()).hexdigest() == shown.checksum


def test_two_who_approve_at_once_publish_once(world: World) -> None:
    element(world)
    page = put_up(world)
    publishing.approve_publication(page, page.checksum, by=world.karin, at=now())
    with refusal("not_in_this_state"):
        publishing.approve_publication(page, page.checksum, by=world.farid, at=now())


def test_returned_page_is_a_draft_again(world: World) -> None:
    element(world)
    page = put_up(world)
    with refusal("not_in_this_state"):
        publishing.revise_publication(page, "Anders", by=world.bram, at=now())
    returned = publishing.return_publication(page, "Te lang", by=world.karin, at=now())
    assert (returned.state, returned.text) == ("draft", "")
    publishing.revise_publication(page, "Korter", by=world.bram, at=now())
    assert publishing.put_up_publication(page, by=world.bram, at=now()).title == "Korter"


def test_one_page_is_worked_on_at_a_time(world: World) -> None:
    element(world)
    put_up(world)
    with refusal("draft_exists"):
        publishing.draft_publication("Nog een", by=world.bram, at=now())


@pytest.mark.parametrize(
    "words",
    [
        "Zoals Dilara het zegt",
        "zoals DILARA",
        "Volgens Sanne d'Hondt",
        "Volgens sanne  d’hondt.",
        "René de Vries",
        "Rene de‑Vries",
        "Volgens Di\u00adlara",
        "Volgens Di\u200blara",
        "Volgens\u200bDilara\u200bzelf",
        "Volgens Dil\u0430r\u0430",
        "\uff24ilara",
        "Dilaras plan",
    ],
)
def test_names_of_people_are_not_published(world: World, words: str) -> None:
    made = element(world)
    people.add_person("Sanne d'Hondt", by=world.loader, at=now())
    people.add_person("René de Vries", by=world.loader, at=now())
    say(world, made, "hoped", words)
    page = publishing.draft_publication("Waarde", by=world.bram, at=now())
    with refusal("names_a_person"):
        publishing.put_up_publication(page, by=world.bram, at=now())


def test_word_that_holds_a_name_or_a_mark_of_the_page_is_no_name(world: World) -> None:
    made = element(world)
    people.add_person("Lead", by=world.loader, at=now())
    say(world, made, "hoped", "Annabel is een woord, en leadership ook")
    put_up(world)


def test_what_changes_later_changes_no_published_text(world: World) -> None:
    made = element(world)
    page = publish(world)
    added_value.reword_element(made, "Iets anders", "Uitleg", "Duidelijker", by=world.karin, at=now())
    shown = published_page("test")
    assert shown is not None
    assert "Elkaar aanvullen" in shown.text
    assert shown.checksum == page.checksum


def test_withdrawn_page_tells_only_since_when_and_no_older_one_comes_back(world: World) -> None:
    element(world)
    publish(world, "Eerste")
    second = publish(world, "Tweede")
    with refusal("not_your_function"):
        publishing.withdraw_publication(second, "Fout", by=world.anna, at=now())
    with refusal("reason_missing"):
        publishing.withdraw_publication(second, "", by=world.karin, at=now())
    publishing.withdraw_publication(second, "Fout in de telling", by=world.karin, at=now())
    shown = published_page("test")
    assert shown is not None
    assert shown.withdrawn_on == localdate()
    assert (shown.title, shown.text, shown.checksum, shown.as_of, shown.approved_as) == ("", "", "", None, "")


@pytest.mark.parametrize(
    "change", ["text = text || 'x'", "title = 'Anders'", "state = 'draft'", "approved_as = 'Anna'"]
)
def test_database_keeps_what_was_published(world: World, change: str) -> None:
    element(world)
    publish(world)
    noted_as("withdraw_publication")
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        _sql(f"update programme_valuepublication set {change}")


def test_page_is_never_removed(world: World) -> None:
    element(world)
    put_up(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        _sql("delete from programme_valuepublication")


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
