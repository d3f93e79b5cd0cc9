"""Bring the tables up to date without drawing every model anew at each step."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db.migrations.state import ProjectState


def bring_up_to_date() -> None:
    """Run the migrations that wait, as the role that owns the tables.

    Raises:
        django.db.Error: A migration cannot be made in this database; it is undone.
    """
    with _drawing_what_changed():
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)


@contextmanager
def _drawing_what_changed() -> Iterator[None]:
    """Let a step draw the model that it changes, and leave the others to the step that asks for them.

    Django draws with each change all models that are tied to it, over any number of ties. Here everything is tied to
    a project: of 140 models all, 410 times, which took nine tenths of a first start (decision record 0034). It has a
    way to put that off (`delay`), after which a step in Python draws all once; a step in SQL needs one model.
    """

    def itself(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
        state.is_delayed = True
        return {(app_label, model_name)}

    # Not a public part of Django: its types do not know it.
    states: Any = ProjectState
    former, states._find_reload_model = states._find_reload_model, itself
    try:
        yield
    finally:
        states._find_reload_model = former
