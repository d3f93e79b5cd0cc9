"""Migration operations that guard a table: row-level security, projects that never mix, and rows that stay."""

from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# What a reader must have, beside reading this project, to see a row of each kind.
RULES = {
    "open": "true",
    "body": "body_id = any (array(select unnest(reading_bodies())))",
    "personnel": "manager_id = (select reading_person())",
}


def application_role() -> str:
    """Return the quoted name of the role that the application connects as."""
    return '"' + settings.APPLICATION_ROLE.replace('"', '""') + '"'


class _TableOperation(Operation):
    """An operation on one table that Django's own state knows nothing of."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing in Django's state."""

    def statements(self) -> list[str]:
        """Return what guards the table."""
        raise NotImplementedError

    def undoing(self) -> list[str]:
        """Return what takes the guard away."""
        return []

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Apps | Any, to_state: Apps | Any
    ) -> None:
        """Guard the table."""
        for statement in self.statements():
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Apps | Any, to_state: Apps | Any
    ) -> None:
        """Take the guard away, as a step before the table itself goes."""
        for statement in self.undoing():
            schema_editor.execute(statement, params=None)


class Guard(_TableOperation):
    """Force row-level security on a table: without a reading context it has no rows.

    One plain permissive policy stands beside a restrictive one with the rule: policies that are added by mistake are
    joined with “or” to the first and can never undo the second. The owner has its own policy, or a backup would be
    empty without saying so.
    """

    def __init__(self, table: str, kind: str, *, project_column: str = "project_id", append_only: bool = False) -> None:
        super().__init__(table)
        self.kind = kind
        self.project_column = project_column
        self.append_only = append_only

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Guard {self.table} by row-level security ({self.kind})"

    def statements(self) -> list[str]:
        """Return what guards the table."""
        role = application_role()
        rule = f"{self.project_column} = (select reading_project()) and {RULES[self.kind]}"
        statements = [
            f"alter table {self.table} enable row level security",
            f"alter table {self.table} force row level security",
            f"create policy rows_of_the_owner on {self.table} to current_user using (true) with check (true)",
            f"create policy rows_for_readers on {self.table} to {role} using (true) with check (true)",
            f"create policy rows_of_the_reading_context on {self.table} as restrictive to {role} "
            f"using ({rule}) with check ({rule})",
        ]
        if self.append_only:
            statements.append(f"revoke update, delete on {self.table} from {role}")
        return statements

    def undoing(self) -> list[str]:
        """Return what takes the guard away."""
        return [f"alter table {self.table} no force row level security, disable row level security"]


class GuardByAct(_TableOperation):
    """Force row-level security with a rule of its own for reading, for adding and for changing rows.

    An act without a rule is taken away from the application, and rows are never deleted. The same plain policy as with
    `Guard` stands beside the restrictive ones.
    """

    def __init__(self, table: str, *, reading: str, adding: str = "", changing: str = "") -> None:
        super().__init__(table)
        self.reading = reading
        self.adding = adding
        self.changing = changing

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Guard {self.table} by row-level security, per act"

    def statements(self) -> list[str]:
        """Return what guards the table."""
        role = application_role()
        in_project = "project_id = (select reading_project())"
        restrictive = f"on {self.table} as restrictive for"
        statements = [
            f"alter table {self.table} enable row level security",
            f"alter table {self.table} force row level security",
            f"create policy rows_of_the_owner on {self.table} to current_user using (true) with check (true)",
            f"create policy rows_for_readers on {self.table} to {role} using (true) with check (true)",
            f"create policy rows_to_read {restrictive} select to {role} using ({in_project} and {self.reading})",
            f"revoke delete on {self.table} from {role}",
        ]
        if self.adding:
            statements.append(
                f"create policy rows_to_add {restrictive} insert to {role} with check ({in_project} and {self.adding})"
            )
        else:
            statements.append(f"revoke insert on {self.table} from {role}")
        if self.changing:
            statements.append(
                f"create policy rows_to_change {restrictive} update to {role} "
                f"using ({in_project} and {self.changing}) with check ({in_project} and {self.changing})"
            )
        else:
            statements.append(f"revoke update on {self.table} from {role}")
        return statements

    def undoing(self) -> list[str]:
        """Return what takes the guard away."""
        return [f"alter table {self.table} no force row level security, disable row level security"]


class GuardAnew(GuardByAct):
    """Put other rules in the place of those of a former `GuardByAct`."""

    def statements(self) -> list[str]:
        """Return what takes the former guard away, and guards the table."""
        former = ("rows_of_the_owner", "rows_for_readers", "rows_to_read", "rows_to_add", "rows_to_change")
        return [*(f"drop policy if exists {name} on {self.table}" for name in former), *super().statements()]


class SameProject(_TableOperation):
    """Hold a reference to the project of the row: a composite foreign key, so that projects never mix."""

    def __init__(self, table: str, column: str, target: str) -> None:
        super().__init__(table)
        self.column = column
        self.target = target

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Hold {self.table}.{self.column} to the project of its row"

    def statements(self) -> list[str]:
        """Return what holds the reference."""
        key = f"{self.target}_id_and_project"
        return [
            f"""do $$ begin
                if not exists (select from pg_constraint where conname = '{key}') then
                    alter table {self.target} add constraint {key} unique (id, project_id);
                end if;
            end $$""",
            f"alter table {self.table} add constraint {self.table}_{self.column}_in_its_project "
            f"foreign key ({self.column}, project_id) references {self.target} (id, project_id) "
            "deferrable initially deferred",
        ]


class InsertOnly(_TableOperation):
    """Let the application add rows to a table and never read, change or remove them."""

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Let the application only add rows to {self.table}"

    def statements(self) -> list[str]:
        """Return what takes the other rights away."""
        return [f"revoke select, update, delete on {self.table} from {application_role()}"]


class MarkChanges(_TableOperation):
    """Let each change of a table that every member of its project may read leave a mark."""

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Mark each change of {self.table}"

    def statements(self) -> list[str]:
        """Return what marks them."""
        return [
            f"create trigger marks_each_change after insert or update or delete or truncate on {self.table} "
            "execute function note_change()"
        ]

    def undoing(self) -> list[str]:
        """Return what ends it."""
        return [f"drop trigger marks_each_change on {self.table}"]


class StandsOnAct(_TableOperation):
    """Let a table be written only in a transaction that the program noted as one of these acts.

    A new operation that writes such a table needs its act here, in a new migration; without it, it fails at its commit.
    """

    def __init__(self, table: str, *acts: str) -> None:
        super().__init__(table)
        self.acts = acts

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Tell how it was made."""
        return self.__class__.__qualname__, [self.table, *self.acts], {}

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Let {self.table} be written in acts of the program only"

    def statements(self) -> list[str]:
        """Return what looks at each row before it is committed."""
        acts = ", ".join(f"'{act}'" for act in self.acts)
        return [
            f"create constraint trigger stands_on_act after insert or update or delete on {self.table} "
            f"deferrable initially deferred for each row execute function stands_on_act({acts})"
        ]

    def undoing(self) -> list[str]:
        """Return what ends it."""
        return [f"drop trigger stands_on_act on {self.table}"]
