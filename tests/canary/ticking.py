"""Plant what staff tick, that they were asked, and who does not want to be: nobody sees a row of any of it."""

from tests.canary.world import Planting
from tests.world import now
from vlechtwerk.domains.evaluation.models.ticks import TimeKind
from vlechtwerk.domains.evaluation.operations import ticks
from vlechtwerk.foundation.database.reading import reading_as

TICKING = ("anna", "bram", "hugo")
# Who chose whether home asks; only they see it.
CHOOSING = ("anna", "bram")


def plant_ticks(made: Planting) -> None:
    """Plant a month that runs; each tick is stored when its transaction is over, as it is in use."""
    dilara = made.world.people["dilara"]
    with reading_as(dilara.id):
        ticks.switch_ticks(True, 5, by=dilara, at=now())
    for name in TICKING:
        person = made.world.people[name]
        with reading_as(person.id):
            ticks.tick(dict.fromkeys(TimeKind, "none") | {"exchanging": "most"}, by=person, at=now())
            if name in CHOOSING:
                ticks.choose_to_be_asked(True, by=person, at=now())
