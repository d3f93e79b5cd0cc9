"""Take in a large evaluation as Dilara and print, as JSON, how many milliseconds reading and coding take (p95)."""

import io
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import django

TRIES = 40


def main() -> None:
    """Take in, then measure each act a number of times, each in a reading context of its own as a request has it."""
    django.setup()
    from benchmarks.coding_files import made_up
    from vlechtwerk.domains.evaluation.models import Code, Evaluation, Transcript
    from vlechtwerk.domains.evaluation.operations.coding import code_stretch
    from vlechtwerk.domains.evaluation.operations.coding_files import take_in_coding
    from vlechtwerk.domains.evaluation.operations.evaluations import begin_evaluation
    from vlechtwerk.domains.evaluation.queries.codebook import code_book
    from vlechtwerk.domains.evaluation.queries.coding_files import qdpx_of
    from vlechtwerk.domains.evaluation.queries.fragments import codes_together, fragments_of
    from vlechtwerk.domains.evaluation.queries.transcripts import search_texts, text_as_it_stands
    from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
    from vlechtwerk.domains.partnership.models import Account, Person
    from vlechtwerk.domains.partnership.queries import memberships_of
    from vlechtwerk.foundation.database.reading import reading_as

    at = datetime.now(UTC)
    (member,) = [
        one for one in memberships_of(Account.objects.get(email="dilara@example.org")) if one.project_code == "demo"
    ]
    project = made_up(int(sys.argv[1]))
    begun = time.perf_counter()
    with reading_as(member.person_id):
        dilara = Person.objects.select_related("project").get(id=member.person_id)
        of = begin_evaluation("GROOT", "Groot", by=dilara, at=at)
        take_in_coding(of, project, CodingPlan(consented=True), by=dilara, at=at)
    taken = {"taken in, seconds": time.perf_counter() - begun}
    begun = time.perf_counter()
    with reading_as(dilara.id):
        taken["megabytes"] = len(io.BytesIO(qdpx_of(of)).getvalue()) / 1_000_000
    taken["written, seconds"] = time.perf_counter() - begun
    with reading_as(dilara.id):
        texts = list(Transcript.objects.filter(evaluation=of).order_by("code"))
        codes = list(Code.objects.filter(evaluation=of).select_related("evaluation"))
        words = [one.text.split()[3] for one in texts[0].passages.order_by("number")[:TRIES]]

    def measured(act: Callable[[int], object]) -> float:
        took = []
        for number in range(TRIES):
            before = time.perf_counter()
            with reading_as(dilara.id):
                act(number)
            took.append(1000 * (time.perf_counter() - before))
        return sorted(took)[int(0.95 * TRIES)]

    def code(number: int) -> None:
        start = 7 * number
        code_stretch(texts[number], codes[number], start, start + 5, by=dilara, at=datetime.now(UTC))

    taken |= {
        "open a text": measured(lambda number: text_as_it_stands(of, texts[number].code)),
        "code book": measured(lambda _number: code_book(Evaluation.objects.get(id=of.id))),
        "search": measured(lambda number: search_texts(of, words[number])),
        "code": measured(code),
        "fragments of a code": measured(lambda number: fragments_of(of, codes[number])),
        "codes that go together": measured(lambda _number: codes_together(of)),
    }
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
