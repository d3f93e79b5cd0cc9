"""The answers of one respondent as bytes of a length that only the questionnaire decides, so that it tells nothing."""

from collections.abc import Sequence

from vlechtwerk.engines.surveys.answers import Answer, Missing
from vlechtwerk.engines.surveys.questionnaire import HIGHEST_VALUE, Questionnaire

# The first byte: in which way the rest is written.
VERSION = 1
_WIDTH = 2
# Above every value that a category can have.
_MISSING = {Missing.NOT_ANSWERED: 0xFFFF, Missing.DO_NOT_KNOW: 0xFFFE, Missing.USER_MISSING: 0xFFFD}
_READ = {number: missing for missing, number in _MISSING.items()}


def packed_length(questionnaire: Questionnaire) -> int:
    """Return how many bytes the answers to a questionnaire take, whatever they are: 1, and 2 per statement."""
    return 1 + _WIDTH * len(questionnaire.statements)


def pack(questionnaire: Questionnaire, answers: Sequence[Answer]) -> bytes:
    """Return one respondent's answers, in the order of the statements, as `packed_length` bytes.

    Raises `ValueError` for another number of answers, or a value that the statement's scale has not.
    """
    numbers = []
    for values, answer in zip(_values(questionnaire), answers, strict=True):
        if isinstance(answer, Missing):
            numbers.append(_MISSING[answer])
        elif answer in values:
            numbers.append(answer)
        else:
            raise ValueError("An answer lies outside the scale of its statement.")
    return bytes([VERSION]) + b"".join(number.to_bytes(_WIDTH, "big") for number in numbers)


def unpack(questionnaire: Questionnaire, content: bytes) -> tuple[Answer, ...]:
    """Return what `pack` wrote; raises `ValueError` for what it can't have written for this questionnaire."""
    if len(content) != packed_length(questionnaire) or content[0] != VERSION:
        raise ValueError("These are no answers to this questionnaire.")
    numbers = [int.from_bytes(content[place : place + _WIDTH], "big") for place in range(1, len(content), _WIDTH)]
    answers: list[Answer] = []
    for values, number in zip(_values(questionnaire), numbers, strict=True):
        if number > HIGHEST_VALUE:
            if number not in _READ:
                raise ValueError("These are no answers to this questionnaire.")
            answers.append(_READ[number])
        elif number in values:
            answers.append(number)
        else:
            raise ValueError("An answer lies outside the scale of its statement.")
    return tuple(answers)


def _values(questionnaire: Questionnaire) -> list[frozenset[int]]:
    scales = {scale.code: frozenset(category.value for category in scale.categories) for scale in questionnaire.scales}
    return [scales[statement.scale] for statement in questionnaire.statements]
