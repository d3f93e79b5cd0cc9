"""The grounds in force: a set of Cedar policies, each a clause with its article, direction and plain words."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import cedarpy

from vlechtwerk.engines.policy.alike import Kinds, look_of
from vlechtwerk.engines.policy.facts import Act

FOLDER = files("vlechtwerk.engines.policy").joinpath("policies")
LAW = "law"
MODEL_COVENANT = "model_covenant"
READINGS = ("text", "secondary", "memory")
OF_THE_LAW = "law-"
FISCAL = "fiscal"


class NotValid(Exception):
    """The policies can't be used; `mistakes` says why, each with the clause it is about."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(" ".join(self.mistakes))


@dataclass(frozen=True, slots=True)
class Clause:
    """One policy in words: what it permits or forbids, on which article, from whom to whom.

    `reading` says how sure we are of the article: read in the text, in a secondary source, or from memory.
    """

    id: str
    permits: bool
    article: str
    direction: str
    nl: str
    en: str
    conditions: str
    reading: str
    remedies: tuple[str, ...]
    reverse: tuple[str, ...]
    decides: str
    exemption: str
    # The categories that its conditions name; none when they could let any category through.
    categories: frozenset[str]
    # The acts that its scope names; none when it is about any.
    acts: frozenset[str]
    # Whether it matters which organisation it is, and not only whether it is the same on both sides.
    names_organisation: bool
    cedar: str
    # The direction, conditions, exemption and who decides in English, as far as the clause says them.
    english: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def may_open_fiscal(self) -> bool:
        """Whether fiscal data could be read on this clause, whatever else its conditions ask."""
        return self.permits and (not self.categories or FISCAL in self.categories)

    def words(self, language: str) -> str:
        """Return the plain words in a language: Dutch, or else English."""
        return self.nl if language.startswith("nl") else self.en


@cache
def schema() -> cedarpy.Schema:
    """Return the schema of the facts."""
    return cedarpy.Schema.from_str(FOLDER.joinpath("vlechtwerk.cedarschema").read_text())


def text_of(name: str) -> str:
    """Return the text of a policy set that comes with the package: `law` or `model_covenant`."""
    return FOLDER.joinpath(f"{name}.cedar").read_text()


@dataclass(frozen=True)
class Grounds:
    """Policies that hold together, made once from their text; `digest` names exactly this text."""

    text: str

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def policies(self) -> cedarpy.PolicySet:
        """Return the policies as the decider reads them."""
        return cedarpy.PolicySet.from_str(self.text)

    @cached_property
    def decided(self) -> dict[Any, Any]:
        """Return what was decided on these grounds before: nothing but the text and the facts decides."""
        return {}

    @cached_property
    def kinds(self) -> Mapping[Act, Kinds]:
        """Return for each act the kinds of questions that the clauses about it tell apart."""
        looks = {name: look_of(policy["conditions"]) for name, policy in self._read.items()}
        about = {act: [name for name, clause in self.clauses.items() if act in (clause.acts or (act,))] for act in Act}
        return {act: Kinds([looks[name] for name in names]) for act, names in about.items()}

    @cached_property
    def _read(self) -> Mapping[str, Mapping[str, Any]]:
        """Return each policy as Cedar reads it, by Cedar's own name for it and in the order of the text."""
        read: dict[str, Any] = json.loads(cedarpy.policies_to_json_str(self.text))["staticPolicies"]
        return dict(sorted(read.items(), key=lambda item: int(item[0].removeprefix("policy"))))

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Return the clauses by Cedar's own name for each policy (its place in the text)."""
        sources = _sources(self.text)
        if len(self._read) != len(sources):
            raise ValueError("Each clause ends with a semicolon at the end of a line, and no other line ends with one.")
        read = zip(self._read.items(), sources, strict=True)
        return {name: _clause(policy, source) for (name, policy), source in read}

    @cached_property
    def names_organisation(self) -> bool:
        """Whether a clause answers by the name of an organisation: then not all of one kind are answered alike."""
        return any(clause.names_organisation for clause in self.clauses.values())

    def clause(self, identifier: str) -> Clause | None:
        """Return a clause by its own id."""
        return next((clause for clause in self.clauses.values() if clause.id == identifier), None)

    def mistakes(self) -> list[str]:
        """Return what is wrong with the text: syntax, schema, missing annotations, an id that is used twice."""
        try:
            self.clauses, self.kinds  # noqa: B018  # read for their mistakes
        except ValueError as error:
            return [str(error)]
        except (KeyError, TypeError, RecursionError):
            return [
                "A clause can't be read whole: it nests too deeply or in an unusual way. Write it in simpler parts."
            ]
        checked = cedarpy.validate_policies(self.text, schema())
        found = [f"{error.policy_id}: {error.error}" for error in checked.errors]
        identifiers = [clause.id for clause in self.clauses.values()]
        found += [f"{name}: the id is used twice." for name in sorted(set(identifiers)) if identifiers.count(name) > 1]
        for name, clause in self.clauses.items():
            found += _mistakes_in(clause)
            if _names_one_entity(self._read[name]):
                found.append(
                    f"{clause.id}: it names one reader or item, and these have no names here. Write (principal, …,"
                    " resource), and say in the conditions which facts must hold."
                )
        return found


def _mistakes_in(clause: Clause) -> list[str]:
    found = [
        f"{clause.id or 'a clause'}: annotation @{name} is missing."
        for name, value in (
            ("id", clause.id),
            ("article", clause.article),
            ("direction", clause.direction),
            ("nl", clause.nl),
            ("en", clause.en),
        )
        if not value
    ]
    if clause.reading not in READINGS:
        found.append(f"{clause.id}: @reading is one of {', '.join(READINGS)}.")
    return found


def mistakes_in_covenant(clause: Clause) -> list[str]:
    """Return what a clause of a covenant can't be: one of the law, or one that opens fiscal data by itself.

    AWR art. 67: tax secrecy yields only to a legal duty, a ministerial rule, or an exemption; a covenant is none.
    """
    if clause.id.startswith(OF_THE_LAW):
        return [f"{clause.id}: an id that begins with {OF_THE_LAW} is one of the law, not of a covenant."]
    if clause.permits and not (clause.acts and clause.acts <= OPENED_BY_COVENANT):
        return [
            f'{clause.id}: a covenant opens data for reading; name the acts (action == Action::"read", or action in'
            ' [Action::"read", Action::"download"]).'
        ]
    if not clause.may_open_fiscal or clause.exemption:
        return []
    if clause.categories:
        return [f"{clause.id}: a clause about fiscal data names its @exemption, or AWR article 67 keeps it shut."]
    return [
        f"{clause.id}: its conditions let fiscal data through. Name the categories that it is about (resource.category"
        " == …, or […].contains(resource.category)), or its @exemption (AWR article 67)."
    ]


OPENED_BY_COVENANT = frozenset({Act.READ.value, Act.DOWNLOAD.value})
CATEGORY = {".": {"left": {"Var": "resource"}, "attr": "category"}}


def _categories(conditions: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Return the categories outside of which the conditions never hold; none when that does not show from their form.

    Only what has to hold in any case counts: what stands between “and”, in a condition that begins with “when”.
    """
    named = [
        found
        for condition in conditions
        if condition["kind"] == "when"
        for part in _conjuncts(condition["body"])
        if (found := _named_in(part))
    ]
    return frozenset.intersection(*named) if named else frozenset()


def _conjuncts(expression: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    both = expression.get("&&")
    return [*_conjuncts(both["left"]), *_conjuncts(both["right"])] if both else [expression]


def _named_in(expression: Mapping[str, Any]) -> frozenset[str]:
    equal, contains = expression.get("=="), expression.get("contains")
    if equal and CATEGORY in equal.values():
        other = equal["right"] if equal["left"] == CATEGORY else equal["left"]
        values = [other]
    elif contains and contains["right"] == CATEGORY:
        values = contains["left"].get("Set", [{}])
    else:
        return frozenset()
    literal = [value.get("Value") for value in values]
    return frozenset(literal) if all(isinstance(value, str) for value in literal) else frozenset()


ORGANISATIONS = [{".": {"left": {"Var": who}, "attr": "organisation"}} for who in ("principal", "resource")]


def _names_organisation(expression: object) -> bool:
    """Whether an organisation stands anywhere but in the question whether giver and reader are of the same one."""
    if isinstance(expression, list):
        return any(map(_names_organisation, expression))
    if not isinstance(expression, dict):
        return False
    if expression in ORGANISATIONS:
        return True
    if "Record" in expression:
        return any(map(_names_organisation, expression["Record"].values()))
    sides = next((expression[sign] for sign in ("==", "!=") if sign in expression), None)
    if sides and sides["left"] in ORGANISATIONS and sides["right"] in ORGANISATIONS:
        return False
    return any(map(_names_organisation, expression.values()))


def _names_one_entity(policy: Mapping[str, Any]) -> bool:
    heads = (policy["principal"]["op"], policy["resource"]["op"])
    return heads != ("All", "All") or '"__entity"' in json.dumps(policy["conditions"])


def _acts(scope: Mapping[str, Any]) -> frozenset[str]:
    """Return the acts that the scope of a policy names."""
    named = scope.get("entities", [scope["entity"]] if "entity" in scope else [])
    return frozenset(act["id"] for act in named)


def _clause(policy: Mapping[str, Any], source: str) -> Clause:
    notes: Mapping[str, str] = policy.get("annotations", {})

    def several(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in notes.get(name, "").split(",") if part.strip())

    return Clause(
        id=notes.get("id", ""),
        permits=policy["effect"] == "permit",
        article=notes.get("article", ""),
        direction=notes.get("direction", ""),
        nl=notes.get("nl", ""),
        en=notes.get("en", ""),
        conditions=notes.get("conditions", ""),
        reading=notes.get("reading", ""),
        remedies=several("remedy"),
        reverse=several("reverse"),
        decides=notes.get("decides", ""),
        exemption=notes.get("exemption", ""),
        categories=_categories(policy["conditions"]),
        acts=_acts(policy["action"]),
        names_organisation=_names_organisation(policy["conditions"]),
        cedar=source,
        english={name.removesuffix("_en"): words for name, words in notes.items() if name.endswith("_en")},
    )


def _sources(text: str) -> list[str]:
    """Cut a text into its policies: each ends with a semicolon at the end of a line."""
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    parts = "\n".join(lines).split(";\n")
    return [part.strip() + ";" for part in parts if part.strip()]


@cache
def grounds_of(text: str) -> Grounds:
    """Return the grounds of a text; raise `NotValid` when it can't be used. Made once per text."""
    grounds = Grounds(text)
    mistakes = grounds.mistakes()
    if mistakes:
        raise NotValid(mistakes)
    return grounds


def law_only() -> Grounds:
    """Return the gateways that the law gives by itself."""
    return grounds_of(text_of(LAW))


@cache
def with_covenant(covenant: str) -> Grounds:
    """Return the law together with a covenant's clauses; raise `NotValid` when these can't be used beside it."""
    clauses = Grounds(covenant)
    mistakes = clauses.mistakes()
    if not mistakes:
        mistakes = [mistake for clause in clauses.clauses.values() for mistake in mistakes_in_covenant(clause)]
    if mistakes:
        raise NotValid(mistakes)
    return grounds_of(text_of(LAW) + "\n" + covenant)
