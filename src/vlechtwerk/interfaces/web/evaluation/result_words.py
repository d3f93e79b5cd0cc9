"""The words for what came out of a round: shares with their counts, amounts, groups, and what stands out."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Breakdown, Side
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead, StatementResult
from vlechtwerk.domains.evaluation.queries.standing_out import Kind, Proposal, StandingOut
from vlechtwerk.domains.evaluation.rules.figures import Group, Response
from vlechtwerk.domains.evaluation.rules.questionnaire import Texts, text_in
from vlechtwerk.domains.evaluation.words.shares import say_percentage, say_share
from vlechtwerk.domains.partnership.models import Body, Level, Organisation
from vlechtwerk.engines.statistics.amount_scale import Amount
from vlechtwerk.engines.statistics.shares import Showing, showing_of

AMOUNT_WORDS = {
    Amount.NONE: gettext_lazy("Nobody"),
    Amount.A_FEW: gettext_lazy("One or two people"),
    Amount.MINORITY: gettext_lazy("A minority"),
    Amount.ABOUT_HALF: gettext_lazy("About half"),
    Amount.MAJORITY: gettext_lazy("A majority"),
    Amount.LARGE_MAJORITY: gettext_lazy("A large majority"),
    Amount.NEARLY_ALL: gettext_lazy("Nearly everyone"),
    Amount.ALL: gettext_lazy("Everyone"),
}


def said(texts: Texts) -> str:
    """Return a text in the language of the page, or in Dutch."""
    return text_in(texts, get_language() or "nl")


def language_of(texts: Texts) -> str:
    """Return in which language `said` says a text."""
    language = get_language() or "nl"
    return language if texts.get(language) else "nl"


def say_response(response: Response) -> str:
    """Say how many took part, with the rates of reports: “28 of 31, 90%; of whom 23 complete, 74%”."""
    rates, population = response.rates, response.population
    if population is None:
        return ngettext("%(count)s person answered", "%(count)s people answered", response.took_part) % {
            "count": response.took_part
        }
    if not rates:
        return _("%(part)s of %(all)s answered") % {"part": response.took_part, "all": population}
    words = {"part": rates["RR2"].part, "all": population, "complete": rates["RR1"].part}
    if showing_of(population) is Showing.COUNTS:
        return _("%(part)s of %(all)s, of whom %(complete)s complete") % words
    shares = {"share": rates["RR2"].share, "complete_share": rates["RR1"].share}
    return _("%(part)s of %(all)s, %(share)s; of whom %(complete)s complete, %(complete_share)s") % {
        **words,
        **{name: say_percentage(share or Fraction(0)) for name, share in shares.items()},
    }


def say_population(response: Response) -> str:
    """Say that the whole group was asked, or that nobody knows here how many were."""
    if response.population is None:
        return _("How many people were asked is not known here, so no response can be computed.")
    return _("All %(count)s were asked: this is no sample.") % {"count": response.population}


def say_too_few(result: ResultAsRead) -> str:
    """Say why nothing of an anonymous round is shown that few people answered; nothing where enough did."""
    return next((reason.text for reason in result.without_forms if reason.code == "too_few_answers"), "")


def not_shown(result: ResultAsRead) -> str:
    """Say why something is not shown: the same words whatever the reason is, for the reason would tell."""
    return _("Not shown: group smaller than %(threshold)s, or traceable") % {"threshold": result.figures.threshold}


class GroupNames:
    """The names of groups: levels, organisations and bodies, read once."""

    def __init__(self) -> None:
        self._names: Mapping[str, Mapping[str, str]] = {
            Breakdown.LEVEL: {str(value): str(label) for value, label in Level.choices},
            Breakdown.ORGANISATION: dict(Organisation.objects.values_list("code", "name")),
            Breakdown.BODY: dict(Body.objects.values_list("code", "name")),
        }

    def of(self, group: Group) -> str:
        """Return the name of a group; of a cell of a cross both, with a dot between."""
        return " · ".join(self._names[breakdown].get(code, code) for breakdown, code in group)


def breakdown_words(group: Group) -> str:
    """Say by what a group is told apart; of a cell of a cross by both, with a dot between."""
    return " · ".join(str(Breakdown(breakdown).label) for breakdown, _code in group)


def side_words(side: Side) -> str:
    """Return what a side says of a statement: agrees, disagrees, in between."""
    return {Side.AGREE: _("agree"), Side.DISAGREE: _("disagree"), Side.NEUTRAL: _("in between")}[side]


def headline(one: StandingOut) -> str:
    """Say what stands out, as an opinion and never as a fact."""
    words = {
        "statement": said(one.statement.statement.short).rstrip("."),
        "amount": str(AMOUNT_WORDS[one.amount]),
        "part": one.part,
        "n": one.n,
    }
    match one.kind:
        case Kind.MORE_AGREE:
            return _("More people agree with “%(statement)s”") % words
        case Kind.FEWER_AGREE:
            return _("Fewer people agree with “%(statement)s”") % words
        case Kind.MANY_DISAGREE:
            return _("%(amount)s: disagree with “%(statement)s”") % words
        case Kind.MANY_DO_NOT_KNOW:
            return _("%(part)s of %(n)s do not know whether they agree with “%(statement)s”") % words
    return _("%(amount)s: agree with “%(statement)s”") % words


def below_headline(one: StandingOut) -> str:
    """Say the figures of what stands out."""
    if one.before is not None:
        words = {"before": say_share(*one.before), "now": say_share(one.part, one.n)}
        return _("%(before)s in the round before, %(now)s now.") % words
    if one.kind is Kind.MANY_DO_NOT_KNOW:
        return _("The most “don't know” of all statements.")
    return _("%(share)s, statement %(number)s.") % {
        "share": say_share(one.part, one.n),
        "number": one.statement.number,
    }


def say_proposal(one: Proposal) -> str:
    """Say the figures of a proposal."""
    return _("%(share)s %(side)s.") % {"share": say_share(one.part, one.n), "side": side_words(one.side)}


def statement_words(one: StatementResult) -> dict[str, str]:
    """Return the words of a statement, with the language they are in."""
    return {
        "number": str(one.number),
        "code": one.statement.code,
        "text": said(one.statement.text),
        "language": language_of(one.statement.text),
    }
