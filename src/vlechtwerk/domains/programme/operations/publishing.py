"""Publish the added value: a draft is put up as a frozen text, approved by a person who may, and withdrawn later."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import ValuePublication
from vlechtwerk.domains.programme.queries.public_words import PAGE, frozen_now
from vlechtwerk.domains.programme.rules.added_value import (
    approves_as,
    reasons_against_approving,
    reasons_against_drafting,
    reasons_against_putting_up,
    reasons_against_returning,
    reasons_against_revising,
    reasons_against_withdrawing,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if

State = ValuePublication.State


@transaction.atomic
def draft_publication(title: str, *, by: Person, at: datetime, introduction: str = "") -> ValuePublication:
    """Begin a page about the added value."""
    wait_for_others("value_publications", by.project_id)
    refuse_if(reasons_against_drafting(title, by=by, at=at))
    last = ValuePublication.objects.filter(project_id=by.project_id).aggregate(last=Max("number"))["last"] or 0
    publication = ValuePublication.objects.create(
        project_id=by.project_id,
        number=last + 1,
        title=title.strip(),
        introduction=introduction.strip(),
        drafted_by=by,
        drafted_at=at,
    )
    _note("draft_publication", publication, by=by, at=at)
    return publication


@transaction.atomic
def revise_publication(
    publication: ValuePublication, title: str, *, by: Person, at: datetime, introduction: str = ""
) -> ValuePublication:
    """Write in a draft."""
    publication = _locked(publication)
    refuse_if(reasons_against_revising(publication, title, by=by, at=at))
    publication.title, publication.introduction = title.strip(), introduction.strip()
    publication.save(update_fields=["title", "introduction"])
    _note("revise_publication", publication, by=by, at=at)
    return publication


@transaction.atomic
def put_up_publication(
    publication: ValuePublication, *, by: Person, at: datetime, as_of: date | None = None
) -> ValuePublication:
    """Freeze the text of a draft, with its checksum and evidence, and put it up for approval."""
    publication = _locked(publication)
    day = as_of or timezone.localdate(at)
    frozen = frozen_now(publication, day)
    refuse_if(reasons_against_putting_up(publication, frozen.text, by=by, at=at))
    publication.state = State.PUT_UP
    publication.text, publication.checksum, publication.evidence = frozen.text, frozen.checksum, frozen.evidence
    publication.as_of, publication.put_up_by, publication.put_up_at = day, by, at
    publication.returned_because = ""
    publication.save()
    _note("put_up_publication", publication, by=by, at=at)
    return publication


@transaction.atomic
def return_publication(publication: ValuePublication, because: str, *, by: Person, at: datetime) -> ValuePublication:
    """Return a page to its writers; it is a draft again."""
    publication = _locked(publication)
    refuse_if(reasons_against_returning(publication, because, by=by, at=at))
    publication.state, publication.returned_because = State.DRAFT, because.strip()
    publication.text, publication.checksum, publication.evidence, publication.as_of = "", "", [], None
    publication.put_up_by, publication.put_up_at = None, None
    publication.save()
    _note("return_publication", publication, by=by, at=at)
    return publication


@transaction.atomic
def approve_publication(publication: ValuePublication, checksum: str, *, by: Person, at: datetime) -> ValuePublication:
    """Publish the very text that was read: from now on everyone reads it, without an account."""
    publication = _locked(publication)
    refuse_if(reasons_against_approving(publication, checksum, by=by, at=at))
    publication.state = State.APPROVED
    publication.approved_by, publication.approved_at, publication.approved_as = by, at, approves_as(by, at)
    publication.save(update_fields=["state", "approved_by", "approved_at", "approved_as"])
    _note("approve_publication", publication, by=by, at=at)
    return publication


@transaction.atomic
def withdraw_publication(publication: ValuePublication, because: str, *, by: Person, at: datetime) -> ValuePublication:
    """Withdraw a published page: its address tells only that, and since when."""
    publication = _locked(publication)
    refuse_if(reasons_against_withdrawing(publication, because, by=by, at=at))
    publication.state = State.WITHDRAWN
    publication.withdrawn_by, publication.withdrawn_at = by, at
    publication.withdrawn_because = because.strip()
    publication.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_because"])
    _note("withdraw_publication", publication, by=by, at=at)
    return publication


def _locked(publication: ValuePublication) -> ValuePublication:
    return ValuePublication.objects.select_for_update(of=("self",)).get(id=publication.id)


def _note(act: str, publication: ValuePublication, *, by: Person, at: datetime) -> None:
    details = {"checksum": publication.checksum}
    note_act(act, PAGE, publication.id, project_id=publication.project_id, by=by.id, at=at, details={**details})
