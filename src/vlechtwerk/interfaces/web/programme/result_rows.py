"""Results as they are printed, kept apart: products with their use, actions with their counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import Action, ActionCount, Activity, Product, ProductUse
from vlechtwerk.domains.programme.queries.methods import made_in, used_in
from vlechtwerk.domains.programme.queries.results import ResultFilter, actions_by, products_by, sums_of
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences
from vlechtwerk.interfaces.web.frame import past_day, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import Link, activity_url
from vlechtwerk.interfaces.web.words import in_or_on, say_date


@dataclass(frozen=True, slots=True)
class ProductRow:
    """Something that was produced: where it is, for whom, and whether it is used."""

    id: str
    title: str
    kind: str
    about: str
    activity: Link
    when: str
    for_whom: str
    address: str
    evidence: list[EvidenceRow]
    in_use: str
    in_use_word: str
    used_by: str
    use_note: str
    use_evidence: list[EvidenceRow]
    earlier: list[str]
    use_url: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """A number that tells of an action, or one that was corrected."""

    id: str
    number: str
    unit: str
    definition: str
    period: str
    ground: str
    evidence: list[EvidenceRow]
    # Why it replaces another number, and what the other was; or by which number it was corrected.
    reason: str
    corrects: str
    corrected_by: str
    correct_url: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something that was done, with the numbers that tell of it."""

    title: str
    activity: Link
    when: str
    with_whom: str
    evidence: list[EvidenceRow]
    counts: list[CountRow]
    # What may be said of the numbers together.
    sums: list[str]
    count_url: str


def say_number(number: int) -> str:
    """Return a whole number with its thousands apart, as the language writes it."""
    return number_format(number, use_l10n=True, force_grouping=True)


def say_period(begins: Any, ends: Any) -> str:
    """Return a period in words: one date when both are the same."""
    if begins is None and ends is None:
        return ""
    if begins == ends:
        return in_or_on(begins)
    words = {"begins": say_date(begins) or "…", "ends": say_date(ends) or "…"}
    return _("%(begins)s up to and including %(ends)s") % words


def _address(request: PageRequest, route: str, identifier: object, offered: bool) -> str:
    return reverse(route, args=[request.actor.project.code, identifier]) if offered else ""


def product_rows(request: PageRequest, products: Sequence[Product], *, may_write: bool = False) -> list[ProductRow]:
    """Turn products into rows; the number of queries does not grow with their number."""
    uses = [use for product in products for use in product.uses.all()]
    evidences = Evidences(request, [*products, *uses])
    return [_product(request, product, evidences, may_write) for product in products]


def _product(request: PageRequest, product: Product, evidences: Evidences, may_write: bool) -> ProductRow:
    uses = list(product.uses.all())
    last = uses[-1] if uses else None
    return ProductRow(
        id=str(product.id),
        title=product.title,
        kind=str(product.get_kind_display()),
        about=product.about,
        activity=Link(product.activity.name, activity_url(request, product.activity.code)),
        when=say_date(product.made_on),
        for_whom=product.for_whom,
        address=product.document_address,
        evidence=evidences.of(product),
        in_use=last.in_use if last else "",
        in_use_word=str(last.get_in_use_display()) if last else "",
        used_by=last.by_whom if last else "",
        use_note=_use_note(last) if last else "",
        use_evidence=evidences.of(last),
        earlier=[_earlier(use) for use in uses[:-1]],
        use_url=_address(request, "programme:note_product_use", product.id, may_write),
    )


def _use_note(use: ProductUse) -> str:
    since = _("since %(since)s") % {"since": say_date(use.used_from)} if use.used_from else ""
    return "; ".join(words for words in (since, use.explanation) if words)


def _earlier(use: ProductUse) -> str:
    said = str(use.get_in_use_display()).lower()
    return _("noted earlier: %(words)s") % {"words": ", ".join(words for words in (said, use.explanation) if words)}


def action_rows(request: PageRequest, actions: Sequence[Action], *, may_write: bool = False) -> list[ActionRow]:
    """Turn actions into rows; the number of queries does not grow with their number."""
    counts = [count for action in actions for count in action.counts.all()]
    evidences = Evidences(request, [*actions, *counts])
    return [
        ActionRow(
            title=action.title,
            activity=Link(action.activity.name, activity_url(request, action.activity.code)),
            when=say_date(action.done_on),
            with_whom=action.with_whom,
            evidence=evidences.of(action),
            counts=[_count(request, count, evidences, may_write) for count in action.counts.all()],
            sums=_sums(list(action.counts.all())),
            count_url=_address(request, "programme:add_count", action.id, may_write),
        )
        for action in actions
    ]


def _count(request: PageRequest, count: ActionCount, evidences: Evidences, may_write: bool) -> CountRow:
    later: ActionCount | None = getattr(count, "corrected_by", None)
    return CountRow(
        id=str(count.id),
        number=say_number(count.number),
        unit=count.unit,
        definition=count.definition,
        period=say_period(count.counted_from, count.counted_until),
        ground=count.ground,
        evidence=evidences.of(count),
        reason=count.reason,
        corrects=say_number(count.corrects.number) if count.corrects else "",
        corrected_by=say_number(later.number) if later else "",
        correct_url=_address(request, "programme:correct_count", count.id, may_write and later is None),
    )


def _sums(counts: Sequence[ActionCount]) -> list[str]:
    """Say what counts of one definition are together, or why they are not added up."""
    said = []
    for found in sums_of(counts):
        if len(found.counts) < 2:
            continue
        words = {"definition": found.definition, "unit": found.unit}
        if found.total is None:
            said.append(
                _("%(definition)s: not added up, as periods overlap or are not known; the same may be counted twice.")
                % words
            )
        else:
            parts = " + ".join(say_number(count.number) for count in found.counts)
            words |= {"total": say_number(found.total), "parts": parts}
            said.append(_("%(definition)s: together %(total)s %(unit)s (%(parts)s).") % words)
    return said


@kept
def results_of_activity(request: PageRequest, code: str, *, may_write: bool) -> dict[str, Any]:
    """Return what an activity and its parts produced, did and learnt, for the section on its page."""
    day = shown_day(request).day
    activity = Activity.objects.get(code=code)
    of_it = [code, *activity.parts.values_list("code", flat=True)]
    products = [product for one in of_it for product in products_by(day, ResultFilter(activity=one))]
    actions = [action for one in of_it for action in actions_by(day, ResultFilter(activity=one))]
    project = request.actor.project.code
    routes = ("add_product", "add_action", "describe_method") if may_write else ()
    return {
        "products": product_rows(request, products, may_write=may_write),
        "actions": action_rows(request, actions, may_write=may_write),
        "methods": _methods(request, activity),
        "add": {route: reverse(f"programme:{route}", args=[project, code]) for route in routes},
        "missing": words_for_unknown(shown_day(request)),
        "all_url": reverse("programme:products", args=[project]) + shown_day(request).query,
    }


def _methods(request: PageRequest, activity: Activity) -> list[dict[str, str]]:
    """Return the methods that were made in an activity, and those that it took up from elsewhere."""
    day = past_day(request)
    made = made_in(activity, day)
    rows = [
        {"title": method.title, "url": method_url(request, method.code), "words": _("made here")} for method in made
    ]
    for use in used_in(activity, day):
        if use.method_id in {method.id for method in made}:
            continue
        told = list(use.outcomes.all())
        words = str(use.get_kind_display()).lower()
        if told:
            words = f"{words}: {str(told[-1].get_outcome_display()).lower()}"
        rows.append({"title": use.method.title, "url": method_url(request, use.method.code), "words": words})
    return rows


def method_url(request: PageRequest, code: str) -> str:
    """Return the page of a method, on the day that is shown."""
    return reverse("programme:method", args=[request.actor.project.code, code]) + shown_day(request).query
