"""Let only the provider's own capacity answer, suspend the person, and let nothing but the program decide."""

import django.db.models.deletion
from django.db import migrations, models

from vlechtwerk.foundation.database.functions import functions_of
from vlechtwerk.foundation.database.guards import GuardAnew, SameProject, application_role

MINE = "person_id = (select reading_person())"
IN_PURPOSE = "purpose_id = (select reading_purpose())"


def ours(organisation: str, capacity: str) -> str:
    """Return the rule that a side of a request is the reader's: the organisation, in the capacity that it acts in."""
    return (
        f"({organisation} = (select reading_organisation())"
        f" and {capacity} is not distinct from (select reading_capacity()))"
    )


ASKING, ANSWERING = ours("receiver_id", "receiving_capacity_id"), ours("provider_id", "providing_capacity_id")
ANSWERS = f"({ANSWERING} or (kind = 'competent_authority_agreement' and (select reads_as_prosecutor())))"
SHARING = "vlechtwerk.domains.sharing"
# What a former version of these files made; in a new installation it is not there.
FORMER = """
    drop function if exists facts_to_decide(uuid),
        write_clearance(uuid, uuid[], uuid[], uuid[], uuid[], bigint, bigint, text, text, text, jsonb);
    delete from clearance;
"""
CHANGED = (
    functions_of(
        SHARING, "clearance.sql", "is_suspended", "reading_capacity", "is_new_marking", "facts_of_reader",
        "facts_to_decide", "write_clearance", "find_words",
        "announced_documents",
    ),
    functions_of(SHARING, "documents.sql", "readers_in_log"),
    functions_of(SHARING, "log_reading.sql", "read_log", "log_acts"),
)  # fmt: skip
CALLED = (
    "facts_to_decide(uuid, text), reading_capacity(), is_new_marking(uuid), "
    "write_clearance(uuid, uuid[], uuid[], uuid[], uuid[], bigint, bigint, text, text, text, text, text)"
)


class CloseToTheApplication(migrations.RunSQL):
    """Leave the application what it calls, and nothing of what serves that."""

    def __init__(self):
        super().__init__(
            [
                f"revoke execute on function is_suspended(uuid, timestamptz) from public, {application_role()}",
                f"revoke execute on function {CALLED} from public",
                # They end, and are never taken away.
                f"revoke delete on sharing_purpose, sharing_authorisation, sharing_covenant from {application_role()}",
            ],
            migrations.RunSQL.noop,
        )

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}


class Migration(migrations.Migration):

    dependencies = [
        ("database", "0002_sealing"),
        ("partnership", "0007_sealed_reading"),
        ("sharing", "0005_name_what_can_be_asked"),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="providing_capacity",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.legalcapacity"),
        ),
        migrations.RunSQL(
            "update sharing_consent consent set providing_capacity_id = marking.capacity_id"
            " from sharing_marking marking where marking.id = consent.marking_id;"
            # What was set is checked before the table changes on.
            "set constraints all immediate; set constraints all deferred;",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveConstraint(model_name="marking", name="equal_markings_are_one"),
        migrations.AddConstraint(
            model_name="marking",
            constraint=models.UniqueConstraint(fields=("organisation", "digest"), name="equal_markings_of_a_provider_are_one"),
        ),
        migrations.RunSQL(FORMER + "".join(CHANGED), migrations.RunSQL.noop),
        CloseToTheApplication(),
        SameProject("sharing_consent", "providing_capacity_id", "partnership_legalcapacity"),
        # Who asks can ask, and no more; who answers can answer, and asks nothing in another's name.
        GuardAnew(
            "sharing_consent",
            reading=f"{IN_PURPOSE} and ({ASKING} or {ANSWERS})",
            adding=f"{IN_PURPOSE} and {ASKING} and state = 'asked'",
            changing=f"{IN_PURPOSE} and {ANSWERS}",
        ),
        GuardAnew(
            "sharing_acknowledgement", reading=MINE, adding=f"{MINE} and marking_id = any ((select reading_markings())::uuid[])"
        ),
        GuardAnew("sharing_markingpurpose", reading=IN_PURPOSE, adding="is_new_marking(marking_id)"),
    ]
