"""Measure reading over 1,000,000 marked items with 400 markings, against no row security and against per-row checks.

The database is the embedded one, in a folder of its own. The alternatives stand in the same run: the same queries as
the superuser, whom no rule narrows; a check per row by cedarpy; and one by django-guardian on its own small database.
It needs django-guardian, which is in no group of the project: `uv pip install django-guardian`.

    python -m benchmarks.sharing
"""

import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
ITEMS, MARKINGS, CLAUSES = 1_000_000, 400, 60
TRIES = 60
HANDLING = [
    "{" + ",".join(codes) + "}"
    for size in range(4)
    for codes in combinations(("ask_first", "not_in_court", "not_onward", "existence_hidden"), size)
][:10]
MARKED = "marking_id = any (%(readable)s::uuid[])"
PER_ROW = 2_000
WORDS_ASKED = {"rare word": "zeldzaam", "one in ten": "haven", "common word": "waarneming"}
WORDS = ["haven", "lading", "kade", "schip", "terminal", "vracht", "opslag", "loods", "trailer", "container"]


def measured(act: Callable[[], object], tries: int = TRIES) -> dict[str, float]:
    """Return p50 and p95 in milliseconds."""
    act()
    took = []
    for _ in range(tries):
        started = time.perf_counter()
        act()
        took.append((time.perf_counter() - started) * 1000)
    ordered = statistics.quantiles(took, n=20)
    return {"p50": round(statistics.median(took), 2), "p95": round(ordered[18], 2)}


def fill(cursor: Any, project: Any, purpose: Any, person: Any, readable: list[str], others: list[str]) -> None:
    """Make the items: spread over all markings, one word in a thousand rare, one common to all."""
    cursor.execute("set session_replication_role = replica")
    cursor.execute(
        "insert into sharing_document (id, project_id, marking_id, title, nature, origin, acquired, subject_kinds,"
        " keeps_metadata, given_by_id, given_at, changed_at, search)"
        " select gen_random_uuid(), %s, (%s::uuid[])[1 + number %% %s], 'Document ' || number, 'fact', 'bron',"
        " 'own_work', '{}', false, %s, now(), now() - number * interval '1 second',"
        " to_tsvector('simple', 'waarneming ' || (%s::text[])[1 + number %% 10]"
        " || case when number %% 20000 = 7 then ' zeldzaam' else '' end)"
        " from generate_series(1, %s) number",
        [project, readable + others, len(readable) + len(others), person, WORDS, ITEMS],
    )
    cursor.execute("set session_replication_role = default")
    cursor.execute("vacuum analyze sharing_document")


# What the pages ask; a list shows nothing that was recalled. A search is for the newest thousand that have the words.
QUERIES = {
    "newest 50": "select id, title {open} order by changed_at desc, id limit 50",
    "page 20 of 50": "select id, title {open} order by changed_at desc, id offset 950 limit 50",
    "count": "select count(*) {open}",
    "facets": "select marking_id, folder_id, (changed_at >= now() - interval '7 days')::int"
    " + (changed_at >= now() - interval '31 days')::int + (changed_at >= now() - interval '366 days')::int, count(*)"
    " {open} group by 1, 2, 3",
} | dict.fromkeys(WORDS_ASKED, "select id {open} and id in ({words}) order by changed_at desc limit 50")


def main() -> None:
    """Fill, measure, and write benchmarks/results/sharing.{json,md}."""
    folder = Path(tempfile.mkdtemp(prefix="vw-sharing-"))
    os.environ |= {"VLECHTWERK_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "vlechtwerk.settings.demo"}
    os.environ.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "vlechtwerk.interfaces.cli.main", "migrate"]
    subprocess.run(command, check=True, cwd=REPOSITORY)
    from vlechtwerk.interfaces.cli.process import set_up

    try:
        with set_up():
            write(results())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def results() -> dict[str, Any]:
    """Return everything that was measured."""
    import psycopg
    from django.conf import settings

    superuser = psycopg.connect(settings.EMBEDDED_SERVER.address("postgres", "vlechtwerk"), autocommit=True)
    ground = prepared(superuser)
    found: dict[str, Any] = {"clearance": clearance_times(ground)}
    with superuser.cursor() as cursor:
        fill(cursor, ground["project"], ground["purpose"], ground["person"], ground["readable"], ground["others"])
    found["queries"] = query_times(ground, superuser)
    found["per row"] = per_row_times(ground)
    found["log"] = log_times(ground)
    superuser.close()
    return found


def prepared(superuser: Any) -> dict[str, Any]:
    """Lay down a project, a purpose, a reader, the markings and a covenant; some markings the reader may read."""
    from vlechtwerk.domains.sharing.models import Marking

    names = {}
    with superuser.cursor() as cursor:
        for name in ("project", "provider", "capacity", "receiver", "received", "person", "appointment", "purpose"):
            cursor.execute("select gen_random_uuid()")
            names[name] = cursor.fetchone()[0]
        for statement in SETTING_UP:
            cursor.execute(statement, names)
        kinds = [
            (category, level, handling, special)
            for category in ("police-8", "police-9", "police-10a", "police-10c", "open-source")
            for level in ("knowledge", "aggregate", "pseudonymous", "subject")
            for handling in HANDLING
            for special in (False, True)
        ]
        markings = []
        assert len(kinds) == MARKINGS
        for number, (category, level, handling, special) in enumerate(kinds):
            cursor.execute(
                "insert into sharing_marking (id, project_id, organisation_id, capacity_id, category, level, handling,"
                " special, grade, retention, digest) values (gen_random_uuid(), %(project)s, %(provider)s, %(capacity)s,"
                " %(category)s, %(level)s, %(handling)s::varchar[], %(special)s, '', 'wpg-8', %(digest)s) returning id",
                names
                | {
                    "category": category,
                    "level": level,
                    "handling": handling,
                    "special": special,
                    "digest": str(number),
                },
            )
            markings.append(cursor.fetchone()[0])
            cursor.execute(
                "insert into sharing_markingpurpose (id, project_id, marking_id, purpose_id)"
                " values (gen_random_uuid(), %s, %s, %s)",
                [names["project"], markings[-1], names["purpose"]],
            )
        put_in_force(cursor, names)
    assert Marking.objects.count() == 0  # no context, no rows
    with reading(names) as answer:
        allowed = sorted(map(str, answer))
    rest = [str(one) for one in markings if str(one) not in set(allowed)]
    return names | {"readable": allowed, "others": rest}


def put_in_force(cursor: Any, names: dict[str, Any]) -> None:
    """Put a covenant in force that makes, with the law, so many clauses: the model, and its first clause once more."""
    from vlechtwerk.engines.policy import grounds

    model = grounds.text_of(grounds.MODEL_COVENANT)
    first = model[model.index("@id(") : model.index("};") + 2]
    lacking = CLAUSES - len(grounds.with_covenant(model).clauses)
    text = "\n".join([model, *(first.replace("cov-1-1", f"cov-1-1-{number}", 1) for number in range(lacking))])
    assert len(grounds.with_covenant(text).clauses) == CLAUSES
    cursor.execute("set session_replication_role = replica")
    cursor.execute(
        "insert into sharing_covenant (id, project_id, name, clauses, decision_id, interest, partnership, aim, data,"
        " conditions, recipients, exemption, in_force_from, adopted_by_id) values (gen_random_uuid(), %(project)s,"
        " 'bench', %(text)s, gen_random_uuid(), 'x', 'x', 'x', 'x', 'x', 'x', 'x', now(), %(person)s)",
        names | {"text": text},
    )
    cursor.execute("set session_replication_role = default")


SETTING_UP = (
    "insert into partnership_project (id, code, name, full_name, about, origin, loaded_checksum, status_colours)"
    " values (%(project)s, 'bench', 'Bench', 'Bench', '', 'invented', '', '{}')",
    "insert into partnership_organisation (id, project_id, code, name, kind, role, note) values"
    " (%(provider)s, %(project)s, 'NP', 'NP', 'partner', '', ''), (%(receiver)s, %(project)s, 'BD', 'BD', 'partner', '', '')",
    "insert into partnership_legalcapacity (id, project_id, organisation_id, name, regime, kind, controller, basis, basis_mark)"
    " values (%(capacity)s, %(project)s, %(provider)s, 'police', 'wpg', 'police', '-', '-', 'read_in_text'),"
    " (%(received)s, %(project)s, %(receiver)s, 'tax', 'avg_tax_secrecy', 'tax', '-', '-', 'read_in_text')",
    "insert into partnership_person (id, project_id, name, loads_cases) values (%(person)s, %(project)s, 'Bram', false)",
    "insert into partnership_appointment (id, project_id, person_id, organisation_id, capacity_id, function, title, level,"
    " appointed_from) values (%(appointment)s, %(project)s, %(person)s, %(receiver)s, %(received)s, 'analyst', '',"
    " 'operational', current_date - 30)",
    "insert into sharing_purpose (id, project_id, code, name, kind, opened_on, aim, persons, data, stated_on,"
    " serves_customs_law, dpia_reference, dpia_on, dpia_categories) values (%(purpose)s, %(project)s, 'bench', 'Bench',"
    " 'activity', current_date - 30, 'x', 'x', 'x', current_date - 20, false, 'x', current_date - 20, '{police-8}')",
    "insert into sharing_authorisation (id, project_id, purpose_id, appointment_id, role, authorised_from, authorised_by_id,"
    " suspended_because) values (gen_random_uuid(), %(project)s, %(purpose)s, %(appointment)s, 'reader', current_date - 20,"
    " %(person)s, '')",
)


@contextmanager
def reading(ground: dict[str, Any]) -> Iterator[list[Any]]:
    """Read as the reader in the purpose, as the application's role; yields the markings that may be read."""
    from django.db import connection

    from vlechtwerk.domains.partnership.models import Appointment
    from vlechtwerk.domains.sharing.models import Purpose
    from vlechtwerk.domains.sharing.operations.clearance import read_in
    from vlechtwerk.foundation.database.reading import reading_as

    with reading_as(ground["person"]):
        appointment = Appointment.objects.select_related("person", "organisation", "capacity").get()
        read_in(appointment, Purpose.objects.get())
        with connection.cursor() as cursor:
            cursor.execute("select unnest(reading_markings())")
            yield [row[0] for row in cursor.fetchall()]


def clearance_times(ground: dict[str, Any]) -> dict[str, Any]:
    """Return how long a clearance takes, made anew and taken up again."""
    from vlechtwerk.domains.partnership.models import Appointment
    from vlechtwerk.domains.sharing.models import Purpose
    from vlechtwerk.domains.sharing.operations.clearance import decide_anew, read_in
    from vlechtwerk.domains.sharing.queries.deciding import gathered_facts
    from vlechtwerk.foundation.database.reading import reading_as

    with reading_as(ground["person"]):
        appointment = Appointment.objects.select_related("person", "organisation", "capacity").get()
        purpose = Purpose.objects.get()
        taken_up = read_in(appointment, purpose)
        grounds = gathered_facts(purpose)[0].grounds()

        def forgotten() -> None:
            grounds.decided.clear()
            decide_anew(taken_up)

        return {
            "cold, the first of its kind in the process": measured(forgotten, 20),
            "cold": measured(lambda: decide_anew(taken_up), 20),
            "warm": measured(lambda: read_in(appointment, purpose)),
        }


def query_times(ground: dict[str, Any], superuser: Any) -> dict[str, Any]:
    """Return each query under row security, and as the owner with the same choice of markings written out."""
    from django.db import connection

    guarded, plain = (f"from sharing_document where recalled_at is null{more}" for more in ("", f" and {MARKED}"))
    found = {}
    with reading(ground), connection.cursor() as cursor, superuser.cursor() as free:
        for name, query in QUERIES.items():
            word = WORDS_ASKED.get(name, "")
            newest = f"select id {plain} and search @@ to_tsquery('simple', '{word}') order by changed_at desc, id limit 1000"
            asked = query.format(open=guarded, words=f"select find_words('{word}', '{word}:*', 1000)")
            same = query.format(open=plain, words=newest)
            under = measured(partial(fetched, cursor, asked, {}))
            without = measured(partial(fetched, free, same, {"readable": ground["readable"]}))
            found[name] = {"row security": under, "without": without, "ratio": round(under["p50"] / without["p50"], 2)}
    return found


def fetched(cursor: Any, query: str, parameters: dict[str, Any]) -> list[Any]:
    """Ask, and fetch all that comes."""
    cursor.execute(query, parameters)
    return list(cursor.fetchall())


def per_row_times(ground: dict[str, Any]) -> dict[str, Any]:
    """Return what a check per row costs, on a sample; and what 50 readable ones would take."""
    from vlechtwerk.engines.policy import deciding, grounds
    from vlechtwerk.engines.policy.facts import Marked, Reader, Situation

    law = grounds.with_covenant(grounds.text_of(grounds.MODEL_COVENANT))
    reader, situation = Reader("BD", "tax", "analyst"), Situation("activity")
    rows = [Marked("NP", "police", random.choice(["police-8", "police-9"]), "subject") for _ in range(PER_ROW)]
    started = time.perf_counter()
    for marked in rows:
        law.decided.clear()
        deciding.decide_one(law, reader, marked, situation)
    cedar = (time.perf_counter() - started) / PER_ROW * 1000
    guardian = json.loads(
        subprocess.run(
            [sys.executable, "-m", "benchmarks.guardian", str(PER_ROW)],
            check=True,
            capture_output=True,
            text=True,
            cwd=REPOSITORY,
        ).stdout
    )["per row"]
    # Of 400 markings the reader may read so many, so on average this many rows have to be looked at for 50.
    looked_at = 50 * MARKINGS / max(1, len(ground["readable"]))
    return {
        "cedarpy, one row": round(cedar, 4),
        "django-guardian, one row": round(guardian, 4),
        "cedarpy, newest 50": round(cedar * looked_at, 1),
        "django-guardian, newest 50": round(guardian * looked_at, 1),
        "cedarpy, count": round(cedar * ITEMS),
        "django-guardian, count": round(guardian * ITEMS),
    }


def log_times(ground: dict[str, Any]) -> dict[str, Any]:
    """Return what the log costs a page that lists 25 documents, and one that opens a single one."""
    from vlechtwerk.domains.partnership.models import Appointment
    from vlechtwerk.domains.sharing.models import Purpose
    from vlechtwerk.domains.sharing.models.log import ALLOWED, READ, Event
    from vlechtwerk.domains.sharing.operations import log
    from vlechtwerk.domains.sharing.operations.clearance import read_in
    from vlechtwerk.foundation.database.reading import reading_as

    with reading_as(ground["person"]):
        appointment = Appointment.objects.select_related("person", "organisation", "capacity").get()
        taken_up = read_in(appointment, Purpose.objects.get())
        items = [log.Processed(str(number), None) for number in range(25)]

        def note(count: int) -> None:
            log.note(taken_up.actor, taken_up.trace, Event.SEARCH, READ, ALLOWED, items[:count])

        return {"list of 25": measured(lambda: note(25)), "one document": measured(lambda: note(1))}


def write(found: dict[str, Any]) -> None:
    """Write the results, with the command that repeats them."""
    folder = REPOSITORY / "benchmarks" / "results"
    (folder / "sharing.json").write_text(json.dumps(found, indent=1) + "\n")
    queries = found["queries"]
    lines = [
        "# Sharing: milliseconds over 1,000,000 marked items",
        "",
        f"`python -m benchmarks.sharing`, {datetime.now(UTC).date()}, {os.cpu_count()} cores, Python {platform.python_version()},"
        f" PostgreSQL of the embedded server. {MARKINGS} markings,"
        f" {CLAUSES} clauses.",
        "",
        "| query | under row security p50 | p95 | without p50 | p95 | ratio |",
        "|---|--:|--:|--:|--:|--:|",
        *(
            f"| {name} | {row['row security']['p50']} | {row['row security']['p95']} | {row['without']['p50']}"
            f" | {row['without']['p95']} | {row['ratio']} |"
            for name, row in queries.items()
        ),
        "",
        "| clearance for 400 markings | p50 | p95 |",
        "|---|--:|--:|",
        *(f"| {name} | {row['p50']} | {row['p95']} |" for name, row in found["clearance"].items()),
        "",
        "| a check per row instead | ms |",
        "|---|--:|",
        *(f"| {name} | {value} |" for name, value in found["per row"].items()),
        "",
        "| cost of the log | p50 | p95 |",
        "|---|--:|--:|",
        *(f"| {name} | {row['p50']} | {row['p95']} |" for name, row in found["log"].items()),
        "",
    ]
    (folder / "sharing.md").write_text("\n".join(lines))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
