"""What should work: by whom it is expected and on which link of the map, whether it is there, and what was judged."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.queries.report.live import Carried, Live
from vlechtwerk.domains.evaluation.rules.mechanism_state import ExplanationAsItStands, MechanismAsItStands
from vlechtwerk.domains.partnership.words import say_day
from vlechtwerk.domains.programme.words.designs import say_design
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Told
from vlechtwerk.engines.documents.report.contents import Paragraph
from vlechtwerk.foundation.evidence.address import Ground

MECHANISM, VERDICT = "mechanism", "mechanism_verdict"


def mechanisms_told(live: Live) -> LivePart:
    """Return of each mechanism what is expected, and what was judged of it once another has checked that."""
    if not live.mechanisms:
        return (Paragraph(_("Nothing was told of what should work."), quiet=True),)
    pairs = [pair for one in live.mechanisms for pair in (*one.expected_in, *one.all_evidence)]
    held: dict[UUID, list] = {}  # type: ignore[type-arg]  # links by what they hang on
    for link, _resolved in pairs:
        held.setdefault(link.holder_id, []).append(link)
    carried = live.carried_by(held)
    rows = [told for one in live.mechanisms for told in (_expected(live, one, carried), _judged(live, one, carried))]
    return (Group(tuple(rows)),)


def _key(live: Live, kind: str, one: MechanismAsItStands) -> str:
    return f"{kind}:{live.evaluation.code},{one.mechanism.code}"


def _title(one: MechanismAsItStands) -> str:
    return f"{one.mechanism.code}. {one.now.text}"


def _expected(live: Live, one: MechanismAsItStands, carried: Mapping[UUID, Carried]) -> Told:
    held = carried.get(one.now.id, Carried())
    link = _("a link that is no longer on the map (%(link)s)") % {"link": one.now.link}
    if one.link is not None:
        link = f"“{one.link.from_node.title} → {one.link.to_node.title}”"
    words = {
        "code": one.mechanism.code,
        "text": one.now.text.rstrip("."),
        "by": str(one.now.get_expected_by_display()).lower(),
        "link": link,
    }
    return Told(
        _key(live, MECHANISM, one), MECHANISM,
        _("%(code)s is expected by %(by)s, of %(link)s: %(text)s.") % words,
        held.ground, held.base, statement=one.now.text, title=_title(one), sources=held.sources,
        details=((_("Where it is expected"), held.places or _("not in a source")),),
    )  # fmt: skip


def _judged(live: Live, one: MechanismAsItStands, carried: Mapping[UUID, Carried]) -> Told:
    """Return the verdict that another checked; where none holds, that there is none."""
    verdict, key = one.verdict, _key(live, VERDICT, one)
    if verdict is None or verdict.checked_at is None:
        words = _("Of %(code)s no verdict was checked: it explains nothing yet.") % {"code": one.mechanism.code}
        return Told(key, VERDICT, words, Ground.NONE, title=_title(one))
    held = carried.get(one.mechanism.id, Carried())
    told = {
        "code": one.mechanism.code,
        "presence": str(verdict.get_presence_display()).lower(),
        "verdict": str(verdict.get_verdict_display()).rstrip("."),
        "evidence": _say_evidence(verdict.supports, verdict.contradicts, len(one.evidence)),
        "why": verdict.text.rstrip("."),
        "design": say_design(one.level_of(verdict)),
        "others": " ".join(_say_explanation(each) for each in one.explanations) or _("No other explanation was named."),
    }
    words = (
        _("%(code)s, whether it is there: %(presence)s. %(verdict)s. %(why)s. %(design)s %(evidence)s %(others)s")
        % told
    )
    checked = say_day(timezone.localdate(verdict.checked_at))
    others = [carried.get(each.versions[0].id, Carried()) for each in one.explanations]
    return Told(
        key, VERDICT, words, held.ground, held.base, value=str(verdict.get_verdict_display()), statement=one.now.text,
        title=_title(one), sources=(*held.sources, *(source for each in others for source in each.sources)),
        details=(
            (_("Checked"), _("by another than who judged, on %(day)s") % {"day": checked}),
            (_("Source"), held.places or _("not for every reader to see")),
            (_("Speaks against it"), held.against or _("nothing known")),
        ),
    )  # fmt: skip


def _say_evidence(supports: int, contradicts: int, shown: int) -> str:
    words = _("Evidence: %(number)s for, %(against)s against.") % {"number": supports, "against": contradicts}
    hidden = supports + contradicts - shown
    if hidden < 1:
        return words
    closed = ngettext(
        "%(number)s piece of it, from the fieldwork, is for its evaluators only.",
        "%(number)s pieces of it, from the fieldwork, are for its evaluators only.",
        hidden,
    )
    return f"{words} {closed % {'number': hidden}}"


def _say_explanation(each: ExplanationAsItStands) -> str:
    now = each.now
    words = {"text": now.text.rstrip("."), "weight": str(now.get_weight_display()).lower(), "why": now.why.rstrip(".")}
    said = _("Another explanation: %(text)s (%(weight)s).")
    return (_("Another explanation: %(text)s (%(weight)s: %(why)s).") if now.why else said) % words
