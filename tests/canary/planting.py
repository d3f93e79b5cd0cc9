"""Plant the world of the canary through the operations that people use, and remember where each token stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.db.models import Model
from django.utils.timezone import localdate

from tests.canary.evaluating import plant_evaluation
from tests.canary.laying_out import elsewhere, lay_out
from tests.canary.oracle import Item
from tests.canary.rows import READ_NOTES, take_up_rows
from tests.canary.world import MAIN, OTHERS, Asked, Planted, Planting, Reader, combinations
from tests.measures import add_measure, take_in
from tests.results import one_of_each, publish
from tests.world import CAST, SEATS, World, moment, now
from vlechtwerk.domains.partnership.models import Appointment, Decision, Mandate, Seat
from vlechtwerk.domains.partnership.operations.decisions import write_body_note
from vlechtwerk.domains.programme.models import Activity, ActivityStep, MapVersion, NoticeKind, Remark, SeenNotice, Task
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import attention, goals, map_drafts, planning, register, reports, work
from vlechtwerk.domains.programme.operations.about import ask_advice_about, make_promise_about
from vlechtwerk.domains.programme.operations.map import add_link, add_map_version, add_node
from vlechtwerk.domains.programme.operations.measures import set_beside
from vlechtwerk.domains.programme.operations.recruitment import name_candidate, publish_vacancy
from vlechtwerk.domains.programme.operations.reminders import remind
from vlechtwerk.domains.programme.operations.report_files import make_report_files
from vlechtwerk.domains.programme.rules import MANAGERS
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Covenant, Document, Folder, Marking
from vlechtwerk.domains.sharing.operations import consents, documents
from vlechtwerk.domains.sharing.operations.documents import Told, Upload, take_in_own_text
from vlechtwerk.domains.sharing.operations.reading import open_document
from vlechtwerk.domains.sharing.queries.documents import announced as announced_in
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.foundation.database.reading import reading_as


def plant(world: World, folder: Path, items: Sequence[Item] | None = None) -> Planting:
    """Plant everything; asked for as Karin, who reads first."""
    made = Planting(world, folder)
    lay_out(made)
    for place, item in enumerate(combinations() if items is None else items):
        give(made, item, place)
    _special_cases(made)
    _consents(made)
    finish(made)
    return made


def finish(made: Planting) -> None:
    """Plant what the addresses need, and take up every record that there is by then."""
    with reading_as(made.world.karin.id):
        made.values = _values(made)
    elsewhere()
    take_up_rows(made)


def _values(made: Planting) -> dict[str, list[str]]:
    """Return what the parts of addresses can be; for a code, of what."""
    world, nobody = made.world, ["00000000-0000-4000-8000-000000000000"]
    activity = world.activity("A01", lead="anna")
    planning.serve_purpose(activity, made.purposes[MAIN], by=world.loader, at=now())
    milestone = planning.add_milestone(activity, "Mijlpaal", by=world.loader, at=now())
    comment, note, task, step = _work(made, activity)
    world.precondition("P1")
    world.source("T1")
    request = world.recruits()
    vacancy = publish_vacancy(request, {"tasks": "Iets anders"}, request.asked_on, by=world.karin, at=now())
    candidate = name_candidate(request, "Kandidaat", request.asked_on, by=world.karin, at=now())
    world.hours("asked", "80", organisation="NP")
    world.hours("asked", "40", organisation="FIOD")
    advice = ask_advice_about([activity], "Wat raadt u aan?", world.bodies["RG"], by=world.karin, at=now())
    draft = made.tokens.word("draft of an advice of RG")
    made.personal[draft] = frozenset(reader.name for reader in made.readers if "RG" in reader.bodies)
    with reading_as(world.mila.id):
        write_body_note(world.bodies["RG"], draft, advice=advice, by=world.mila, at=now())
    remind(advice, by=world.karin, at=now())
    promise = make_promise_about([activity], [], "Een brief", "ministry", by=world.loader, at=now())
    results = one_of_each(world, activity, world.activity("A02", "Kades"))
    publish(world)
    version = add_map_version("v1", "Kaart", by=world.loader, at=now())
    node = add_node(version, "N1", "activity", "Lab", activities=[activity], by=world.loader, at=now())
    output = add_node(version, "N2", "output", "Beeld", by=world.loader, at=now())
    for kind in ("needs", "contributes_to"):
        add_link(node, output, kind, by=world.loader, at=now())
    _drafts(made, version)
    measure, beside = add_measure(world, activity), add_measure(world, activity, "ANDERS")
    take_in(world, measure, [12, 14])
    set_beside(measure, beside, "Zelfde register, en daar begon niets.", by=world.loader, at=now())
    goal = goals.add_goal("G1", "tactical", "Doel", by=world.loader, at=now())
    outside = goals.note_outside_goal("O1", "Doel", party="Ander", by=world.loader, at=now())
    goals.compare_goals(goal, outside, "agrees", explanation="Zelfde", by=world.loader, at=now())

    _reports(made, activity)

    def identifiers(model: type[Model]) -> list[str]:
        return [str(one) for one in model._default_manager.values_list("id", flat=True)[:1]] or nobody

    return {
        "project": ["test"],
        "activities/code": ["A01", "Z99"], "preconditions/code": ["P1"], "sources/code": ["T1"],
        "map-versions/code": ["v1"], "version": ["v1"], "form": ["csv", "xlsx", "full"], "kind": ["html", "pdf"],
        "reports/code": ["2026-1", "2026-2"], "progress-reports/code": ["2026-1", "2026-2"],
        "led": [str(activity.id)], "activity": ["A01", "Z99"],
        "drafts/code": ["d1", "d2"], "map-drafts/code": ["d1", "d2"], "node": ["N1"], "goals/code": ["G1"],
        "organisations/code": ["BD", "NP"], "bodies/code": sorted(world.bodies),
        "milestone": [str(milestone.id)], "remark": [str(comment.id), str(note.id)], "task": [str(task.id)],
        "step": [str(step.id)], "clause": ["law-own", "x"],
        "person": [str(world.people[name].id) for name in ("anna", "bram")],
        "appointment": identifiers(Appointment), "seat": identifiers(Seat), "mandate": identifiers(Mandate),
        "of_project": ["test", "anders"], "methods/code": ["M1", "Z9"], "themes/code": ["ROUTES"],
        "measures/code": ["KADES", "Z9"],
        "outside/code": ["RIEC", "NP"], "outside-bodies/code": ["RIEC"], "value-elements/code": ["V1", "Z9"],
        "product": [str(results.product.id)], "action": [str(results.action.id)], "count": [str(results.count.id)],
        "use": [str(results.use.id)], "point": [str(results.point.id)], "agreement": [str(results.agreement.id)],
        "decision": identifiers(Decision), "authorisation": identifiers(Authorisation),
        "identifier": [str(request.id)], "vacancy": [str(vacancy.id)], "candidate": [str(candidate.id)],
        "part": ["tasks", "x"], "link": ["N1,N2,needs"],
        "covenant": identifiers(Covenant), "folder": identifiers(Folder), "number": ["1", "9"],
        "advice": [str(advice.id)], "promise": [str(promise.id)],
        "token": nobody, "pk": ["1"], "uidb36": ["1"], "key": ["x-y"], "provider_id": ["x"],
    } | plant_evaluation(made)  # fmt: skip


def _reports(made: Planting, activity: Activity) -> None:
    """Plant a report that was frozen, and one that lies with the steering group, with words at Anna's activity."""
    world, said = made.world, made.tokens.word("words in a report")
    leading = {name for name, (_place, function, _level) in CAST.items() if function in MANAGERS}
    made.personal[said] = frozenset(leading | {"anna"} | {one for one, sits in SEATS.items() if sits == "SG"})
    world.stands(activity, Status.RUNNING, "2026-05")
    for month, words in ((1, ""), (5, said)):
        report = reports.draft_progress_report(date(2026, month, 1), world.bodies["SG"], by=world.loader, at=now())
        for step in reports.STEPS:
            reports.gather_facts(report, step, by=world.loader, at=now())
        if words:
            reports.write_words(report, activity, words, 0, by=world.loader, at=now())
        report = reports.submit_progress_report(report, by=world.loader, at=now())
        if not words:
            frozen = reports.approve_progress_report(report, None, by=world.loader, at=now())
            make_report_files(frozen, by=world.loader, at=now())


def _drafts(made: Planting, version: MapVersion) -> None:
    """Draft two maps: one is put to the steering group, the other only to who leads the teams."""
    world, leading = made.world, {name for name, (_place, function, _level) in CAST.items() if function in MANAGERS}
    for code, body in (("d1", None), ("d2", "SG")):
        name = made.tokens.word(f"name of the draft {code}")
        made.personal[name] = frozenset(leading | {one for one, sits in SEATS.items() if sits == body})
        draft = map_drafts.draft_map_version(version, code, name, by=world.loader, at=now())
        if body is not None:
            map_drafts.put_map_draft_to_body(
                draft, world.bodies[body], question="Kaart vaststellen?", by=world.loader, at=now()
            )


def _work(made: Planting, activity: Activity) -> tuple[Remark, Remark, Task, ActivityStep]:
    """Plant what a team does every day, with a note that is for Anna's team, and what Karin saw of it."""
    world, karin, everyone = made.world, made.world.karin, frozenset(CAST)
    said, secret, title, told = (
        made.tokens.word(what) for what in ("comment on an activity", "note of a team", "title of a task", "entry")
    )
    made.personal |= dict.fromkeys((said, title, told), everyone) | {secret: READ_NOTES}
    comment = work.write_remark(activity, said, by=karin, at=now())
    note = work.write_remark(activity, secret, team_only=True, mentioned=[world.anna], by=karin, at=now())
    with reading_as(world.bram.id):
        work.write_remark(activity, "Gezien", by=world.bram, at=now())
    task = work.give_task(activity, title, karin, by=world.loader, at=now())
    register.add_entry(activity, "prepared", told, by=world.loader, at=now())
    step = register.add_step(activity, "insight", moment("2023-01"), by=world.loader, at=now())
    with reading_as(world.bram.id):
        remind(task, by=world.bram, at=now())
    for name in ("karin", "bram"):
        person = world.people[name]
        with reading_as(person.id):
            attention.note_visit(by=person, at=now())
            attention.choose_digest("daily", list(NoticeKind), language="nl", by=person, at=now())
            attention.claim_digest(localdate(), 1, by=person, at=now())
            SeenNotice.objects.get_or_create(
                project_id=person.project_id,
                person=person,
                kind=NoticeKind.MENTIONED,
                subject_id=comment.id,
                defaults={"seen_at": now()},
            )
    return comment, note, task, step


def give(made: Planting, item: Item, place: int, *, kept_to: Sequence[str] | None = None, by: str = "") -> Planted:
    """Give one document with a token in everything that can hold one."""
    tokens, words = made.tokens, f"{item.category}/{item.level} of {item.organisation}"
    found = {
        slot: tokens.word(f"{slot} of {words}")
        for slot in ("title", "find", "text", "origin", "comment", "file_name")
    } | {"number": tokens.number(f"number in {words}")}  # fmt: skip
    giver = made.member(by) if by else giver_of(made, item)
    other = (OTHERS[place // 3 % len(OTHERS)],) if place % 3 == 1 else ()
    choice = Choice(
        item.category, item.level, item.handling, item.special, purposes=[made.purposes[code] for code in other]
    )
    told = Told(found["title"], "fact", found["origin"], "own_work", ["suspect"], [(f"NL{tokens.made:09d}", "suspect")])
    kept = None if kept_to is None else [made.world.people[name].id for name in kept_to]
    with made.reading(giver, MAIN) as reading:
        upload = file_with(made, found["file_name"], f"{found['find']} {found['text']} {found['number']}")
        document = documents.give_document(reading, take_in_own_text(upload), choice, told, at=now(), kept_to=kept)
        documents.write_comment(reading, document, found["comment"], at=now())
        pseudonym = document.subjects.get().pseudonym
    found |= {
        "id": tokens.known(str(document.id), f"id of {words}"),
        "pseudonym": tokens.known(pseudonym, f"pseudonym in {words}"),
    }
    planted = Planted(
        document.id, document.marking_id, item, (MAIN, *other), found,
        kept_to=None if kept_to is None else frozenset({*kept_to, giver.name}),
    )  # fmt: skip
    made.items.append(planted)
    return planted


def giver_of(made: Planting, item: Item) -> Reader:
    """Return who of the cast gives an item."""
    giver = (item.organisation, item.capacity)
    return next(one for one in made.readers if (one.someone.organisation, one.someone.capacity) == giver)


def file_with(made: Planting, name: str, text: str) -> Upload:
    """Write a file to give."""
    path = made.folder / "given.txt"
    path.write_text(text)
    return Upload(path, f"{name}.txt")


def _special_cases(made: Planting) -> None:
    """Plant what is kept to some, what was recalled, and what has more than one version."""
    open_to_police = Item("NP", "police", "police-8", "subject")
    everyone_reads = Item("NP", "police", "knowledge", "knowledge")
    give(made, open_to_police, 0, kept_to=["hugo"])
    give(made, everyone_reads, 0, kept_to=["bram"])
    _recall(made, give(made, everyone_reads, 0), made.tokens.word("reason of a recall of what nobody read"))
    _read_and_recalled(made, give(made, open_to_police, 0))
    _linked(made, give(made, replace(open_to_police, category="police-9"), 0), give(made, everyone_reads, 0))
    for planted in [one for one in made.items if one.kept_to is None and not one.recalled][:: len(made.items) // 6]:
        _second_version(made, planted)


def _recall(made: Planting, planted: Planted, why: str) -> None:
    with made.reading(made.reader("anna"), MAIN) as reading:
        documents.recall_document(reading, Document.objects.get(id=planted.identifier), why, at=now())
    made.items[made.items.index(planted)] = replace(planted, recalled=True)


def _read_and_recalled(made: Planting, planted: Planted) -> None:
    """Recall what Hugo read: he is told why, wherever he reads."""
    why = made.tokens.word("reason of a recall that Hugo gets")
    made.personal[why] = frozenset({"hugo"})
    with made.reading(made.reader("hugo"), MAIN) as reading:
        consents.acknowledge_notice(reading, Marking.objects.get(id=planted.marking), at=now())
        open_document(reading, planted.identifier)
    made.acknowledged.add(("hugo", planted.marking))
    _recall(made, planted, why)
    # His export names what he was told of, and of which marking he read the notice.
    made.personal |= dict.fromkeys((planted.tokens["id"], str(planted.marking)), frozenset({"hugo"}))


def _linked(made: Planting, fuller: Planted, lower: Planted) -> None:
    """Tie documents to each other, to the programme and to people."""
    hugo = made.world.hugo
    with made.reading(made.reader("anna"), MAIN) as reading:
        found = Document.objects.select_related("marking").get(id=fuller.identifier)
        other = Document.objects.select_related("marking").get(id=lower.identifier)
        documents.name_lower_edition(reading, found, other, at=now())
        documents.link_document(reading, found, "activity", "A01", at=now())
        consents.send_document(reading, other, hugo, at=now())


def _second_version(made: Planting, planted: Planted) -> None:
    """Add a version: what stood in the first one leaves only with its file from then on."""
    tokens = made.tokens
    newer = {slot: tokens.word(f"{slot} of {planted.words}") for slot in ("note", "text_2", "file_name_2")}
    with made.reading(giver_of(made, planted.item), MAIN) as reading:
        document = Document.objects.select_related("marking").get(id=planted.identifier)
        upload = file_with(made, newer["file_name_2"], newer["text_2"])
        documents.add_version(reading, document, take_in_own_text(upload), newer["note"], at=now())
    made.items[made.items.index(planted)] = replace(planted, versions=2, tokens=planted.tokens | newer)


NEEDS = (
    ("provider_consent",),
    ("authorised_officer_consent",),
    ("provider_consent", "authorised_officer_consent"),
    ("competent_authority_agreement",),
    ("provider_consent", "authorised_officer_consent", "competent_authority_agreement"),
)
ANSWERS = (
    Consent.State.GIVEN,
    Consent.State.GIVEN,
    Consent.State.REFUSED,
    Consent.State.WITHDRAWN,
    Consent.State.ASKED,
)


def _consents(made: Planting) -> None:
    """Let readers ask for what they may know of, and have it answered in every way."""
    for name in ("hugo", "gwen", "inge", "chris", "bram", "jaap"):
        reader = made.reader(name)
        with made.reading(reader, MAIN) as reading:
            announced = {item.document_id for item in announced_in(reading)}
        # One asks once for a marking, however many documents carry it.
        known = {one.marking: one for one in made.items if one.identifier in announced}
        for turn, planted in enumerate(list(known.values())[:10]):
            for identifier in _ask(made, reader, planted, NEEDS[turn % len(NEEDS)]):
                _answer(made, identifier, reader, planted, ANSWERS[turn % len(ANSWERS)])


def _ask(made: Planting, reader: Reader, planted: Planted, needs: Sequence[str]) -> Iterator[tuple[Consent, str]]:
    with made.reading(reader, MAIN) as reading:
        necessity = made.tokens.word(f"necessity, asked by {reader.words} about {planted.words}")
        asked = consents.ask_consent(reading, planted.identifier, needs, necessity, at=now())
    yield from ((one, necessity) for one in asked)


def _answer(made: Planting, asked: tuple[Consent, str], reader: Reader, planted: Planted, answer: str) -> None:
    consent, necessity = asked
    said, state = made.tokens.word(f"answer to {reader.words} about {planted.words}"), Consent.State.ASKED
    roles = {"authorised_officer_consent": "authorised_officer"}
    name = f"{roles.get(consent.kind, 'officer')} {planted.item.organisation} {planted.item.capacity}"
    if consent.kind == "competent_authority_agreement":
        name = "inge"
    person = made.world.people[name]
    if answer != Consent.State.ASKED and person.id != consent.asked_by_id:
        officer = made.member(name)
        with made.reading(officer, MAIN) as reading:
            consents.answer_consent(reading, consent, answer != Consent.State.REFUSED, at=now(), answer=said)
        state = Consent.State.REFUSED if answer == Consent.State.REFUSED else Consent.State.GIVEN
        if answer == Consent.State.WITHDRAWN:
            with made.reading(officer, MAIN) as reading:
                consents.withdraw_consent(reading, Consent.objects.get(id=consent.id), at=now())
            state = Consent.State.WITHDRAWN
    texts = {necessity} | ({said} if state != Consent.State.ASKED else set())
    made.asked.append(
        Asked(
            consent.id, planted.marking, MAIN, planted.item.organisation,
            (reader.someone.organisation, reader.someone.capacity), consent.kind, state, frozenset(texts),
        )
    )  # fmt: skip
