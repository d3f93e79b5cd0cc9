"""Load for the report of an evaluation: what sources state by themselves, what is not known, and words of chapters."""

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationQuestion, Language, SourceSentence
from vlechtwerk.domains.evaluation.operations import answers
from vlechtwerk.domains.evaluation.operations.published import record_source_sentence
from vlechtwerk.domains.evaluation.operations.reports import write_chapter
from vlechtwerk.domains.evaluation.queries.report.chapters import find_chapter
from vlechtwerk.domains.evaluation.rules.published import SentenceTold
from vlechtwerk.foundation.evidence.address import Ground


def load_evaluation_report(file: Block, loading: Loading) -> None:
    """Load what the report of each evaluation tells besides what is registered elsewhere."""
    for block in file.blocks("evaluations"):
        evaluation = block.one_of("evaluation", loading.evaluations)
        if evaluation is None:
            raise block.wrong("evaluation", "A report is of an evaluation.")
        questions = {one.code: one for one in evaluation.questions.all()}
        for item in block.blocks("sentences"):
            _sentence(item, evaluation, questions, loading)
        for item in block.blocks("gaps"):
            _gap(item, questions, loading)
        for item in block.blocks("chapters"):
            _chapter(item, evaluation, loading)
        block.finish()


def _sentence(block: Block, evaluation: Evaluation, questions: dict[str, EvaluationQuestion], loading: Loading) -> None:
    told = SentenceTold(
        block.text("code"),
        block.text("text"),
        block.choice("ground", Ground),
        block.choice("kind", SourceSentence.Kind, SourceSentence.Kind.SENTENCE),
        block.one_of("question", questions),
    )
    evidence = loading.evidence(block)
    with place_of(block):
        record_source_sentence(evaluation, told, evidence=evidence, by=loading.by, at=loading.at)
    block.finish()


def _gap(block: Block, questions: dict[str, EvaluationQuestion], loading: Loading) -> None:
    question = block.one_of("question", questions)
    if question is None:
        raise block.wrong("question", "What is not known is of a question.")
    with place_of(block):
        answers.note_gap(question, block.text("text"), block.text("reason"), by=loading.by, at=loading.at)
    block.finish()


def _chapter(block: Block, evaluation: Evaluation, loading: Loading) -> None:
    chapter = block.text("chapter")
    if find_chapter(chapter) is None:
        raise block.wrong("chapter", f"A report has no chapter “{chapter}”.")
    language = block.choice("language", Language, Language.DUTCH)
    with place_of(block):
        write_chapter(evaluation, chapter, language, block.text("text"), 0, by=loading.by, at=loading.at)
    block.finish()
