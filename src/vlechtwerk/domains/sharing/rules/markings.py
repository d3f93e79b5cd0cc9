"""Whether data may be given under a marking."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.words import reasons_of_clauses
from vlechtwerk.engines.policy.deciding import Decided
from vlechtwerk.engines.policy.facts import Category, DataLevel, Marked
from vlechtwerk.foundation.refusal import Reason


def reasons_against_marking(marked: Marked, decided: Decided) -> list[Reason]:
    """Return why data can't be given as they are marked: the clauses against it, or the lack of one.

    `decided`: what the grounds in force say of providing them.
    """
    if marked.category == Category.KNOWLEDGE and marked.level != DataLevel.KNOWLEDGE:
        words = _("Knowledge names nobody: choose the level knowledge, or the category that the data come from.")
        return [Reason("knowledge_names_nobody", words)]
    if decided.allowed:
        return []
    if decided.clauses:
        return reasons_of_clauses(decided.clauses)
    return [
        Reason(
            "not_yours_to_give",
            _("In your capacity you do not process data of this kind, so you can't give them."),
            _("Wpg article 1 and 46, AWR article 67, ADW article 1:33, Wjsg title 2A"),
        )
    ]
