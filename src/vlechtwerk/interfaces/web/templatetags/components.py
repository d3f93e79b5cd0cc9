"""The components of the look as template tags: each takes values that are ready to print."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, widgets
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.models.status import GoalReached, Status
from vlechtwerk.engines.statistics.lead_times import is_late
from vlechtwerk.foundation.evidence.models import GROUNDS
from vlechtwerk.interfaces.web.evidence_use import use_address
from vlechtwerk.interfaces.web.words import say_article

register = template.Library()

Words = str | Promise

STATES: Mapping[str, Words] = dict(Status.choices)
# Whether a goal was reached is judged too; an unknown judgement has the word of preconditions.
VERDICTS: Mapping[str, Words] = {**dict(GoalReached.choices), **dict(Verdict.choices)}
# Whether a goal was reached is drawn with the same marks as whether a precondition is met.
LOOK_OF_VERDICT = {"yes": "met", "partly": "partly_met", "no": "not_met"}
WORDS_OF_GROUNDS: Mapping[str, Words] = dict(GROUNDS)
# Marks of one tally stand in this order, from the end of the work to its start.
TALLY_ORDER = ("completed", "closing", "running", "delayed", "dissolved", "planned")

BAR_WIDTH = 120


@register.filter
def article(rule: Words) -> str:
    """Return an article of a law or covenant in the language of the page."""
    return say_article(str(rule))


_CODE = re.compile(r"\b[A-Z][A-Za-z0-9]{0,9}(?:-[A-Z0-9]{1,10})+\b")


@register.filter
def unbroken(text: Words) -> SafeString:
    """Keep each code in a text on one line: “S-D” is never broken at its hyphen."""
    written = _CODE.sub(lambda code: f'<span class="vw-unbroken">{code[0]}</span>', escape(str(text)))
    return mark_safe(written)  # noqa: S308  # escaped before


@register.simple_tag
def options(items: Iterable[Mapping[str, Any]]) -> SafeString:
    """Write what can be chosen from a list: `value`, `label`, `selected`; there may be thousands."""
    return mark_safe(  # noqa: S308  # every value is escaped
        "".join(
            f'<option value="{escape(str(item["value"]))}"{" selected" if item["selected"] else ""}>'
            f"{escape(str(item['label']))}</option>"
            for item in items
        )
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite; the word beside it carries the meaning."""
    return _mark("icon", name=name)


@register.simple_tag
def state(status: str, word: Words = "", *, size: str = "") -> SafeString:
    """Show how an activity stands: icon and word in a badge. `size="large"` for the answer of a page."""
    return _mark("state", status=status, word=str(word or STATES.get(status, status)), size=size)


@register.simple_tag
def judgement(verdict: str, word: Words = "") -> SafeString:
    """Show a judgement, or whether a goal was reached: icon and bold word, without a box."""
    look = LOOK_OF_VERDICT.get(verdict, verdict)
    return _mark("judgement", look=look, word=str(word or VERDICTS.get(verdict, verdict)))


@register.simple_tag
def ground(ground: str, base: str = "own", word: str = "", *, own: bool = False) -> SafeString:
    """Show on what a sentence rests; joined with “published” when that is its base, and with “own data” if asked."""
    said, shown = word or str(WORDS_OF_GROUNDS.get(ground, "")).lower(), own and base == "own"
    return _mark("ground", ground=ground, word=said, published=base == "published", own=shown, language=get_language())


@register.simple_tag
def use_as_evidence(
    base: str, kind: str, identifier: object, what: Words = "", *, place_kind: str = "", place: str = ""
) -> SafeString | str:
    """Lead to a finding that takes what stands here as evidence; `base` is `frame.use_url`, empty for others."""
    url = use_address(base, kind, identifier, place_kind, place)
    return render_to_string("components/use_as_evidence.html", {"url": url, "what": str(what)}) if url else ""


# A text that is safe and one that is not are told apart.
@lru_cache(maxsize=2_000, typed=True)
def _mark(template: str, /, **values: str | bool | None) -> SafeString:
    """Render a mark that says the same each time: a page holds hundreds of them."""
    return render_to_string(f"components/{template}.html", values)


@register.inclusion_tag("components/source_link.html")
def source_link(source: Any) -> dict[str, Any]:
    """Link the place in a source: label, url, title; without an url only the words."""
    return {"source": source}


@register.inclusion_tag("components/evidence.html")
def evidence(rows: Iterable[Any]) -> dict[str, Any]:
    """Show pieces of evidence in one line: each ground once, followed by the places that share it."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        groups.setdefault((_read(row, "ground"), _read(row, "base")), []).append(row)
    return {
        "groups": [
            {"ground": ground, "base": base, "published": base == "published", "rows": rows}
            for (ground, base), rows in groups.items()
        ]
    }


@register.inclusion_tag("components/tally.html")
def tally(parts: Sequence[Mapping[str, Any]], label: Words = "") -> dict[str, Any]:
    """Show how many stand how: a bar by share with each number and word, which may lead to them, below its part."""
    present = [part for part in parts if part["count"]]
    total = sum(part["count"] for part in present)
    shown = [
        {
            "status": part["status"],
            "count": part["count"],
            "word": part.get("word") or STATES.get(part["status"], part["status"]),
            "url": part.get("url", ""),
            "share": max(1, round(100 * part["count"] / total)),
        }
        for part in sorted(present, key=_place_in_tally)
    ]
    return {"parts": shown, "label": label}


def _place_in_tally(part: Mapping[str, Any]) -> int:
    status = part["status"]
    return TALLY_ORDER.index(status) if status in TALLY_ORDER else len(TALLY_ORDER)


@register.inclusion_tag("components/term.html")
def term(days: int, agreed: int | None = None, scale: int = 0, words: Words = "") -> dict[str, Any]:
    """Show waiting against what was agreed: a bar with a tick, and the same in words. One scale a column."""
    longest = scale or round(max(days, agreed or 0) * 1.15) or 1
    return {
        "days": days,
        "agreed": agreed,
        "words": words,
        "late": is_late(days, agreed),
        "width": BAR_WIDTH,
        "filled": min(BAR_WIDTH, round(BAR_WIDTH * days / longest)),
        "tick": min(BAR_WIDTH - 2, round(BAR_WIDTH * agreed / longest)) if agreed is not None else None,
    }


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, *, optional_mark: bool = True) -> dict[str, Any]:
    """Show one field of a form: label, description, mistake, and the control that they describe."""
    widget = bound.field.widget
    is_group = isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple)
    described_by = []
    if bound.help_text:
        described_by.append(f"{bound.auto_id}_helptext")
    if bound.errors:
        described_by.append(f"{bound.auto_id}_error")
    attributes: dict[str, str | bool] = {"class": _control_class(bound)}
    if is_group:
        # The choices of a group are drawn one by one, and take their attributes from the widget.
        widget.attrs.update(attributes)
    if described_by and not is_group:
        attributes["aria-describedby"] = " ".join(described_by)
    return {
        "field": bound,
        "is_group": is_group,
        "is_box": isinstance(widget, widgets.CheckboxInput),
        "described_by": " ".join(described_by),
        "control": bound.as_widget(attrs=attributes),
        "optional": optional_mark
        and not bound.field.required
        and not getattr(bound.field, "asked_by_rule", False)
        and not isinstance(widget, widgets.CheckboxInput),
    }


@register.inclusion_tag("components/form_fields.html")
def form_fields(form: BaseForm, *, heading: Words = "") -> dict[str, Any]:
    """Show what is wrong with a form, and then all its fields in their order."""
    return {"form": form, "heading": heading}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm, heading: Words = "") -> dict[str, Any]:
    """Say above a form what has to be mended, each mistake with a link to its field."""
    mistakes = [
        {"text": text, "label": form[name].label, "target": form[name].id_for_label or form[name].auto_id}
        for name, texts in form.errors.items()
        if name != "__all__"
        for text in texts
    ]
    return {"mistakes": mistakes, "general": form.non_field_errors(), "heading": heading}


def _control_class(bound: BoundField) -> str:
    widget = bound.field.widget
    match widget:
        case widgets.RadioSelect() | widgets.CheckboxInput() | widgets.CheckboxSelectMultiple():
            name = "vw-choice"
        case widgets.Textarea():
            name = "utrecht-textarea"
        case widgets.Select():
            name = "utrecht-select"
        case _:
            name = "utrecht-textbox"
    own = str(widget.attrs.get("class", ""))
    invalid = f"{name}--invalid" if bound.errors else ""
    return " ".join(part for part in (name, invalid, own) if part)


def _read(row: Any, name: str) -> str:
    value = row.get(name, "") if isinstance(row, Mapping) else getattr(row, name, "")
    return str(value or "")
