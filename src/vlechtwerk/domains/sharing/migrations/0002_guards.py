from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import Guard, GuardByAct, InsertOnly, SameProject, application_role

FOLDER = files("vlechtwerk.domains.sharing")
CLEARANCE = FOLDER.joinpath("clearance.sql").read_text()
LOG = FOLDER.joinpath("log.sql").read_text()
DOCUMENTS = FOLDER.joinpath("documents.sql").read_text()

KEPT = "(kept_to is null or (select reading_person()) = any (kept_to))"
READABLE = f"marking_id = any ((select reading_markings())::uuid[]) and {KEPT}"
WRITABLE = f"marking_id = any ((select writable_markings())::uuid[]) and {KEPT}"
IN_PURPOSE = "purpose_id = (select reading_purpose())"
MINE = "person_id = (select reading_person())"
PARTY = (
    f"{IN_PURPOSE} and (receiver_id = (select reading_organisation()) or provider_id = (select reading_organisation())"
    " or (kind = 'competent_authority_agreement' and (select reads_as_prosecutor())))"
)
# What the application may call; everything else in these files serves the policies or the owner.
CALLED = (
    "take_up_clearance(uuid)",
    "facts_to_decide(uuid, text)",
    "keep_policy_text(text)",
    "write_clearance(uuid, uuid[], uuid[], uuid[], uuid[], bigint, bigint, text, text, text, text, text)",
    "clearance_still_holds()",
    "current_clearance()",
    "reading_purpose()",
    "reading_markings()",
    "known_markings()",
    "downloadable_markings()",
    "writable_markings()",
    "find_words(text, text, integer)",
    "announced_documents()",
    "people_to_decide(uuid[], uuid, timestamptz)",
    "reads_as_privacy_officer()",
    "reads_as_prosecutor()",
    "reading_capacity()",
    "is_new_marking(uuid)",
    "readers_in_log(uuid)",
    "recall_from_readers(uuid, text)",
    "day_here()",
    "seal_log()",
    "log_head()",
)
INNER = (
    "versions_of(uuid)",
    "is_suspended(uuid, timestamptz)",
    "facts_of_reader(uuid, uuid, date, timestamptz)",
    "facts_of_markings(uuid, uuid, date, timestamptz)",
    "note_change_of_access()",
    "log_line_sum(sharing_logline)",
    "number_and_sum_log_line()",
    "log_batch_sum(bigint, bigint[], bytea[], bytea)",
    "log_mistakes()",
)


class CloseToTheApplication(migrations.RunSQL):
    """Take every right on the tables of clearance and log away from the application, and leave it these functions."""

    def __init__(self) -> None:
        role = application_role()
        super().__init__(
            [
                f"revoke all on access_version, clearance, policy_text, log_batch from {role}",
                f"revoke all on sequence log_number from {role}",
                f"revoke execute on function {', '.join(INNER)} from public, {role}",
                f"revoke execute on function {', '.join(CALLED)} from public",
            ],
            migrations.RunSQL.noop,
        )

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial")]

    operations = [
        # Bodies are not looked into yet: a function may name a table that a later migration makes.
        migrations.RunSQL(
            "set local check_function_bodies = off;" + LOG + CLEARANCE + DOCUMENTS, migrations.RunSQL.noop
        ),
        CloseToTheApplication(),
        Guard("sharing_purpose", "open"),
        Guard("sharing_authorisation", "open"),
        Guard("sharing_covenant", "open"),
        GuardByAct("sharing_folder", reading=IN_PURPOSE, adding=IN_PURPOSE),
        GuardByAct(
            "sharing_marking",
            reading="id = any (array(select unnest(reading_markings() || known_markings() || writable_markings())))",
            adding="organisation_id = (select reading_organisation())",
        ),
        GuardByAct("sharing_markingpurpose", reading=IN_PURPOSE, adding="true"),
        GuardByAct("sharing_document", reading=READABLE, adding=WRITABLE, changing=WRITABLE),
        GuardByAct("sharing_documentversion", reading=READABLE, adding=WRITABLE),
        GuardByAct("sharing_documentlink", reading=READABLE, adding=WRITABLE),
        GuardByAct("sharing_documentsubject", reading=READABLE, adding=WRITABLE),
        GuardByAct("sharing_edition", reading=READABLE, adding=WRITABLE),
        GuardByAct("sharing_comment", reading=READABLE, adding=READABLE),
        GuardByAct("sharing_consent", reading=PARTY, adding=PARTY, changing=PARTY),
        GuardByAct("sharing_acknowledgement", reading=MINE, adding=MINE),
        GuardByAct(
            "sharing_notice",
            reading=f"{MINE} and {IN_PURPOSE}",
            adding=f"sent_by_id = (select reading_person()) and {IN_PURPOSE}",
            changing=f"{MINE} and {IN_PURPOSE}",
        ),
        GuardByAct("sharing_recall", reading=MINE, changing=MINE),
        InsertOnly("sharing_logline"),
        *(
            SameProject(f"sharing_{table}", column, target)
            for table, column, target in (
                ("purpose", "stated_by_id", "partnership_person"),
                ("authorisation", "purpose_id", "sharing_purpose"),
                ("authorisation", "appointment_id", "partnership_appointment"),
                ("authorisation", "authorised_by_id", "partnership_person"),
                ("covenant", "decision_id", "partnership_decision"),
                ("covenant", "adopted_by_id", "partnership_person"),
                ("folder", "purpose_id", "sharing_purpose"),
                ("marking", "organisation_id", "partnership_organisation"),
                ("marking", "capacity_id", "partnership_legalcapacity"),
                ("markingpurpose", "marking_id", "sharing_marking"),
                ("markingpurpose", "purpose_id", "sharing_purpose"),
                ("document", "marking_id", "sharing_marking"),
                ("document", "folder_id", "sharing_folder"),
                ("document", "given_by_id", "partnership_person"),
                ("documentversion", "marking_id", "sharing_marking"),
                ("documentversion", "document_id", "sharing_document"),
                ("documentversion", "added_by_id", "partnership_person"),
                ("documentlink", "marking_id", "sharing_marking"),
                ("documentlink", "document_id", "sharing_document"),
                ("documentsubject", "marking_id", "sharing_marking"),
                ("documentsubject", "document_id", "sharing_document"),
                ("edition", "marking_id", "sharing_marking"),
                ("edition", "fuller_id", "sharing_document"),
                ("edition", "lower_id", "sharing_document"),
                ("comment", "marking_id", "sharing_marking"),
                ("comment", "document_id", "sharing_document"),
                ("comment", "written_by_id", "partnership_person"),
                ("consent", "marking_id", "sharing_marking"),
                ("consent", "purpose_id", "sharing_purpose"),
                ("consent", "provider_id", "partnership_organisation"),
                ("consent", "receiver_id", "partnership_organisation"),
                ("consent", "receiving_capacity_id", "partnership_legalcapacity"),
                ("consent", "asked_by_id", "partnership_person"),
                ("consent", "answered_by_id", "partnership_person"),
                ("acknowledgement", "marking_id", "sharing_marking"),
                ("acknowledgement", "person_id", "partnership_person"),
                ("notice", "person_id", "partnership_person"),
                ("notice", "purpose_id", "sharing_purpose"),
                ("notice", "sent_by_id", "partnership_person"),
                ("recall", "person_id", "partnership_person"),
                ("recall", "organisation_id", "partnership_organisation"),
                ("recall", "recalled_by_id", "partnership_person"),
            )
        ),
    ]
