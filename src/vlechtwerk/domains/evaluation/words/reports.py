"""The words of the report of an evaluation: grounds, why a sentence is refused, and what no longer holds of a file."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.evaluation.evidence import FINDING
from vlechtwerk.domains.evaluation.words.findings import WHY as WHY_OF_FINDINGS
from vlechtwerk.engines.documents.evaluation_report.manifest import Mistake
from vlechtwerk.engines.documents.evaluation_report.told import Objected, Objection, Told
from vlechtwerk.engines.documents.findings.judging import Objection as OfFindings
from vlechtwerk.foundation.evidence.address import Base, Ground
from vlechtwerk.foundation.evidence.models import GROUNDS

# Kinds of what is told that stand beside it in another way.
GOAL = "goal"
WHY: Mapping[Objection, Promise] = {
    Objection.UNKNOWN_HOLE: gettext_lazy("“%(at)s” leads to nothing that is known in this evaluation."),
    Objection.NOT_ALONE: gettext_lazy("“%(at)s” is a whole sentence: put it by itself, without words around it."),
    Objection.TOO_LONG: gettext_lazy("The sentence that begins with “%(at)s” is too long. Cut it in shorter ones."),
    Objection.TYPED_FIGURE: gettext_lazy("“%(at)s” is typed. Fill it in from its source, or put it in a finding."),
    Objection.AMOUNT_WORD: gettext_lazy("“%(at)s” is a typed word for an amount. Only a finding tells how many."),
    Objection.AMOUNT_DOES_NOT_FIT: gettext_lazy(
        "“%(at)s” does not fit the number beside it; that would be “%(told)s”."
    ),
    Objection.RESULT_VERB: gettext_lazy(
        "“%(at)s” tells a result or a cause. Only a finding does so, on evidence that carries it."
    ),
    Objection.STATUS_TYPED: gettext_lazy(
        "“%(at)s” tells how far something is. A status is filled in from the register: use the part {part statuses} of "
        "the chapter on activities."
    ),
    Objection.ALL_DISPUTED: gettext_lazy("“%(at)s” speaks of all, while a source here disagrees."),
    Objection.WITHOUT_EVIDENCE: gettext_lazy("“%(at)s” has no evidence that speaks for it."),
    Objection.NOT_APPROVED: gettext_lazy("“%(at)s” is not approved (%(told)s)."),
    Objection.SOURCE_CHANGED: gettext_lazy("A source of “%(at)s” changed after it was approved: %(told)s."),
    Objection.FORM_NOT_ALLOWED: gettext_lazy("“%(at)s” has a form that its ground does not allow. %(told)s"),
    Objection.SUPPRESSED: gettext_lazy("“%(at)s” would tell of so few people that someone could be known by it."),
    Objection.PERSONAL: gettext_lazy("“%(at)s” gives someone away. A report of an evaluation names nobody."),
}
WORDS_OF_MISTAKES: Mapping[Mistake, Promise] = {
    Mistake.NOT_A_MANIFEST: gettext_lazy("This file carries no manifest of a report of an evaluation."),
    Mistake.DAMAGED: gettext_lazy(
        "At this place the manifest has something that no report has: unknown, twice, too much, too long or of another "
        "kind. So nothing of it was looked at."
    ),
    Mistake.UNKNOWN_REPORT: gettext_lazy("This project has no evaluation of which this is a report."),
    Mistake.TAKEN_BACK: gettext_lazy(
        "This report was taken back, as consent for words in it was withdrawn. Do not keep this copy."
    ),
    Mistake.NOT_AS_MADE: gettext_lazy("This is not as it was made."),
    Mistake.FILE_CHANGED: gettext_lazy("This file does not say what its manifest does: someone changed it since."),
    Mistake.LINE_DIFFERS: gettext_lazy("In this file stands something else than in the report."),
    Mistake.LINE_REMOVED: gettext_lazy("This stands in the report, and not in this file."),
    Mistake.LINE_ADDED: gettext_lazy("This stands in this file, and not in the report."),
    Mistake.LINES_NOT_COMPARED: gettext_lazy(
        "The sentences and rows of this file were not compared: they are too many, or can't be read. So which of them "
        "were changed is not told."
    ),
    Mistake.NEVER_FROZEN: gettext_lazy("It says that it was frozen. No report was frozen here with this manifest."),
    Mistake.FIGURE_DIFFERS: gettext_lazy("Computed again, this figure is another one."),
    Mistake.WORDS_DIFFER: gettext_lazy("Built again, this is worded otherwise."),
    Mistake.SOURCE_CHANGED: gettext_lazy("A source of this was changed since the report was built."),
    Mistake.SOURCE_GONE: gettext_lazy("A source of this can no longer be found."),
    Mistake.NO_LONGER_TOLD: gettext_lazy("Built again, this is not told any more."),
    Mistake.TOLD_SINCE: gettext_lazy(
        "Built again, this is told as well: it was registered since, or left out of this file."
    ),
}
# What says that a file is no report of this project, so that nothing was looked at.
NOT_OURS = frozenset({Mistake.NOT_A_MANIFEST, Mistake.DAMAGED, Mistake.UNKNOWN_REPORT})


def say_ground(ground: str) -> str:
    """Return a ground in a word, within a sentence."""
    return str(dict(GROUNDS).get(ground, "")).lower()


def say_ground_and_base(ground: Ground, base: Base) -> str:
    """Return what stands beside a sentence: “opinion · published”."""
    words = [say_ground(ground)] if ground else []
    if base == Base.PUBLISHED:
        words.append(_("published"))
    return " · ".join(words) or _("ground not told")


def say_resting(told: Told) -> str:
    """Return on what something rests: its ground and base, or that it is what the plan states."""
    if told.kind != GOAL or told.ground:
        return say_ground_and_base(told.ground, told.base)
    return " · ".join([_("from the plan"), *([_("published")] if told.base == Base.PUBLISHED else [])])


def say_beside(told: Told) -> str:
    """Return what stands beside something that is told: on what it rests, and the code of a finding."""
    if told.kind == FINDING:
        return f"{told.title} · {say_resting(told)}"
    places = [one.label for one in told.sources if one.label and not one.contradicts]
    if told.kind == GOAL and places:
        return f"{say_resting(told)} · {places[0]}"
    return say_resting(told)


def say_objection(one: Objected) -> str:
    """Say why a report can't be built with these words."""
    told = one.told
    if one.objection is Objection.FORM_NOT_ALLOWED and told in {item.value for item in OfFindings}:
        told = str(WHY_OF_FINDINGS[OfFindings(told)])
    return (str(WHY[one.objection]) % {"at": one.at, "told": told}).strip()
