"""Whether a Word document may be the template of reports: given by evaluators, and it gives nobody away."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.documents.evaluation_report.judging import personal_in
from vlechtwerk.engines.documents.intake.types import MediaType
from vlechtwerk.foundation.refusal import Reason

# Every report carries it: no house style is larger.
MOST_MEGABYTES = 5


def reasons_against_changing_template(evaluation: Evaluation, *, by: Person, at: datetime) -> list[Reason]:
    """Return why no template can be given."""
    return reasons_against_evaluating(evaluation, by=by, at=at)


def reasons_against_leaving_template(
    evaluation: Evaluation, has_template: bool, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why the template can't be left."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if not has_template:
        reasons.append(Reason("no_template", _("This evaluation has no template of its own.")))
    return reasons


def reasons_against_template(evaluation: Evaluation, kind: MediaType, texts: Iterable[str]) -> list[Reason]:
    """Return why a document can't be a template: it is no Word document, or its text names a person of the project."""
    if kind is not MediaType.DOCX:
        return [Reason("no_word_document", _("A template is a Word document (.docx)."))]
    people = Person.objects.filter(project_id=evaluation.project_id, loads_cases=False)
    names = list(people.values_list("name", flat=True))
    found = dict.fromkeys(one.at for text in texts for one in personal_in(text, names))
    words = _("“%(who)s” stands in this template. A report names nobody: take it out.")
    return [Reason("names_a_person", words % {"who": who}, _("No person in a report")) for who in found]
