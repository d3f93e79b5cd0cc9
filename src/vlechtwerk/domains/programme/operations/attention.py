"""Note when someone was here, what they saw, and of what they want to be told by e-mail."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Digest, DigestChoice, NoticeKind, SeenNotice, Visit
from vlechtwerk.domains.programme.queries.notices import Notice, unseen_notices
from vlechtwerk.domains.programme.rules.attention import reasons_against_choosing_digest
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if

# Who comes back within the hour is still on the same visit.
ONE_VISIT = timedelta(hours=1)


@transaction.atomic
def note_visit(*, by: Person, at: datetime) -> Visit:
    """Note that someone is here, and return when their former visit ended. No act: the journal is not told of it."""
    visit, is_first = Visit.objects.select_for_update(of=("self",)).get_or_create(
        person=by, defaults={"project_id": by.project_id, "last_at": at}
    )
    if is_first or at <= visit.last_at:
        return visit
    if at - visit.last_at > ONE_VISIT:
        visit.former_at = visit.last_at
    visit.last_at = at
    visit.save(update_fields=["last_at", "former_at"])
    return visit


def see_notices(notices: Iterable[Notice], *, by: Person, at: datetime) -> int:
    """Note that someone saw what they were told of; return how many were new to them."""
    return _see([(notice.kind, notice.subject_id) for notice in notices if not notice.seen], by, at)


def see_all_notices(*, by: Person, at: datetime, kind: str | None = None, subject: UUID | None = None) -> int:
    """Note that someone saw all of which they were told, or all of a kind or about one thing; return how many."""
    unseen = unseen_notices(by, at)
    return _see([told for told in unseen if kind in (None, told[0]) and subject in (None, told[1])], by, at)


def _see(unseen: Sequence[tuple[str, UUID]], by: Person, at: datetime) -> int:
    SeenNotice.objects.bulk_create(
        (
            SeenNotice(project_id=by.project_id, person=by, kind=kind, subject_id=subject, seen_at=at)
            for kind, subject in unseen
        ),
        ignore_conflicts=True,
    )
    return len(unseen)


@transaction.atomic
def choose_digest(
    how_often: str, kinds: Collection[str], *, language: str, by: Person, at: datetime, with_sharing: bool = True
) -> DigestChoice:
    """Choose of what one wants to be told by e-mail, how often, and in which language."""
    refuse_if(reasons_against_choosing_digest(how_often, kinds, language, with_sharing=with_sharing, by=by, at=at))
    choice, _is_new = DigestChoice.objects.update_or_create(
        person=by,
        defaults={
            "project_id": by.project_id,
            "how_often": how_often,
            "kinds": [kind for kind in NoticeKind.values if kind in kinds],
            "with_sharing": with_sharing,
            "language": language,
            "chosen_at": at,
        },
    )
    note_act("choose_digest", "person", by.id, project_id=by.project_id, by=by.id, at=at)
    return choice


def claim_digest(for_day: date, told: int, *, by: Person, at: datetime) -> Digest | None:
    """Claim someone's digest of a day before it is sent; nothing when another process did so already.

    What the mail server refused may be claimed again: it was surely not delivered.
    """
    state = Digest.State.CLAIMED if told else Digest.State.EMPTY
    try:
        with transaction.atomic():
            return Digest.objects.create(
                project_id=by.project_id, person=by, for_day=for_day, state=state, composed_at=at, told=told
            )
    except IntegrityError:
        refused = Digest.objects.filter(person=by, for_day=for_day, state=Digest.State.REFUSED)
        # One statement, so that of two processes one changes the row.
        changed = refused.update(state=state, composed_at=at, told=told)
        return Digest.objects.get(person=by, for_day=for_day) if changed else None


def note_digest(digest: Digest, state: str) -> None:
    """Note what became of a digest: taken by the mail server, or refused by it."""
    digest.state = state
    digest.save(update_fields=["state"])
