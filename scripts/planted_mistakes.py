"""The mistakes that `check_the_checks.py` plants, each with the check that must notice it and what it must say."""

from collections.abc import Callable
from dataclasses import dataclass

WEB = "src/vlechtwerk/interfaces/web"
PROGRAMME = "src/vlechtwerk/domains/programme"
PARTNERSHIP = "src/vlechtwerk/domains/partnership"
SHARING = "src/vlechtwerk/domains/sharing"
DATABASE = "src/vlechtwerk/foundation/database"

# Targets of the Makefile.
LINT, TYPES, CONTRACTS, MIGRATIONS, TRANSLATED = "lint", "types", "contracts", "migrations", "translated"
# Files of tests, or one test.
ALIKE = "tests/engines/policy/test_alike.py"
ONCE = "tests/domains/sharing/test_once.py"
GUARDS = "tests/foundation/test_reading_context.py"
RELATIONS = "tests/foundation/test_relations.py"
BROWSER_POLICY = "tests/foundation/test_settings.py::test_browsers_may_run_only_what_we_serve_as_files"
PAGES = "tests/web/test_crawl.py::test_every_page_in_reach_answers[anna-nsoc]"
QUERIES = "tests/web/test_queries.py"
PLANS = "tests/web/sharing/test_plans_and_sizes.py"
LOOK = "tests/web/test_look.py"
MAP_KEPT = "tests/domains/programme/test_map_kept.py"
SCHEMA = "tests/api/test_api.py::test_schema_in_the_documents_is_the_one_that_is_served"
COMMANDS = "tests/cli/test_commands.py::test_reference_names_every_command"
GLOSSARY = "tests/docs/test_glossary.py"
SETTINGS = "tests/docs/test_settings_page.py"
PUBLIC = "tests/web/test_public_page.py"
COUNTS = "tests/domains/programme/test_results.py"

Edit = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: what it is, where and how it is planted, which check notices it, and words of that check."""

    name: str
    file: str
    edit: Edit
    check: str
    says: str


def add(text: str) -> Edit:
    """Add text at the end of a file; a file that is not there is made."""
    return lambda before: before + text


def put(old: str, new: str) -> Edit:
    """Put one text in the place of another, the first time that it occurs."""

    def edit(before: str) -> str:
        if old not in before:
            raise ValueError(f"This text is no longer there: {old!r}")
        return before.replace(old, new, 1)

    return edit


DROPPED_POLICY = (
    '        migrations.RunSQL("drop policy rows_of_the_reading_context on programme_activity"),\n'
    '        SameProject("programme_activity", "focus_area_id"'
)
FOREIGN_LICENCE = "# SPDX-" + "License-Identifier: GPL-3.0-only\n"
NEW_COMMAND = '\n\n@account.command()\ndef forget() -> None:\n    """Forget."""\n'
SCRIPT = 'import os\n\nDOOR = os.environ.get("VLECHTWERK_SECRET_DOOR")\n'
LINK_UPWARD = (
    '    source = models.ForeignKey("programme.Source", null=True, on_delete=models.PROTECT, related_name="+")\n'
    "    note = models.TextField(blank=True)\n"
)

IMPORTS_AND_TYPES = [
    Mistake(
        "a domain imports one above it",
        f"{PARTNERSHIP}/rules/__init__.py",
        add("\nimport vlechtwerk.domains.programme.models\n"),
        CONTRACTS,
        "The order of the domains BROKEN",
    ),
    Mistake(
        "a page that waits for approval is public",
        f"{PROGRAMME}/published.sql",
        put("publication.state in ('approved', 'withdrawn')", "publication.state <> 'draft'"),
        PUBLIC,
        "test_draft_and_what_waits_for_approval_are_not_public",
    ),
    Mistake(
        "numbers of overlapping periods are added up",
        f"{PROGRAMME}/queries/results.py",
        put("earlier[1] < later[0]", "earlier[0] <= later[0]"),
        COUNTS,
        "test_counts_are_added_up_only_when_alike_and_apart",
    ),
    Mistake(
        "a domain of which nobody said where it belongs",
        "src/vlechtwerk/domains/archive/__init__.py",
        add('"""What was."""\n'),
        CONTRACTS,
        "archive",
    ),
    Mistake(
        "a module inside a domain of which nobody said where it belongs",
        f"{PARTNERSHIP}/helpers.py",
        add('"""What fits nowhere."""\n'),
        CONTRACTS,
        "vlechtwerk.domains.partnership.helpers",
    ),
    Mistake(
        "a rule asks a query",
        f"{PARTNERSHIP}/rules/__init__.py",
        add("\nimport vlechtwerk.domains.partnership.queries\n"),
        CONTRACTS,
        "Operations above queries above rules above models BROKEN",
    ),
    Mistake(
        "an engine imports Django",
        "src/vlechtwerk/engines/documents/drawing.py",
        add("\nimport django.utils.html\n"),
        CONTRACTS,
        "Engines know no Django BROKEN",
    ),
    Mistake(
        "an engine comes to Django by a detour",
        "src/vlechtwerk/engines/documents/drawing.py",
        add("\nimport vlechtwerk.foundation.database.reading\n"),
        CONTRACTS,
        "Engines use only the plain parts of foundation BROKEN",
    ),
    Mistake(
        "the pages import the programming interface",
        f"{WEB}/words.py",
        add("\nimport vlechtwerk.interfaces.api.schemas\n"),
        CONTRACTS,
        "Three doors that do not know each other BROKEN",
    ),
    Mistake(
        "a relation to a domain above, written as a string",
        f"{PARTNERSHIP}/models/organisations.py",
        put("    note = models.TextField(blank=True)\n", LINK_UPWARD),
        RELATIONS,
        "partnership.Organisation.source",
    ),
    Mistake(
        "a function without types",
        f"{WEB}/words.py",
        add("\n\ndef untyped(value):\n    return value\n"),
        TYPES,
        "no-untyped-def",
    ),
    Mistake("a call with the wrong type", f"{WEB}/words.py", add("\n\nWRONG = say_day(3)\n"), TYPES, "arg-type"),
    Mistake(
        "an import that is not used",
        f"{WEB}/words.py",
        put("\nfrom datetime", "\nimport os\nfrom datetime"),
        LINT,
        "F401",
    ),
    Mistake(
        "a line that is not formatted",
        f"{WEB}/words.py",
        add("\n\nLAST  =  'day'\n"),
        LINT,
        "1 file would be reformatted",
    ),
    Mistake("a file without a licence", f"{WEB}/static/vlechtwerk/vendored/found.js", add("42;\n"), LINT, "found.js"),
    Mistake(
        "a file under a licence of which the text is not here",
        "src/vlechtwerk/engines/documents/found.py",
        add(f'{FOREIGN_LICENCE}"""Found."""\n'),
        LINT,
        "GPL-3.0-only",
    ),
]

DATA = [
    Mistake(
        "a field changes without a migration",
        f"{PROGRAMME}/models/sources.py",
        put("title = models.CharField(max_length=200)", "title = models.CharField(max_length=210)"),
        MIGRATIONS,
        "Alter field title on source",
    ),
    Mistake(
        "a table without its guard",
        f"{PROGRAMME}/migrations/0001_initial.py",
        put('        Guard("programme_hindrance", "open"),\n', ""),
        GUARDS,
        "programme_hindrance",
    ),
    Mistake(
        "a migration that drops a restrictive policy",
        f"{PROGRAMME}/migrations/0001_initial.py",
        put('        SameProject("programme_activity", "focus_area_id"', DROPPED_POLICY),
        GUARDS,
        "programme_activity is not guarded",
    ),
    Mistake(
        "a policy that is no longer restrictive",
        f"{DATABASE}/guards.py",
        put(" as restrictive to ", " to "),
        GUARDS,
        "test_second_policy_added_by_mistake_opens_nothing",
    ),
    Mistake(
        "row-level security that does not bind the owner",
        f"{DATABASE}/guards.py",
        put('            f"alter table {self.table} force row level security",\n', ""),
        GUARDS,
        "test_every_table_is_guarded_also_against_its_owner",
    ),
    Mistake(
        "a policy that forgets the project",
        f"{DATABASE}/guards.py",
        put("{self.project_column} = (select reading_project()) and ", ""),
        GUARDS,
        "test_reader_sees_one_project_only",
    ),
    Mistake(
        "an adopted version of the map that can be changed",
        f"{PROGRAMME}/map_drafts.sql",
        put("where version.fixed_at is not null", "where false"),
        f"{MAP_KEPT}::test_database_lets_nothing_of_an_adopted_version_be_changed",
        "DID NOT RAISE",
    ),
    Mistake(
        "a draft of the map that every member reads",
        f"{PROGRAMME}/map_drafts.sql",
        put(" and running.function in ('team_manager', 'director')", ""),
        f"{MAP_KEPT}::test_draft_is_read_by_its_writers_and_the_body_that_is_asked",
        "AssertionError",
    ),
    Mistake(
        "history that can be changed",
        f"{PROGRAMME}/migrations/0001_initial.py",
        put('"programme_preconditionjudgement", "open", append_only=True', '"programme_preconditionjudgement", "open"'),
        GUARDS,
        "test_history_is_added_to_and_never_changed[programme_preconditionjudgement]",
    ),
    Mistake(
        "a reference that may lead to another project",
        f"{PROGRAMME}/migrations/0001_initial.py",
        put('        SameProject("programme_hindrance", "decider_id", "partnership_body"),\n', ""),
        GUARDS,
        "test_every_reference_between_guarded_tables_is_held_to_one_project",
    ),
    Mistake(
        "questions that clauses tell apart are taken for alike",
        "src/vlechtwerk/engines/policy/alike.py",
        put("negated=compared.negated != unless", "negated=compared.negated"),
        ALIKE,
        "test_each_question_is_answered_as_the_engine_answers_it_alone",
    ),
    Mistake(
        "what is given after an agreement for once lies open by it",
        f"{SHARING}/queries/markings.py",
        put(", closed_at__isnull=True", ""),
        ONCE,
        "test_agreement_opens_what_was_given_and_nothing_later",
    ),
]

PAGES_AND_DOORS = [
    Mistake(
        "a template that walks from record to record",
        f"{WEB}/templates/programme/sources.html",
        put("</h1>", "</h1>{{ request.actor.person.appointments.count }}"),
        PAGES,
        "A template asks the database",
    ),
    Mistake(
        "a view that hands a template a query",
        f"{WEB}/programme/plan_views.py",
        put('"programme/sources.html", {"rows": rows,', '"programme/sources.html", {"rows": Source.objects.all(),'),
        PAGES,
        "A template asks the database",
    ),
    Mistake(
        "a question to the database for each row",
        f"{WEB}/programme/plan_views.py",
        put('"publisher": source.publisher', '"publisher": Source.objects.get(id=source.id).publisher'),
        QUERIES,
        "programme/sources/",
    ),
    Mistake(
        "a list that asks for a plan",
        f"{SHARING}/queries/documents.py",
        put("    counted = _count(base)\n", "    base.explain()\n    counted = _count(base)\n"),
        PLANS,
        "EXPLAIN",
    ),
    Mistake(
        "a style of its own in a template",
        f"{WEB}/templates/programme/sources.html",
        put("<h1>", '<h1 style="margin: 0">'),
        LOOK,
        "test_template_holds_no_style_or_script_of_its_own[templates/programme/sources.html]",
    ),
    Mistake(
        "a script of its own in a template",
        f"{WEB}/templates/programme/sources.html",
        put("<h1>", "<script>history.back()</script><h1>"),
        LOOK,
        "test_template_holds_no_style_or_script_of_its_own[templates/programme/sources.html]",
    ),
    Mistake(
        "a colour outside the theme",
        f"{WEB}/static/vlechtwerk/components/empty.css",
        put("var(--vw-color-card-edge)", "#7f8da2"),
        LOOK,
        "test_colour_is_named_and_stands_in_the_theme[static/vlechtwerk/components/empty.css]",
    ),
    Mistake(
        "browsers may run scripts inside a page",
        "src/vlechtwerk/settings/base.py",
        put('"script-src": [SELF]', '"script-src": [SELF, "\'unsafe-inline\'"]'),
        BROWSER_POLICY,
        "unsafe-inline",
    ),
    Mistake(
        "the programming interface changes without its schema",
        "src/vlechtwerk/interfaces/api/schemas.py",
        put("    as_of: date | None = None\n", "    as_of: date | None = None\n    until: date | None = None\n"),
        SCHEMA,
        "Run `make api-schema`",
    ),
]

WORDS = [
    Mistake(
        "a text that is not translated",
        f"{WEB}/words.py",
        add('\n\ndef later() -> str:\n    """Say it."""\n    return _("Not in any catalogue")\n'),
        TRANSLATED,
        "Not in any catalogue",
    ),
    Mistake(
        "a translation that nobody looked at",
        "locale/nl/LC_MESSAGES/django.po",
        put('\n\nmsgid "Sources"\n', '\n\n#, fuzzy\nmsgid "Sources"\n'),
        TRANSLATED,
        "Sources",
    ),
    Mistake(
        "a choice that the glossary lacks",
        f"{PROGRAMME}/models/sources.py",
        put('        OTHER = "other"', '        MEMO = "memo", _("Memo")\n        OTHER = "other"'),
        GLOSSARY,
        "test_the_dutch_of_each_choice_is_what_readers_see",
    ),
    Mistake(
        "a record that the glossary lacks",
        "docs/glossary.md",
        put("| `Source` |", "| `Sources` |"),
        GLOSSARY,
        "These lack a row in docs/glossary.md",
    ),
    Mistake(
        "a command that the reference lacks",
        "src/vlechtwerk/interfaces/cli/account.py",
        add(NEW_COMMAND),
        COMMANDS,
        "Run `make api-schema`",
    ),
    Mistake(
        "a setting that the reference lacks",
        "src/vlechtwerk/settings/environment.py",
        put("\nVARIABLES =", '\nDOOR = Variable("VLECHTWERK_DOOR", "Which door is open.")\n\nVARIABLES ='),
        SETTINGS,
        "Run `make api-schema`",
    ),
    Mistake("a setting that is not declared", f"{WEB}/hidden.py", add(SCRIPT), SETTINGS, "VLECHTWERK_SECRET_DOOR"),
]

MISTAKES = [*IMPORTS_AND_TYPES, *DATA, *PAGES_AND_DOORS, *WORDS]
