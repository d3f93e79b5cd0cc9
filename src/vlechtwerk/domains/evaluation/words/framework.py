"""The words of the assessment framework that page, file, interface and command share."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.evaluation.models import CriterionMethod
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.engines.framework.defects import Defect, DefectKind, ProposedAct
from vlechtwerk.foundation.evidence.address import Stance

BAR_PARTS: Mapping[str, Promise] = {
    "norm": gettext_lazy("the norm"),
    "wording": gettext_lazy("the question"),
    "baseline": gettext_lazy("the baseline"),
    "goal": gettext_lazy("the goal that it is about"),
}
DEFECTS: Mapping[DefectKind, Promise] = {
    DefectKind.TWINS: gettext_lazy("Twins"),
    DefectKind.SEVERAL_CONDITIONS: gettext_lazy("Several conditions in one"),
    DefectKind.NO_METHOD: gettext_lazy("No method"),
    DefectKind.METHOD_DOES_NOT_FIT: gettext_lazy("Method does not fit"),
    DefectKind.NO_NORM: gettext_lazy("No norm"),
    DefectKind.NORM_SAYS_NOTHING: gettext_lazy("Norm that says nothing"),
    DefectKind.NO_BASELINE: gettext_lazy("No baseline"),
    DefectKind.BASELINE_SAYS_NOTHING: gettext_lazy("Baseline that says nothing"),
    DefectKind.SUBJECT_GONE: gettext_lazy("Subject no longer exists"),
    DefectKind.GOAL_MOVED: gettext_lazy("Goal has moved"),
    DefectKind.GOAL_UNMEASURED: gettext_lazy("Goal that nothing measures"),
    DefectKind.CODE_TWICE: gettext_lazy("Code used twice"),
    DefectKind.NO_VERB: gettext_lazy("Sentence without a verb"),
    DefectKind.NOTHING_COUNTABLE: gettext_lazy("Nothing that can be counted"),
    DefectKind.NO_DIRECTION: gettext_lazy("Number without a direction"),
}
PROPOSALS: Mapping[ProposedAct, Promise] = {
    ProposedAct.SPLIT: gettext_lazy("Ask each condition apart: %(texts)s"),
    ProposedAct.MERGE: gettext_lazy("Keep %(keep)s, and let the others go into it."),
    ProposedAct.RENAME: gettext_lazy("Print the codes with the letters of their list: %(plain)s."),
    ProposedAct.CHOOSE_METHOD: gettext_lazy("Choose how it is found out, for example: %(methods)s."),
    ProposedAct.WRITE_NORM: gettext_lazy("Fix from when on it is met, before the data are in."),
    ProposedAct.SAY_LEVEL: gettext_lazy(
        "Fix a norm that can be met or missed: how much, who, how often, by when, or what is there then."
    ),
    ProposedAct.MEASURE_BASELINE: gettext_lazy("Note how it was before, and on what that rests."),
    ProposedAct.SAY_HOW_IT_WAS: gettext_lazy("Note how it was, with a number or in words, and on what that rests."),
    ProposedAct.BIND_TO: gettext_lazy("Bind it to what took its place: %(subject)s."),
    ProposedAct.CLOSE: gettext_lazy("Close it, or bind it to something that is there."),
    ProposedAct.REWRITE_FOR_GOAL: gettext_lazy("Word it for the goal as it is now."),
    ProposedAct.ADD_CRITERION: gettext_lazy("Add a criterion that measures it."),
    ProposedAct.WRITE_VERB: gettext_lazy("Word it with a verb: %(texts)s"),
    ProposedAct.NAME_WHAT_IS_COUNTED: gettext_lazy("Name what is counted, and in which register."),
    ProposedAct.ASK_DIRECTION: gettext_lazy("Ask whether it rose or fell: %(texts)s"),
}
STANDINGS: Mapping[str, Promise] = {
    "judged": gettext_lazy("Judged"),
    "judged_before": gettext_lazy("Judged before the bar was changed: judge it anew"),
    "not_to_be_judged": gettext_lazy("Not to be judged"),
    "can_be_judged": gettext_lazy("Can be judged now"),
    "no_norm": gettext_lazy("No norm yet"),
    "no_source": gettext_lazy("No source yet"),
    "no_data": gettext_lazy("No data yet"),
}
MOVES: Mapping[str, Promise] = {
    "nobody": gettext_lazy("Nobody: it is judged"),
    "evaluators": gettext_lazy("The evaluators"),
    "round": gettext_lazy("The evaluators: hold a round with this statement and publish its result"),
    "team": gettext_lazy("The team: say how the activity stands"),
    "body": gettext_lazy("The body: decide on what was asked"),
    "register": gettext_lazy("Who keeps the register: draw the number"),
    "checker": gettext_lazy("Another evaluator: check the judgement"),
    "hidden": gettext_lazy("Only evaluators read this"),
}
TIMINGS: Mapping[str, Promise] = {
    "before": gettext_lazy("fixed before the first data"),
    "after": gettext_lazy("fixed after the first data"),
    "no_data": gettext_lazy("fixed before the data: there are none yet"),
    "unknown": gettext_lazy("not known whether that was before the first data"),
    "hidden": gettext_lazy("whether that was before the first data, evaluators see"),
}
OTHER_METHOD = gettext_lazy("Another way")


def label_of_method(method: str) -> str:
    """Return the name of a method of criteria, or that it is another way."""
    return str(CriterionMethod(method).label) if method in CriterionMethod.values else str(OTHER_METHOD)


def say_methods(methods: Iterable[str]) -> str:
    """Return methods within a sentence: survey and interviews."""
    return join_and([label_of_method(method).lower() for method in methods])


def say_agreement(methods: Mapping[str, Sequence[str]]) -> str:
    """Say whether methods point the same way, from how each spoke when it was judged: to every reader the same.

    It agrees with the strength of the evidence: what came another way makes nothing strong.
    """
    # A database that keeps values as JSON keeps no order of names.
    order = [*CriterionMethod.values, *(method for method in methods if method not in CriterionMethod.values)]
    spoken = {method: set(methods[method]) for method in order if methods.get(method)}
    if not spoken:
        return _("Nothing has been weighed yet.")
    if len(set().union(*spoken.values())) > 1:
        words = {
            "for": say_methods(method for method, stances in spoken.items() if Stance.SUPPORTS in stances),
            "against": say_methods(method for method, stances in spoken.items() if Stance.CONTRADICTS in stances),
        }
        return _("They do not agree. For it: %(for)s; against it: %(against)s.") % words
    known = [method for method in spoken if method in CriterionMethod.values]
    names = say_methods(known or spoken)
    if len(known) > 1:
        return _("%(names)s point the same way.") % {"names": f"{names[:1].upper()}{names[1:]}"}
    return _("Only one method tells something: %(names)s.") % {"names": names}


def say_proposal(defect: Defect) -> str:
    """Say what is proposed for a defect."""
    proposal = defect.proposal
    quoted = [f"“{text}”" for text in proposal.texts]
    words = {
        "texts": join_and(quoted) if quoted else _("see the criterion"),
        "plain": join_and(list(proposal.texts)) if proposal.texts else _("see the lists"),
        "keep": proposal.keep,
        "methods": say_methods(one.value for one in proposal.methods) or _("an interview"),
        "subject": proposal.subject.name if proposal.subject else "",
    }
    return str(PROPOSALS[proposal.act]) % words
