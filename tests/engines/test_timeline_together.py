"""Many lines of time in one drawing: the same contents give the same text, and every word in it is safe."""

from datetime import date
from xml.etree import ElementTree

from vlechtwerk.engines.documents.timeline import Span, Tick
from vlechtwerk.engines.documents.timeline.together import Group, Mark, Row, Together, draw_together

DAY = date(2026, 6, 1)


def drawn(name: str = "Lab <lading> & meer") -> str:
    marks = (
        Mark(DAY, DAY, "planned", "Beeld: 1 juni"),
        Mark(date(2026, 3, 1), date(2026, 3, 1), "replaced", "Beeld: 1 maart"),
        Mark(date(2026, 1, 1), date(2026, 3, 31), "planned", "Begin: begin 2026"),
        Mark(date(2026, 2, 1), date(2026, 2, 1), "happened", "Keuze: 1 februari"),
    )
    row = Row(name, (Span(date(2026, 1, 1), DAY, "running", "In uitvoering"),), marks)
    return draw_together(
        Together("Alles", "De tabel", (Tick(date(2026, 1, 1), "jan"),), (Group("Route", (row, row)),), DAY, "stand op")
    )


def test_drawing_is_whole_and_the_same_each_time() -> None:
    assert drawn() == drawn()
    ElementTree.fromstring(drawn())  # our own drawing
    assert "<lading>" not in drawn()


def test_every_date_says_what_it_is() -> None:
    for words in ("Beeld: 1 juni", "Beeld: 1 maart", "Begin: begin 2026", "Keuze: 1 februari", "In uitvoering"):
        assert drawn().count(f"<title>{words}</title>") == 2


def test_long_name_stays_in_its_column() -> None:
    assert "…" in drawn("Een naam die veel langer is dan de kolom waarin zij moet staan op deze tijdlijn")
