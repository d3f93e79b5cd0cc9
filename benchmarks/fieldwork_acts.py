"""Take in a large evaluation as Dilara and print, as JSON, how long reading and coding take beside plain alternatives."""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import django

TRIES = 40
Act = Callable[[int], object]


def main() -> None:
    """Take in, write out, and then measure each act a number of times, each in a reading context as a request has it."""
    django.setup()
    from vlechtwerk.domains.evaluation.models import Code, Transcript
    from vlechtwerk.domains.partnership.models import Account
    from vlechtwerk.domains.partnership.queries import memberships_of
    from vlechtwerk.foundation.database.reading import reading_as

    (member,) = [
        one for one in memberships_of(Account.objects.get(email="dilara@example.org")) if one.project_code == "demo"
    ]
    found, of = in_and_out(member.person_id, int(sys.argv[1]))
    with reading_as(member.person_id):
        texts = list(Transcript.objects.filter(evaluation=of).order_by("code"))
        codes = list(Code.objects.filter(evaluation=of).select_related("evaluation"))
        words = [one.text.split()[3] for one in texts[0].passages.order_by("number")[:TRIES]]

    def measured(act: Callable[[int], object]) -> float:
        took = []
        for number in range(TRIES):
            before = time.perf_counter()
            with reading_as(member.person_id):
                act(number)
            took.append(1000 * (time.perf_counter() - before))
        return sorted(took)[int(0.95 * TRIES)]

    acts, plain = acts_on(of, texts, codes, words, member.person_id)
    found["acts"] = {
        name: [measured(act), measured(plain[name]) if name in plain else None] for name, act in acts.items()
    }
    print(json.dumps(found))


def processor_seconds() -> float:
    """Return what this process, those that it started and its database process used of the processors."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (process,) = cursor.fetchone()
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks = int(told[11]) + int(told[12])
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + started.ru_utime + started.ru_stime + ticks / os.sysconf("SC_CLK_TCK")


def in_and_out(person: UUID, interviews: int) -> tuple[dict[str, Any], Any]:
    """Let a file of another tool come in and a file go out by the steps of a job; return the seconds of each."""
    from benchmarks.coding_files import as_counted_by_another, made_up
    from vlechtwerk.domains.evaluation.operations import coding_file_steps as files
    from vlechtwerk.domains.evaluation.operations.evaluations import begin_evaluation
    from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
    from vlechtwerk.domains.partnership.models import Person
    from vlechtwerk.foundation.database.reading import reading_as

    at, told = datetime.now(UTC), 0
    content = as_counted_by_another(made_up(interviews))

    def progress(_done: int, _total: int) -> None:
        nonlocal told
        told += 1

    seconds: dict[str, tuple[float, float]] = {}

    def step(name: str, act: Callable[[], object]) -> object:
        before, worked = time.perf_counter(), processor_seconds()
        with reading_as(person):
            done = act()
        seconds[name] = time.perf_counter() - before, processor_seconds() - worked
        return done

    with reading_as(person):
        dilara = Person.objects.select_related("project").get(id=person)
        of = begin_evaluation("GROOT", "Groot", by=dilara, at=at)
        with tempfile.NamedTemporaryFile(suffix=".qdpx") as place:
            Path(place.name).write_bytes(content)
            file = files.keep_coding_file(of, Path(place.name), "groot.qdpx", by=dilara, at=at)
    who: dict[str, Any] = {"by": dilara, "at": at}
    step("looked at", lambda: files.read_coding_file(file, progress=progress, **who))
    with reading_as(person):
        files.ask_to_take_in(file, CodingPlan(consented=True), {}, by=dilara, at=at)
    step("taken in", lambda: files.take_in_coding_file(file, progress=progress, **who))
    with reading_as(person):
        asked = files.ask_for_qdpx(of, by=dilara, at=at)
    step("written", lambda: files.write_coding_file(asked, progress=progress, **who))
    return {"seconds": seconds, "megabytes": len(content) / 1_000_000, "told": told}, of


def acts_on(of: Any, texts: Any, codes: Any, words: list[str], person: UUID) -> tuple[dict[str, Act], dict[str, Act]]:
    """Return what is measured by name, and what does the same plainly."""
    import pandas as pd

    from vlechtwerk.domains.evaluation.models import Coding, Evaluation, Passage
    from vlechtwerk.domains.evaluation.operations.coding import code_stretch
    from vlechtwerk.domains.evaluation.queries.codebook import code_book
    from vlechtwerk.domains.evaluation.queries.fragments import codes_together, fragments_of
    from vlechtwerk.domains.evaluation.queries.transcripts import search_texts, text_as_it_stands
    from vlechtwerk.domains.partnership.models import Person

    def code(number: int) -> None:
        start = 7 * number
        dilara = Person.objects.select_related("project").get(id=person)
        code_stretch(texts[number], codes[number], start, start + 5, by=dilara, at=datetime.now(UTC))

    def together_by_pandas(_number: int) -> object:
        rows = Coding.objects.filter(evaluation=of, is_gone=False).values_list(
            "transcript_id", "code_id", "start", "end"
        )
        held = pd.DataFrame(list(rows), columns=["text", "code", "start", "end"])
        both = held.merge(held, on="text")
        both = both[(both.start_x < both.end_y) & (both.start_y < both.end_x) & (both.code_x < both.code_y)]
        return both.groupby(["code_x", "code_y"]).agg(places=("text", "size"), texts=("text", "nunique"))

    def search_by_ilike(number: int) -> object:
        found = Passage.objects.filter(evaluation=of, text__icontains=words[number])
        return found.count(), list(found.order_by("transcript_id", "number")[:50])

    acts: dict[str, Act] = {
        "open a text": lambda number: text_as_it_stands(of, texts[number].code),
        "code book": lambda _number: code_book(Evaluation.objects.get(id=of.id)),
        "search": lambda number: search_texts(of, words[number]),
        "code": code,
        "fragments of a code": lambda number: fragments_of(of, codes[number]),
        "codes that go together": lambda _number: codes_together(of),
    }
    plain: dict[str, Act] = {
        "search": search_by_ilike,
        "codes that go together": together_by_pandas,
    }
    return acts, plain


if __name__ == "__main__":
    main()
