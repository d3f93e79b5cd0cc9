"""A share from a source has its words, its place and its base as far as known, and never a count of our making."""

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from tests.evaluations import begun, measurement, share
from tests.refusals import refusal
from tests.world import World, moment, noted_as, now, place
from vlechtwerk.domains.evaluation.evidence import PUBLISHED_FIGURE
from vlechtwerk.domains.evaluation.models import PublishedFigure
from vlechtwerk.domains.evaluation.operations.published import record_published_figure
from vlechtwerk.domains.evaluation.queries.instruments import map_places
from vlechtwerk.domains.evaluation.queries.published import published_figures, used_as_evidence
from vlechtwerk.domains.evaluation.rules.published import FigureTold
from vlechtwerk.domains.programme.operations import status
from vlechtwerk.foundation.evidence.address import Base, Evidence, EvidenceAddress
from vlechtwerk.foundation.evidence.links import evidence_of

AT_D1 = EvidenceAddress(PUBLISHED_FIGURE, "EV1,D1")


def test_share_is_shown_with_the_counts_that_fit_and_none_of_them_is_claimed(world: World) -> None:
    world.source()
    evaluation = begun(world)
    share(world, evaluation, "D1", percentage=92, words="ruim negen op de tien")
    share(world, evaluation, "O6")
    share(world, evaluation, "R1", kind="remark", percentage=10, approximate=True, base=None)
    (of,) = published_figures()
    nine, two_thirds, remark = of.figures
    # By hand: 22/24 = 91.67, 23/25 = 92.00, 24/26 = 92.31; 15/23 = 65.2, 16/24 = 66.7, 17/26 = 65.4, 18/27 = 66.7.
    assert nine.pairs == [(22, 24), (23, 25), (24, 26)]
    assert (two_thirds.pairs, two_thirds.fits_none) == ([], True)
    assert (remark.fits, remark.fits_none) == (None, False)
    assert set(PublishedFigure.objects.values_list("counted", "counted_of")) == {(None, None)}


def test_share_with_a_count_is_refused_and_the_database_holds_it_too(world: World) -> None:
    world.source()
    evaluation = begun(world)
    with refusal("count_not_in_the_source"):
        share(world, evaluation, counted=16, counted_of=24)
    figure = share(world, evaluation)
    noted_as("record_published_figure")
    with pytest.raises(DatabaseError), transaction.atomic():
        PublishedFigure.objects.filter(id=figure.id).update(percentage=67)


def test_response_has_the_count_of_its_source(world: World) -> None:
    world.source()
    evaluation = begun(world)
    response = {"kind": "response", "percentage": 74, "words": "", "base": None}
    with refusal("count_missing"):
        share(world, evaluation, **response)
    for half in ({"counted": 23}, {"counted_of": 31}):
        with refusal("count_missing"):
            share(world, evaluation, **response, **half)
        with refusal("count_not_in_the_source"):
            share(world, evaluation, **half)
    with refusal("count_does_not_fit"):
        share(world, evaluation, **response, counted=32, counted_of=31)
    figure = share(world, evaluation, **response, counted=23, counted_of=31)
    assert (figure.counted, figure.counted_of) == (23, 31)


def test_figure_needs_its_place_its_words_and_a_place_on_the_map(world: World) -> None:
    world.source()
    world.activity("A01")
    evaluation = begun(world)
    with refusal("evidence_missing"):
        share(world, evaluation, "D1", place(line=""))
    with refusal("words_missing"):
        share(world, evaluation, words=" ")
    with refusal("base_does_not_fit"):
        share(world, evaluation, base=(28, 23))
    for half in ((23, None), (None, 28)):
        with refusal("base_does_not_fit"):
            share(world, evaluation, base=half)
    with refusal("no_percentage"):
        share(world, evaluation, percentage=101)
    with refusal("not_on_the_map"):
        share(world, evaluation, about=("A99",))
    figure = share(world, evaluation, about=("A01",))
    assert figure.about == ["A01"]
    assert map_places()["A01"].title == "Smokkelroutes"
    with refusal("code_in_use"):
        share(world, evaluation)
    with refusal("other_evaluation"):
        other = measurement(world, begun(world, "EV2"))
        told = FigureTold("D2", "Stelling", 50, "de helft")
        record_published_figure(evaluation, told, measurement=other, evidence=[place()], by=world.dilara, at=now())


def test_its_base_is_published_whatever_is_said(world: World) -> None:
    world.source()
    figure = share(world, begun(world), "D1", place())
    assert [link.base for link in evidence_of([figure.id])[figure.id]] == [Base.PUBLISHED]


@pytest.mark.parametrize("name", ["karin", "mila", "nora"])
def test_nobody_else_records_a_figure(world: World, name: str) -> None:
    world.source()
    evaluation = begun(world)
    told = FigureTold("D1", "Stelling", 50, "de helft")
    with refusal(*({"not_an_evaluator"} | ({"no_running_appointment"} if name == "nora" else set()))):
        record_published_figure(evaluation, told, evidence=[place()], by=world.people[name], at=now())


def test_judgement_rests_on_a_published_figure_and_the_figure_shows_it(world: World) -> None:
    world.source()
    figure = share(world, begun(world))
    judged = world.precondition("P1")
    given = [Evidence(AT_D1, text="66% vindt het genoeg", base=Base.PUBLISHED)]
    status.judge_precondition(
        judged, "2023", moment("2023-06"), "partly_met", evidence=given, by=world.loader, at=now()
    )
    (resting,) = used_as_evidence(figure)
    assert (resting.code, resting.link.version) == ("P1", "66%")
    with refusal("evidence_not_found"):
        lost = [Evidence(EvidenceAddress(PUBLISHED_FIGURE, "EV1,D9"))]
        status.judge_precondition(judged, "2024", moment("2023-07"), "met", evidence=lost, by=world.loader, at=now())
