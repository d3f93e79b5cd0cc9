"""What fills the holes of a finding, in the language of its sentence, and why a sentence of one is refused."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from vlechtwerk.domains.evaluation.words.shares import say_count, say_percentage
from vlechtwerk.domains.partnership.words import say_date
from vlechtwerk.engines.documents.findings.holes import Form
from vlechtwerk.engines.documents.findings.judging import Objection
from vlechtwerk.engines.statistics.amount_scale import DEFAULT_SCALE, Amount, AmountScale, AmountStep, word_for
from vlechtwerk.engines.statistics.shares import Showing, showing_of
from vlechtwerk.foundation.evidence.address import Ground, Telling

AMOUNTS: Mapping[Amount, Promise] = {
    Amount.NONE: gettext_lazy("none"),
    Amount.A_FEW: gettext_lazy("one or two"),
    Amount.MINORITY: gettext_lazy("a minority"),
    Amount.ABOUT_HALF: gettext_lazy("about half"),
    Amount.MAJORITY: gettext_lazy("a majority"),
    Amount.LARGE_MAJORITY: gettext_lazy("a large majority"),
    Amount.NEARLY_ALL: gettext_lazy("nearly all"),
    Amount.ALL: gettext_lazy("every one"),
}
# How a form is named in a sentence of each language, for who writes one.
HOLE_NAMES: Mapping[str, Mapping[Form, str]] = {
    "nl": {
        Form.SHARE: "aandeel", Form.WORD: "woord", Form.COUNT: "aantal", Form.FIGURE: "cijfer",
        Form.SEVERAL: "meerdere", Form.QUOTE: "citaat", Form.STATUS: "stand", Form.DATE: "datum",
        Form.LEAD_TIME: "doorlooptijd", Form.DECISION: "besluit", Form.CHANGE: "verandering",
        Form.STEP: "sprong",
        Form.STATEMENT: "stelling", Form.CODE: "code", Form.TIME: "tijd",
    },
    "en": {
        Form.SHARE: "share", Form.WORD: "word", Form.COUNT: "count", Form.FIGURE: "figure", Form.SEVERAL: "several",
        Form.QUOTE: "quote", Form.STATUS: "status", Form.DATE: "date", Form.LEAD_TIME: "lead time",
        Form.DECISION: "decision", Form.CHANGE: "change", Form.STEP: "step",
        Form.STATEMENT: "statement", Form.CODE: "code",
        Form.TIME: "time",
    },
}  # fmt: skip
# How it is told what those who were asked agree with, and what someone says; never round words of the writer.
AGREE: Mapping[str, str] = {
    "nl": "{hole} van de respondenten is het eens met {said}.",
    "en": "{hole} of the respondents agree with {said}.",
}
# How it is told that people spoke about a code, and where the time of staff went.
MENTION: Mapping[str, Mapping[Form, str]] = {
    "nl": {
        Form.SEVERAL: "{hole} geïnterviewden noemen {said}.",
        Form.WORD: "{hole} van de geïnterviewden noemt {said}.",
        Form.COUNT: "{hole} van de geïnterviewden noemt {said}.",
    },
    "en": {
        Form.SEVERAL: "{hole} interviewees mention {said}.",
        Form.WORD: "{hole} of the interviewees mention {said}.",
        Form.COUNT: "{hole} of the interviewees mention {said}.",
    },
}
TIME: Mapping[str, str] = {
    "nl": "Medewerkers zeggen dat van hun tijd {hole}.",
    "en": "Staff say that of their time {hole}.",
}
SAYS: Mapping[str, str] = {"nl": "Een geïnterviewde zegt: {said}", "en": "An interviewee says: {said}"}
# Why the words at fault are refused; the words themselves stand before it.
WHY: Mapping[Objection, Promise] = {
    Objection.NO_HOLE: gettext_lazy("is no hole. Write what fills it and the number of the evidence: {aandeel 1}."),
    Objection.UNKNOWN_EVIDENCE: gettext_lazy("points at evidence that this finding does not have."),
    Objection.FORM_NOT_CARRIED: gettext_lazy("asks what this evidence does not tell."),
    Objection.SUPPRESSED: gettext_lazy("would tell of so few people that someone could be known by it."),
    Objection.TOO_FEW_PEOPLE: gettext_lazy("needs at least three people, from at least two organisations."),
    Objection.SHARE_OF_INTERVIEWS: gettext_lazy("would be a percentage of interviews, which is never told."),
    Objection.COUNT_OF_PUBLISHED: gettext_lazy("asks an amount that the source does not give: its scale is unknown."),
    Objection.SOURCE_MISSING: gettext_lazy("is a figure or a quotation of which the source is not known."),
    Objection.OTHER_GROUND: gettext_lazy("is evidence on another ground than that of the finding."),
    Objection.OTHER_BASE: gettext_lazy("mixes own data with what was published."),
    Objection.OTHER_THAN_ASKED: gettext_lazy("The sentence tells something else than what people answered to."),
    Objection.COUNT_MISSING: gettext_lazy("The sentence does not tell how many say so, which the evidence knows."),
    Objection.OTHER_THAN_CODED: gettext_lazy(
        "The sentence tells more than this evidence: only that people mentioned it, or where their time went."
    ),
    Objection.OTHER_SPEAKER: gettext_lazy(
        "The sentence puts the words of one person in the mouth of others. Name the speaker as “an interviewee”, "
        "with the level behind it if you like."
    ),
    Objection.OTHER_PEOPLE: gettext_lazy(
        "The sentence tells the amount of others than were asked. Write “of the respondents” or “of the interviewees”."
    ),
    Objection.HOLE_MISSING: gettext_lazy("The sentence does not tell what its evidence says."),
    Objection.OTHER_LETTERS: gettext_lazy("has letters of another alphabet. Type it again."),
    Objection.TYPED_FIGURE: gettext_lazy("is typed. Choose the evidence, and it is filled in."),
    Objection.TYPED_AMOUNT: gettext_lazy("is a typed word for an amount. Choose the evidence, and it is filled in."),
    Objection.NO_GROUND: gettext_lazy("Choose on which ground it is known."),
    Objection.NOT_WORDED_AS_SAID: gettext_lazy(
        "The sentence tells an opinion as a fact. Say whose opinion it is: “… of the respondents think that”."
    ),
    Objection.SPEAKER_MISSING: gettext_lazy("The sentence does not say whose word it is: “By its own account, …”."),
    Objection.RESULT_TOLD_AS_FACT: gettext_lazy("tells a result that nobody says in this sentence."),
    Objection.NOTHING_COUNTED: gettext_lazy(
        "A sentence on a register tells what stands in it: a count, a date, a status or a lead time. Add one."
    ),
    Objection.NOTHING_MEASURED: gettext_lazy(
        "A sentence on a measurement tells what was measured: a figure or a quotation. That there was no difference "
        "may be told with the day of the source."
    ),
    Objection.CHANGE_NOT_COMPARED: gettext_lazy(
        "tells that a count rose or fell. That takes two periods as long, counted by one definition: compare them on "
        "the page of the count, use that as evidence, and write {verandering 1}."
    ),
    Objection.EFFECT_CLAIMED: gettext_lazy("tells a cause or an effect, which a register does not know."),
    Objection.CLAIM_WITHOUT_CHAIN: gettext_lazy(
        "tells an effect. That takes a chain of contribution: evidence for each link, other explanations weighed, and "
        "a verdict."
    ),
    Objection.CHAIN_INCOMPLETE: gettext_lazy("tells an effect, and its chain of contribution is not complete."),
    Objection.STRONGER_THAN_DESIGN: gettext_lazy(
        "is stronger than the design behind it allows (Maryland scale): at level 1 and 2 it “goes together with”, at 3 "
        "“it is plausible that”, from 4 on it “has led to”."
    ),
}
# Objections to a whole sentence: its words are not repeated before them.
OF_THE_WHOLE = frozenset(
    {
        Objection.NO_GROUND,
        Objection.NOT_WORDED_AS_SAID,
        Objection.SPEAKER_MISSING,
        Objection.NOTHING_COUNTED,
        Objection.NOTHING_MEASURED,
        Objection.OTHER_THAN_ASKED,
        Objection.COUNT_MISSING,
        Objection.OTHER_THAN_CODED,
        Objection.OTHER_SPEAKER,
        Objection.OTHER_PEOPLE,
        Objection.HOLE_MISSING,
    }
)
# On which grounds the words at fault could stand.
NEEDS: Mapping[Objection, tuple[Ground, ...]] = {
    Objection.NOT_WORDED_AS_SAID: (Ground.REGISTER, Ground.MEASURED_EFFECT),
    Objection.SPEAKER_MISSING: (Ground.REGISTER, Ground.MEASURED_EFFECT),
    Objection.RESULT_TOLD_AS_FACT: (Ground.MEASURED_EFFECT,),
    Objection.EFFECT_CLAIMED: (Ground.MEASURED_EFFECT,),
}


@cache
def default_scale(language: str) -> AmountScale:
    """Return the default table (d13) with its words in a language."""
    with override(language):

        def word(amount: str) -> str:
            return str(AMOUNTS[Amount(amount)])

        return AmountScale(
            word(DEFAULT_SCALE.none),
            word(DEFAULT_SCALE.few),
            DEFAULT_SCALE.few_at_most,
            tuple(AmountStep(word(step.word), step.share, step.above) for step in DEFAULT_SCALE.steps),
            word(DEFAULT_SCALE.all),
        )


def say_scale(scale: AmountScale) -> list[tuple[str, str]]:
    """Return each word of a scale with when it is used, from nobody to all, as it is printed."""
    lines = [(scale.none, _("nobody")), (scale.few, _("at most %(most)s people") % {"most": scale.few_at_most})]
    for step, after in zip(scale.steps, [*scale.steps[1:], None], strict=True):
        words = {
            "from": say_percentage(step.share),
            "until": say_percentage(after.share if after else Fraction(1)),
        }
        lines.append((step.word, (_("more than %(from)s") if step.above else _("from %(from)s")) % words
                      if after is None else _("%(from)s to %(until)s") % words))  # fmt: skip
    return [*lines, (scale.all, _("everybody"))]


def say_in_hole(form: Form, told: Telling, scale: AmountScale) -> str:
    """Say what fills a hole, in the present language; the empty text when the evidence does not tell it."""
    if form in (Form.SHARE, Form.WORD) and (told.part is None or not told.whole):
        return ""
    match form:
        case Form.SHARE:
            return _say_share(told.part or 0, told.whole or 0)
        case Form.WORD:
            return word_for(told.part or 0, told.whole or 0, scale)
        case Form.COUNT:
            return "" if told.part is None else number_format(told.part, force_grouping=True)
        case Form.FIGURE:
            return told.figure
        case Form.SEVERAL:
            return _("several")
        case Form.QUOTE:
            return f"“{told.quoted}”" if told.quoted else ""
        case Form.STATUS:
            return told.status[:1].lower() + told.status[1:]
        case Form.DATE:
            return say_date(told.day)
        case Form.LEAD_TIME:
            return "" if told.days is None else ngettext("%(days)s day", "%(days)s days", told.days) % {
                "days": told.days
            }  # fmt: skip
        case Form.DECISION:
            return f"“{told.decision}”" if told.decision else ""
        case Form.CHANGE:
            return told.change
        case Form.STEP:
            return told.step
        case Form.STATEMENT:
            return _say_asked(told)
        case Form.CODE:
            return f"“{told.about}”" if told.about else ""
        case Form.TIME:
            return told.time


def _say_asked(told: Telling) -> str:
    """Say what people were asked; the full stop belongs to the sentence in which it stands."""
    said = f"“{told.asked.strip().removesuffix('.')}”" if told.asked else ""
    return _("%(statement)s (in our words)") % {"statement": said} if said and told.in_our_words else said


def _say_share(part: int, n: int) -> str:
    """Say a share as it stands in a sentence (d3): a count below ten answers, above with the count behind it."""
    count = say_count(part, n)
    return count if showing_of(n) is Showing.COUNTS else f"{say_percentage(Fraction(part, n))} ({count})"
