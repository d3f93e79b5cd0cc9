"""What the evidence of a whole weighs is read from the documents themselves, not from how they are called."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.world import World, moment, now, place
from vlechtwerk.domains.partnership.operations import decisions, projects
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, MapVersion, Source
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import map as map_operations
from vlechtwerk.domains.programme.operations import register
from vlechtwerk.domains.programme.queries.activities import statuses_as_of
from vlechtwerk.domains.programme.queries.weight import WeakParts, carrying_statuses, weak_parts
from vlechtwerk.foundation.refusal import Refused

TODAY = date(2026, 1, 1)


def document(world: World, code: str, dated_on: str, *, tells_of_others: bool = False) -> None:
    register.add_source(
        code,
        code,
        Source.Kind.PROGRESS_REPORT,
        dated_on=moment(dated_on),
        tells_of_others=tells_of_others,
        by=world.loader,
        at=now(),
    )


def whole_with_two_parts(world: World) -> Activity:
    document(world, "Z1", "2023-05")
    document(world, "A2", "2023-10")
    document(world, "EV", "2024-01", tells_of_others=True)
    whole = world.activity()
    world.stands(whole, Status.RUNNING, "2023-01", evidence=[place("Z1"), place("A2"), place("EV")])
    for code in ("A01-1", "A01-2"):
        part = world.activity(code, code, parent=whole)
        kind = ActivityEntry.Kind.DONE
        register.add_entry(part, kind, "Gedaan", evidence=[place("Z1"), place("EV")], by=world.loader, at=now())
    return whole


def test_parts_rest_on_the_older_document_by_its_date(world: World) -> None:
    whole = whole_with_two_parts(world)
    carried = carrying_statuses(statuses_as_of([whole.id], TODAY))
    assert weak_parts(carried) == {whole.id: WeakParts(2, 2, "Z1")}


def test_document_that_tells_of_others_stands_behind_them(world: World) -> None:
    whole = whole_with_two_parts(world)
    carried = carrying_statuses(statuses_as_of([whole.id], TODAY))
    assert [link.identifier for link in carried[whole.id]] == ["Z1", "A2"]


def test_nothing_is_registered_on_evidence_that_leads_nowhere(world: World) -> None:
    activity = world.activity()
    by: dict[str, Any] = {"by": world.loader, "at": now(), "evidence": [place("X9")]}
    attempts: list[Callable[[], object]] = [
        lambda: register.add_former_name(activity, "Havens", **by),
        lambda: register.add_partner(activity, world.organisations["NP"], "kennis", **by),
        lambda: map_operations.add_map_version("V", "V", **by),
        lambda: projects.add_body("X", "X", "tactical", **by),
        lambda: decisions.grant_mandate("Alles", body=world.bodies["MT"], **by),
    ]
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert [reason.code for reason in refused.value.reasons] == ["evidence_not_found"]
    assert not MapVersion.objects.exists()
    assert not activity.former_names.exists()
