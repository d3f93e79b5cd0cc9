"""The doctor on the two lists of the first case: what is wrong with them was told by hand, from its tables."""

from pathlib import Path

import yaml

from vlechtwerk.engines.framework.defects import DefectKind, ProposedAct
from vlechtwerk.engines.framework.examining import examine
from vlechtwerk.engines.framework.facts import (
    CriterionFacts,
    FrameworkFacts,
    GoalFacts,
    Kind,
    Method,
    SubjectFacts,
    SubjectState,
)

DATA = Path(__file__).parents[2] / "data" / "nsoc" / "framework.yaml"
LISTS = {"P": ("partnership", "Samenwerkingsverband NSOC"), "AP": ("plan", "Actieplan NSOC")}
ASKED = frozenset((Method.INTERVIEWS, Method.SURVEY))
# As the tables of the case say it.
SEVERAL = {"P-B": 2, "P-C": 2, "P-G": 2, "P-M": 3, "P-N": 3, "P-O": 3, "AP-B": 3}
# Not named there, and as true: carried out, and developed further.
SEVERAL["AP-Z"] = 2
TWINS = {
    frozenset(pair.split())
    for pair in (
        "P-N AP-B", "P-S AP-FF AP-LL", "P-T AP-GG", "P-U AP-HH", "P-V AP-II", "P-W AP-JJ", "P-X AP-KK",
    )
}  # fmt: skip
DISSOLVED = {"AP-F", "AP-G", "AP-H", "AP-I", "AP-J", "AP-K", "AP-L"}
MOVED = NO_RISE_ASKED = {"AP-M", "AP-N"}


def the_framework() -> FrameworkFacts:
    """Return the 62 criteria, with what became of the activities that they are about."""
    rows = yaml.safe_load(DATA.read_text())
    criteria = [
        CriterionFacts(
            identifier=f"{letters}-{code}",
            code=code,
            list_name=name,
            question=question,
            language="nl",
            kind=Kind(kind),
            methods=_methods(letters, code, rows["register"]),
            subject=subject,
        )
        for letters, (key, name) in LISTS.items()
        for code, kind, subject, question in rows[key]
    ]
    states = {"A03": SubjectState.MERGED, "A04": SubjectState.DISSOLVED, "A06": SubjectState.GOAL_MOVED}
    subjects = [
        SubjectFacts(name, name, states.get(name, SubjectState.PRESENT), "A01" if name == "A03" else "")
        for name in sorted({one.subject for one in criteria} - {""})
    ]
    goals = [GoalFacts("work goals", "De vier werkdoelen"), GoalFacts("crypto", "Zicht op crypto", frozenset(("A07",)))]
    return FrameworkFacts(criteria, goals, subjects, tuple((name, letters) for letters, (_key, name) in LISTS.items()))


def _methods(letters: str, code: str, register: list[str]) -> frozenset[Method]:
    if letters == "P":
        return frozenset()
    return frozenset((Method.REGISTER,)) if code in register else ASKED


def test_the_doctor_finds_in_the_first_case_what_its_tables_name() -> None:
    facts = the_framework()
    found = examine(facts)

    def about(kind: DefectKind) -> set[str]:
        return {one.criteria[0].identifier for one in found if one.kind is kind}

    several = {
        one.criteria[0].identifier: len(one.places) for one in found if one.kind is DefectKind.SEVERAL_CONDITIONS
    }
    twins = {
        frozenset(one.identifier for one in defect.criteria) for defect in found if defect.kind is DefectKind.TWINS
    }
    everyone = {one.identifier for one in facts.criteria}
    kinds = {one.identifier: one.kind for one in facts.criteria}
    assert len(everyone) == 62
    assert several == SEVERAL
    assert twins == TWINS
    assert about(DefectKind.NO_NORM) == everyone
    assert about(DefectKind.NO_METHOD) == {one for one in everyone if one.startswith("P-")}
    assert about(DefectKind.NO_BASELINE) == {one for one in everyone if kinds[one] in (Kind.EXTENT, Kind.COUNT_UP)}
    assert about(DefectKind.SUBJECT_GONE) == DISSOLVED
    assert about(DefectKind.GOAL_MOVED) == MOVED
    assert about(DefectKind.NO_DIRECTION) == NO_RISE_ASKED
    assert about(DefectKind.NO_VERB) == {"AP-E"}
    assert about(DefectKind.NOTHING_COUNTABLE) == {"AP-EE"}
    assert about(DefectKind.METHOD_DOES_NOT_FIT) == set()
    # That there is enough support for the work goals is asked, and not whether they were reached.
    assert [one.goal.identifier for one in found if one.goal] == ["work goals"]
    twice = [one for one in found if one.kind is DefectKind.CODE_TWICE]
    assert [one.codes for one in twice] == [(letter, letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"]
    assert all(one.proposal.texts == (f"P-{one.codes[0]}", f"AP-{one.codes[0]}") for one in twice)


def test_each_defect_of_the_first_case_comes_with_what_to_do() -> None:
    found = {(one.kind, one.criteria[0].identifier): one for one in examine(the_framework()) if one.criteria}
    split = found[DefectKind.SEVERAL_CONDITIONS, "P-B"]
    assert split.proposal.texts == (
        "De partners hebben voldoende kennis, expertise en informatie om het werk te doen.",
        "Dit is gelijkmatig over hen verdeeld (dit: ‘kennis, expertise en informatie’).",
    )
    question = split.criteria[0].question
    assert [place.of(question)[:12] for place in split.places] == ["De partners ", "dit is gelij"]
    apart = found[DefectKind.SEVERAL_CONDITIONS, "P-N"]
    assert [place.of(apart.criteria[0].question) for place in apart.places] == [
        "draagkracht",
        "draagvlak",
        "daadkracht",
    ]
    assert apart.proposal.texts[2] == "Er is binnen NSOC voldoende daadkracht voor de werkdoelen."
    merged = found[DefectKind.SUBJECT_GONE, "AP-F"]
    assert merged.proposal.act is ProposedAct.BIND_TO
    assert merged.proposal.subject is not None
    assert merged.proposal.subject.identifier == "A01"
    assert found[DefectKind.SUBJECT_GONE, "AP-K"].proposal.act is ProposedAct.CLOSE
    assert found[DefectKind.NO_VERB, "AP-E"].proposal.texts == (
        "Is dit er: ‘Internationale rol als adviseur over TBML’?",
    )
    assert found[DefectKind.NO_DIRECTION, "AP-M"].proposal.texts == (
        "Het aantal aangepakte trustkantoren rond virtuele valuta is gestegen.",
        "Het aantal aangepakte trustkantoren rond virtuele valuta is gedaald.",
    )
    # Of twins the one stays of which more was laid down: here the one with a method.
    assert found[DefectKind.TWINS, "P-S"].proposal.keep == "AP-FF"
