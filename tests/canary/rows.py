"""Every record in the database as a token: whoever sees its identifier, sees that there is such a record."""

from collections.abc import Iterator

import psycopg
from django.db import connection
from psycopg import sql

from tests.canary import oracle
from tests.canary.expecting import sees_request, undecided_in, verdict
from tests.canary.findings import OF_FINDINGS
from tests.canary.learning import OF_AGENDAS
from tests.canary.world import Planting, Reader
from tests.databases import owner_address

# What everyone with a running mandate may read, of their own project. A new table is in neither set: say in which.
OPEN = frozenset({
    "evaluation_answercategory", "evaluation_answerscale", "evaluation_evaluation", "evaluation_evaluationaim",
    "evaluation_evaluationgroup", "evaluation_evaluationquestion", "evaluation_evaluationround",
    "evaluation_evaluatorrole", "evaluation_instrument", "evaluation_instrumentversion", "evaluation_measurement",
    "evaluation_insight", "evaluation_learningpoint", "evaluation_learningsession", "evaluation_listedpoint",
    "evaluation_methodquestion", "evaluation_openquestion", "evaluation_plannedmethod", "evaluation_plannedpart",
    "evaluation_pointjudgement", "evaluation_publishedclaim", "evaluation_trial", "evaluation_triallook",
    "evaluation_publishedfigure", "evaluation_publishedresult", "evaluation_shownremark", "evaluation_statement",
    "evaluation_amountwords", "evaluation_knowledgegap",
    "evaluation_criterialist", "evaluation_criterion", "evaluation_criterionbaseline", "evaluation_criterionnorm",
    "evaluation_criterionsource", "evaluation_criterionwording", "evaluation_rubric",
    "evaluation_mechanism", "evaluation_mechanismwording", "evaluation_sourcesentence", "evaluation_reporttemplate",
    "evaluation_tickmonth", "evaluation_tickswitch",
    "partnership_advice", "partnership_agreement", "partnership_agreementparty",
    "partnership_appointment", "partnership_body", "partnership_decision", "partnership_decisionforwarding",
    "partnership_department", "partnership_legalcapacity", "partnership_mandate", "partnership_organisation",
    "partnership_outsidebody", "partnership_outsideposition", "partnership_outsiderole", "partnership_person",
    "partnership_project", "partnership_promise", "partnership_promisestep", "partnership_seat", "partnership_theme",
    "programme_action", "programme_actioncount", "programme_activity", "programme_activityagreement",
    "programme_activityentry", "programme_activitypartner", "programme_activitystatus", "programme_activitystep",
    "programme_adviceabout", "programme_capacityfinding", "programme_capacityprofile", "programme_comparisonseries",
    "programme_decisionabout",
    "programme_focusarea", "programme_formername", "programme_frozenfile", "programme_frozenreport", "programme_goal",
    "programme_goalcomparison", "programme_goalwording", "programme_hindrance", "programme_maplineage",
    "programme_maplink", "programme_mapnode", "programme_mapnodeactivity", "programme_mapversion", "programme_measure",
    "programme_measuredefinition", "programme_measuredraw", "programme_measuremonth", "programme_method",
    "programme_methodoutcome", "programme_methoduse", "programme_methodversion", "programme_milestone",
    "programme_milestonedate", "programme_outsidegoal", "programme_owntheme", "programme_plantext",
    "programme_precondition", "programme_preconditionjudgement", "programme_product", "programme_productuse",
    "programme_progressreport", "programme_promiseabout", "programme_recruitmentrequest", "programme_reminder",
    "programme_reminderrecipient", "programme_roomtoexplore",
    "programme_source", "programme_task", "programme_taskchange", "programme_teamrole", "programme_vacancy",
    "programme_vacancydifference", "programme_valueelement", "programme_valuepoint", "programme_valuepublication",
    "programme_valuewording", "sharing_authorisation", "sharing_covenant", "sharing_pastpurpose",
    "sharing_pastsuspension", "sharing_purpose",
})  # fmt: skip
FIELDWORK = frozenset({
    "evaluation_code", "evaluation_coder", "evaluation_coding", "evaluation_codingfile", "evaluation_codingstep",
    "evaluation_fieldworksession", "evaluation_keyholder", "evaluation_memo", "evaluation_participant",
    "evaluation_participantconsent", "evaluation_participantidentity", "evaluation_passage",
    "evaluation_sessionpart", "evaluation_sessionquestion", "evaluation_settledplace", "evaluation_settling",
    "evaluation_transcript",
})  # fmt: skip
FINDINGS = frozenset({
    "evaluation_chapterversion", "evaluation_finding", "evaluation_findingquestion", "evaluation_findingstep",
    "evaluation_criterionjudgement", "evaluation_judgementobjection",
})  # fmt: skip
MECHANISMS = frozenset({
    "evaluation_otherexplanation", "evaluation_mechanismverdict", "evaluation_contributionchain",
    "evaluation_chainversion",
})  # fmt: skip
# Once it is frozen everyone reads it; by which of their columns that is known.
OF_EVALUATION_REPORTS = {"evaluation_evaluationreport": "state", "evaluation_evaluationreportfile": "is_frozen"}
CLOSED = FIELDWORK | FINDINGS | MECHANISMS | frozenset({
    *OF_EVALUATION_REPORTS, "evaluation_approvedfinding", "evaluation_checkedjudgement", "evidence_evidencelink",
    "evaluation_agendaversion", "evaluation_learningquestion", "evaluation_proposalchoice",
    "evaluation_questionlineage", "evaluation_sessionparticipant", "evaluation_sessionproposal",
    "evaluation_answersheet", "evaluation_respondent", "evaluation_roundmail", "evaluation_roundremark",
    "evaluation_roundresult", "evaluation_savedanswers", "evaluation_sealedanswer",
    "evaluation_removedwords", "evaluation_sealedtick", "evaluation_tickchoice", "evaluation_tickmark",
    "partnership_bodynote", "partnership_departure", "programme_candidate", "programme_capacityline",
    "programme_digest", "programme_digestchoice", "programme_mapdraft", "programme_recruitmentstep",
    "programme_remark", "programme_remarkmention", "programme_reportfact", "programme_reportfigure",
    "programme_reportmove", "programme_reportwords", "programme_seennotice", "programme_visit",
    "sharing_acknowledgement", "sharing_comment", "sharing_consent", "sharing_document", "sharing_documentlink",
    "sharing_documentsubject", "sharing_documentversion", "sharing_edition", "sharing_folder", "sharing_marking",
    "sharing_markingpurpose", "sharing_notice", "sharing_recall",
})  # fmt: skip
# Shown by their identifier to who looks after the log: a marking says nothing of what carries it.
FOR_SUPERVISION = {"sharing_marking": ("privacy_officer", "director")}
# Read by those who sit in the body that it is put to, and by who leads the teams.
OF_BODIES = {"partnership_bodynote": (), "programme_mapdraft": ("team_manager", "director")}
# Whose row it is, in the tables of which people read their own rows.
OWN_ROWS = {
    "sharing_acknowledgement": "person_id", "sharing_recall": "person_id", "partnership_departure": "manager_id",
    "programme_candidate": "manager_id", "programme_recruitmentstep": "manager_id",
    "programme_visit": "person_id", "programme_seennotice": "person_id", "programme_digest": "person_id",
    "programme_digestchoice": "person_id", "evaluation_tickchoice": "person_id",
}  # fmt: skip
# Read by who asks for hours and who steers, and by who is of that organisation.
OF_ORGANISATIONS = {"programme_capacityline": "organisation_id"}
READS_ALL_HOURS, STEERING = ("director", "team_manager"), {"SG", "CO"}
# Research records: for the evaluators of their evaluation; what waits in an open round is for nobody.
OF_EVALUATORS = FIELDWORK | FINDINGS | MECHANISMS | frozenset({
    "evaluation_answersheet", "evaluation_respondent", "evaluation_roundmail", "evaluation_roundremark",
    "evaluation_roundresult", "evaluation_sessionparticipant", "evaluation_sessionproposal",
})  # fmt: skip
EVALUATES = "dilara"
FROZEN = frozenset({"frozen", "true"})
# Of an activity: comments are for everyone, a note and who is mentioned in it for its team and the director.
OF_REMARKS = {"programme_remark": "team_only", "programme_remarkmention": "id"}
READ_NOTES = frozenset({"anna", "karin"})
# What a progress report holds: for who leads the teams, and at an activity for who leads it, until it is frozen.
OF_REPORTS = {
    "programme_reportmove": "id", "programme_reportfigure": "id",
    "programme_reportfact": "activity_id", "programme_reportwords": "activity_id",
}  # fmt: skip
# What hangs on a document, or is sent to someone in a purpose; and what tells nothing by its identifier alone.
OF_DOCUMENTS = dict.fromkeys(
    ("sharing_comment", "sharing_documentlink", "sharing_documentsubject", "sharing_documentversion"), "document_id"
) | {"sharing_edition": "fuller_id"}
SENT = {"sharing_notice": "person_id"}
PLAIN = {"sharing_folder", "sharing_marking", "sharing_markingpurpose"}


def take_up_rows(made: Planting) -> None:
    """Make a token of every record of every guarded table, of all projects."""
    with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
        for table in guarded_tables(owner):
            for identifier, project, whose in _rows(owner, table):
                if identifier not in made.tokens.means:
                    made.tokens.known(identifier, f"row of {table} in {project}")
                made.rows[identifier] = (table, project, whose)


def guarded_tables(owner: psycopg.Connection) -> list[str]:
    """Return the tables that row-level security guards."""
    found = owner.execute("select relname from pg_class where relrowsecurity order by relname")
    return [name for (name,) in found]


def _rows(owner: psycopg.Connection, table: str) -> Iterator[tuple[str, str, str]]:
    in_project = "id" if table == "partnership_project" else "project_id"
    own_column = OWN_ROWS | OF_DOCUMENTS | OF_ORGANISATIONS | SENT | OF_REMARKS | OF_REPORTS | OF_AGENDAS | OF_FINDINGS
    own_column |= OF_EVALUATION_REPORTS
    whose = own_column.get(table, "body_id" if table in OF_BODIES else "id")
    statement = sql.SQL(
        "select id::text, (select code from partnership_project where id = found.{}), found.{}::text from {} found"
    ).format(*map(sql.Identifier, (in_project, whose, table)))
    yield from owner.execute(statement)


def rows_open_to(made: Planting, reader: Reader) -> set[str]:
    """Return the records that someone may see outside every purpose."""
    mine = {str(made.world.people[reader.name].id), *(str(made.world.bodies[code].id) for code in reader.bodies)}
    return {
        identifier
        for identifier, (table, project, whose) in made.rows.items()
        if project == "test"
        and (
            table in OPEN
            or reader.someone.function in FOR_SUPERVISION.get(table, ())
            or (table in OF_ORGANISATIONS and _reads_hours(made, reader, whose))
            or reader.someone.function in OF_BODIES.get(table, ())
            or (table in (*OWN_ROWS, *OF_BODIES) and whose in mine)
            or (table in OF_REPORTS and _reads_reports(made, reader, whose))
            or (table in OF_EVALUATORS and reader.name == EVALUATES)
            or (table in OF_AGENDAS and (reader.name == EVALUATES or _is_adopted(made, whose)))
            or (table in OF_FINDINGS and _reads_of_finding(made, reader, table, whose))
            or (table in OF_EVALUATION_REPORTS and (reader.name == EVALUATES or whose in FROZEN))
            or (table in OF_REMARKS and (whose == "false" or reader.name in READ_NOTES))
        )
    }


def _reads_of_finding(made: Planting, reader: Reader, table: str, whose: str) -> bool:
    # What an approval rested on that no longer stands, nobody reads: it still hangs on the finding itself.
    if table == "evidence_evidencelink" and whose in made.values["ended_approvals"]:
        return False
    return reader.name == EVALUATES or whose not in made.values["of_evaluators"]


def _is_adopted(made: Planting, version_or_question: str) -> bool:
    return version_or_question not in made.values["in_the_making"]


def _reads_reports(made: Planting, reader: Reader, activity: str) -> bool:
    # The one that was planted lies with the steering group; Anna leads the activity that it tells of.
    if reader.someone.function in READS_ALL_HOURS or "SG" in reader.bodies:
        return True
    return reader.name == "anna" and activity in made.values["led"]


def _reads_hours(made: Planting, reader: Reader, organisation: str) -> bool:
    if reader.someone.function in READS_ALL_HOURS or reader.bodies & STEERING:
        return True
    return str(made.world.organisations[reader.someone.organisation].id) == organisation


def rows_in_purpose(made: Planting, reader: Reader, purpose: str) -> set[str]:
    """Return the records of which a purpose may show someone the identifier; their words are tokens of their own."""
    mine = str(made.world.people[reader.name].id)
    open_yet = undecided_in(made, reader, purpose)
    read = {
        str(one.identifier)
        for one in made.items
        if verdict(made, reader, purpose, one) == oracle.ALLOWED or one.tokens["id"] in open_yet
    }
    asked = {str(one.identifier) for one in made.asked if sees_request(made, reader, purpose, one)}
    return {
        identifier
        for identifier, (table, project, whose) in made.rows.items()
        if project == "test"
        and (
            table in OPEN | PLAIN
            or (table in OF_EVALUATION_REPORTS and whose in FROZEN)
            or identifier in asked
            or (table in OF_AGENDAS and _is_adopted(made, whose))
            or (table in OF_DOCUMENTS and whose in read)
            or (table in OWN_ROWS | SENT and whose == mine)
            or (table in OF_ORGANISATIONS and _reads_hours(made, reader, whose))
        )
    }
