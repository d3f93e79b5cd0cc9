"""Questions that every page asks: Django writes their SQL once in a process, with other values each time."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Values = Mapping[str, Any]


class CompiledQuery:
    """A query whose SQL is kept; writing a union of seven anew takes longer than the database needs to answer it.

    `make` returns the query for named values. It is asked with two examples that differ in every value: a parameter
    that differs between them must be one of the values itself, anything else in the SQL must be the same.
    """

    def __init__(self, make: Callable[[Values], QuerySet[Any, Any]], one: Values, other: Values) -> None:
        self._make, self._one, self._other = make, one, other

    def count(self, values: Values) -> int:
        """Return how many rows the query finds for these values.

        Raises:
            ValueError: the examples give other SQL, or a parameter that is none of the values.
        """
        text, parameters = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM ({text}) AS found",  # noqa: S608  # Django's own SQL; values are parameters
                [values[name] if name else fixed for name, fixed in parameters],
            )
            return int(cursor.fetchone()[0])

    @cached_property
    def _compiled(self) -> tuple[str, list[tuple[str, Any]]]:
        text, these = self._make(self._one).query.sql_with_params()
        same, those = self._make(self._other).query.sql_with_params()
        if text != same:
            raise ValueError("The SQL of this query depends on its values")
        return text, [self._named(one, other) for one, other in zip(these, those, strict=True)]

    def _named(self, one: Any, other: Any) -> tuple[str, Any]:
        if one == other:
            return "", one
        for name in self._one:
            if one == self._one[name] and other == self._other[name]:
                return name, None
        raise ValueError(f"This query makes a parameter that is none of its values: {one!r}")
