"""Note when someone was here, what they saw, and of what they want to be told by e-mail."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Digest, DigestChoice, NoticeKind, SeenNotice, Visit
from vlechtwerk.domains.programme.queries.notices import unseen_notices
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


def see_notices(
    *,
    by: Person,
    at: datetime,
    kind: str | None = None,
    subject: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> int:
    """Note that someone saw all of which they were told; or of it a kind, one thing, or what came in a time.

    Return how many were new to them.
    """
    seen = [
        SeenNotice(project_id=by.project_id, person=by, kind=told.kind, subject_id=told.subject_id, seen_at=at)
        for told in unseen_notices(by, at)
        if kind in (None, told.kind)
        and subject in (None, told.subject_id)
        and (since is None or since <= told.at)
        and (until is None or told.at <= until)
    ]
    SeenNotice.objects.bulk_create(seen, ignore_conflicts=True)
    return len(seen)


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
