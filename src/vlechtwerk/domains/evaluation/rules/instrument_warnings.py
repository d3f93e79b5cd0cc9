"""Which warnings about the wording of a statement its writer has not answered yet."""

from vlechtwerk.domains.evaluation.rules.questionnaire import AskedStatement
from vlechtwerk.engines.surveys.statement_wording import WarningKind, WordingWarning, warnings_about


def open_warnings(statement: AskedStatement) -> list[WordingWarning]:
    """Return the warnings that a statement leaves open: what its writer marked as meant so is not warned of again."""
    marked = {WarningKind.NEGATIVE: statement.negative, WarningKind.DOUBLE_BARRELLED: statement.double_barrelled}
    return [one for one in warnings_about(statement.text) if not marked.get(one.kind, False)]
