"""Which questions of its evaluation a session of fieldwork or a finding serves."""

from collections.abc import Iterable

from vlechtwerk.domains.evaluation.models import EvaluationQuestion, FieldworkSession, Finding


def serve(holder: FieldworkSession | Finding, questions: Iterable[EvaluationQuestion]) -> None:
    """Let it serve these questions, as part of an act, and no others any more; what it served before is kept."""
    wanted = {question.id: question for question in questions}
    for kept in holder.serves.all():
        is_wanted = wanted.pop(kept.question_id, None) is not None
        if kept.serves != is_wanted:
            kept.serves = is_wanted
            kept.save(update_fields=["serves"])
    for question in wanted.values():
        holder.serves.create(project_id=holder.project_id, evaluation_id=holder.evaluation_id, question=question)
