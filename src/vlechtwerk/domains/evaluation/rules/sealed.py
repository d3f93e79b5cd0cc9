"""What is sealed of one anonymous answer: the answers, remarks and groups of someone, and nothing of who it is."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from django.conf import settings

from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.engines.surveys.answers import Answer
from vlechtwerk.engines.surveys.packing import packed_length, unpack

LONGEST_REMARK = 1000
# UTF-8 takes four bytes a sign at most; a quote or a new line takes two in JSON.
_BYTES_A_SIGN = 4
_PER_REMARK = LONGEST_REMARK * _BYTES_A_SIGN + 64
# Names of the parts, the codes of three groups, and the sum against double sending.
_AROUND = 1024


@dataclass(frozen=True, slots=True)
class OpenedAnswer:
    """One answer as it is sealed; `packed` as `engines.surveys.packing` writes it, `once` the same for one person."""

    packed: bytes
    remarks: Mapping[str, str]
    level: str
    organisation: str
    body: str
    once: str

    def as_bytes(self) -> bytes:
        """Return what is sealed."""
        told = asdict(self) | {"packed": base64.b64encode(self.packed).decode()}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "OpenedAnswer":
        """Read what was sealed."""
        told = json.loads(content)
        return cls(**(told | {"packed": base64.b64decode(told["packed"])}))


def length_of(questionnaire: AskedQuestionnaire) -> int:
    """Return how many bytes every answer to a questionnaire is padded to, whatever is in it."""
    packed = packed_length(questionnaire.exchanged())
    return _AROUND + 2 * packed + _PER_REMARK * len(questionnaire.open_questions)


def about(of_round: UUID) -> bytes:
    """Return what ties a sealed answer to its round."""
    return f"round {of_round.hex}".encode()


def once(secret: bytes, respondent: UUID) -> str:
    """Return what is the same when one respondent sends twice; it tells nothing without the secret of the round."""
    return hmac.new(secret, respondent.bytes, hashlib.sha256).hexdigest()


def form_name(of_round: UUID, respondent: UUID) -> str:
    """Return under which name a browser keeps a half-filled form."""
    key = hmac.new(settings.SECRET_KEY.encode(), b"vlechtwerk.evaluation.answering", hashlib.sha256).digest()
    return hmac.new(key, f"form {of_round.hex} {respondent.hex}".encode(), hashlib.sha256).hexdigest()[:32]


def answers_in(questionnaire: AskedQuestionnaire, packed: bytes) -> dict[str, Answer]:
    """Return packed answers by the code of their statement; raises `ValueError` for those to something else."""
    codes = (statement.code for statement in questionnaire.statements)
    return dict(zip(codes, unpack(questionnaire.exchanged(), packed), strict=True))
