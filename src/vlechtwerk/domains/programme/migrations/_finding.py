"""Let records be found by the words in them."""

from typing import Any

from vlechtwerk.foundation.database.guards import _TableOperation


class FindByWords(_TableOperation):
    """Keep the words of a table's columns beside it, under a kind of record by which pages name what was found.

    Every member of the project finds them; of a table with a column `team_only` only the team, where it says so. So it
    is for tables that every member may read.
    """

    def __init__(self, table: str, kind: str, *columns: str) -> None:
        super().__init__(table)
        self.kind = kind
        self.columns = columns

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Tell how it was made."""
        return self.__class__.__qualname__, [self.table, self.kind, *self.columns], {}

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Find the records of {self.table} by their words"

    def statements(self) -> list[str]:
        """Return what keeps the words, of what is there already as well."""
        names = ", ".join(f"'{name}'" for name in (self.kind, *self.columns))
        words = ", ".join(self.columns)
        return [
            f"create trigger keeps_words after insert or delete or update of {words} on {self.table} "
            f"for each row execute function keep_words({names})",
            "insert into found_text (project_id, kind, record_id, search) "
            f"select project_id, '{self.kind}', id, search_words(concat_ws(' ', {words})) from {self.table}",
        ]

    def undoing(self) -> list[str]:
        """Return what ends it."""
        return [f"drop trigger keeps_words on {self.table}", f"delete from found_text where kind = '{self.kind}'"]


class FindByWordsOfParts(FindByWords):
    """Keep the words of the rows that tell of a record, under the kind of that record: of all of them, or of the latest.

    For tables that every member may read.
    """

    def __init__(self, table: str, kind: str, record: str, order: str, *columns: str) -> None:
        super().__init__(table, kind, *columns)
        # The column that names the record, and the one that orders its rows; without it all rows count.
        self.record = record
        self.order = order

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Tell how it was made."""
        return self.__class__.__qualname__, [self.table, self.kind, self.record, self.order, *self.columns], {}

    def statements(self) -> list[str]:
        """Return what keeps the words, of what is there already as well."""
        names = ", ".join(f"'{name}'" for name in (self.kind, self.record, self.order, *self.columns))
        words = ", ".join(f"part.{column}" for column in self.columns)
        latest = (
            f"part.{self.order} = (select max(later.{self.order}) from {self.table} later"
            f" where later.{self.record} = part.{self.record})"
            if self.order
            else "true"
        )
        return [
            f"create trigger keeps_words after insert or delete or update of {', '.join(self.columns)} on {self.table} "
            f"for each row execute function keep_words_of_parts({names})",
            "insert into found_text (project_id, kind, record_id, search) "
            f"select part.project_id, '{self.kind}', part.{self.record}, "
            f"search_words(string_agg(concat_ws(' ', {words}), ' ')) from {self.table} part where {latest} "
            f"group by part.project_id, part.{self.record}",
        ]
