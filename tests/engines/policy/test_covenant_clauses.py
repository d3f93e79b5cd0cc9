"""What a covenant can't say: a clause of the law, or one that opens fiscal data without an exemption."""

import pytest

from vlechtwerk.engines.policy.deciding import decide_one
from vlechtwerk.engines.policy.facts import Marked, Reader, Situation
from vlechtwerk.engines.policy.grounds import NotValid, with_covenant

CLAUSE = """@id("{id}")
@article("Artikel 1")
@direction("belastingdienst → politie")
@nl("Gegevens gaan.")
@en("Data go.")
@reading("text"){more}
permit (principal, action == Action::"read", resource)
when {{ {when} }};
"""


def covenant(when: str, identifier: str = "cov-1", more: str = "") -> str:
    return CLAUSE.format(id=identifier, when=when, more=more)


@pytest.mark.parametrize(
    "when",
    [
        'resource.category == "fiscal"',
        'resource.capacity == "tax"',
        'resource.category like "fisc*"',
        'principal.capacity == "police"',
        'resource.category != "customs"',
        '["customs", "fiscal"].contains(resource.category)',
        'resource.category == "customs" || resource.capacity == "tax"',
        '!(resource.category == "customs")',
        'if resource.category == "customs" then true else true',
    ],
)
def test_clause_that_lets_fiscal_data_through_names_its_exemption(when: str) -> None:
    with pytest.raises(NotValid, match="AWR article 67"):
        with_covenant(covenant(when))
    assert with_covenant(covenant(when, more='\n@exemption("Ontheffing")')).clause("cov-1") is not None


@pytest.mark.parametrize(
    "when",
    [
        'resource.category == "customs"',
        '"police-8" == resource.category && principal.capacity == "tax"',
        'resource.capacity == "tax" && ["customs", "police-8"].contains(resource.category)',
    ],
)
def test_clause_that_names_other_categories_needs_none(when: str) -> None:
    assert with_covenant(covenant(when)).clause("cov-1") is not None


def test_clause_of_a_covenant_is_not_one_of_the_law() -> None:
    with pytest.raises(NotValid, match="one of the law"):
        with_covenant(covenant('resource.category == "customs"', "law-own"))


@pytest.mark.parametrize(
    ("plain", "named"),
    [
        ("(principal,", '(principal == Person::"reader",'),
        (", resource)", ', resource == Marking::"0")'),
        (", resource)", ", resource is Marking)"),
        ("when {", 'when { resource == Marking::"0" &&'),
    ],
)
def test_clause_that_names_one_reader_or_item_is_refused(plain: str, named: str) -> None:
    text = covenant('resource.category == "customs"')
    assert plain in text
    with pytest.raises(NotValid, match="names one reader or item"):
        with_covenant(text.replace(plain, named))


def test_clause_that_nests_too_deeply_is_refused_in_words() -> None:
    with pytest.raises(NotValid, match="simpler parts"):
        with_covenant(covenant(" && ".join(['resource.category == "customs"'] * 1_200)))


@pytest.mark.parametrize(
    "when",
    [
        "true || resource.nosuch > 1",
        'true || action.x == "y"',
        'true || resource.category.contains("x")',
        "{Var: true}.Var",
        '{".": true}["."]',
        '{"==": true}["=="]',
    ],
)
def test_unusual_clause_is_decided_or_refused_and_never_breaks_reading(when: str) -> None:
    marked = Marked("NP", "police", "police-8", "subject")
    try:
        grounds = with_covenant(covenant(when, more='\n@exemption("Ontheffing")'))
    except NotValid:
        return
    answer = decide_one(grounds, Reader("BD", "tax", "analyst"), marked, Situation("activity"))
    assert "cov-1" in {clause.id for clause in answer.clauses}


def test_text_that_can_not_be_cut_into_clauses_is_refused_in_words() -> None:
    with pytest.raises(NotValid, match="semicolon"):
        with_covenant(covenant('resource.category == "customs"').replace(";\n", "; ") + covenant("true", "cov-2"))


@pytest.mark.parametrize(
    ("when", "names"),
    [
        ('principal.organisation=="NP"', True),
        ('"NP" == resource.organisation', True),
        ('["NP", "KMAR"].contains(principal.organisation)', True),
        ('principal["organisation"] like "N*"', True),
        ("principal.organisation == resource.organisation", False),
        ('principal.function == "organisation == NP"', False),
    ],
)
def test_clause_says_whether_it_answers_by_the_name_of_an_organisation(when: str, names: bool) -> None:
    assert with_covenant(covenant(f'resource.category == "customs" && {when}')).names_organisation == names


@pytest.mark.parametrize(
    ("acts", "fits"),
    [
        ('action == Action::"read"', True),
        ('action in [Action::"read", Action::"download"]', True),
        ("action", False),
        ('action == Action::"provide"', False),
        ('action in [Action::"read", Action::"provide"]', False),
    ],
)
def test_covenant_opens_for_reading_and_lets_nobody_give_in_anothers_place(acts: str, fits: bool) -> None:
    text = covenant('resource.category == "police-8"').replace('action == Action::"read"', acts)
    if fits:
        assert with_covenant(text).clause("cov-1") is not None
    else:
        with pytest.raises(NotValid, match="opens data for reading"):
            with_covenant(text)
