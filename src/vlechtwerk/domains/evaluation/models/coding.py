"""Texts of fieldwork, which never change, and what coders did in them. All of it is for the evaluators only."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation
from vlechtwerk.domains.evaluation.models.fieldwork import FieldworkSession, Participant
from vlechtwerk.domains.partnership.models import Person, Project, ProjectRecord
from vlechtwerk.foundation.database.fields import LONGEST_TEXT


class Transcript(ProjectRecord):
    """A text of a session exactly as it came in; its words stand in its passages, end to end."""

    class Kind(models.TextChoices):
        """What sort of text it is."""

        TRANSCRIPT = "transcript", _("Transcript")
        NOTES = "notes", _("Notes")
        DOCUMENT = "document", _("Document")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="transcripts")
    session = models.ForeignKey(FieldworkSession, on_delete=models.PROTECT, related_name="transcripts")
    code = models.SlugField(_("code"), max_length=30)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    # The name of the file it came in; empty: pasted.
    file_name = models.CharField(max_length=200, blank=True)
    # In code points.
    length = models.PositiveIntegerField()
    words = models.PositiveIntegerField()
    # SHA-256 of the text in UTF-8, as it came in.
    checksum = models.CharField(max_length=64)
    taken_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_in_at = models.DateTimeField()
    # Parts of it were removed, or all of it, since consent was withdrawn.
    removed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["evaluation_id", "code"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code"], name="text_code_is_unique_in_an_evaluation"),
            models.CheckConstraint(condition=Q(length__gte=1), name="text_of_fieldwork_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.code


class Passage(ProjectRecord):
    """A paragraph of a text with the line end behind it; a removed one keeps its place and has no words any more."""

    # There are hundreds of thousands: that a passage is of the evaluation and the project of its text implies the rest.
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    transcript = models.ForeignKey(
        Transcript, on_delete=models.PROTECT, related_name="passages", db_constraint=False, db_index=False
    )
    number = models.PositiveIntegerField()
    # Where it lies in the text, in code points; the end is not included.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    # Starts and ends of its sentences in turn, in the text; and the number of the first of them.
    sentences = ArrayField(models.PositiveIntegerField(), default=list)
    first_sentence = models.PositiveIntegerField()
    # Whose words these are, where the text says so; empty: not known, or the one who asks.
    speaker = models.ForeignKey(
        Participant, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
    is_removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["transcript_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["transcript", "number"], name="passages_of_a_text_follow_each_other"),
            models.UniqueConstraint(fields=["transcript", "start"], name="passages_begin_apart"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="passage_is_not_empty"),
            models.CheckConstraint(condition=Q(is_removed=False) | Q(text=""), name="removed_passage_has_no_words"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RemovedWords(ProjectRecord):
    """A keyed sum of words that were removed: by it they are known when they come in again. Nobody reads it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    # Whoever takes part in it can consent again; then the words may come back.
    session = models.ForeignKey(FieldworkSession, on_delete=models.PROTECT, related_name="+")
    sum = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["evaluation", "sum"], name="sums_of_removed_words")]

    def __str__(self) -> str:
        return str(self.id)


class Coder(ProjectRecord):
    """Whose codings they are: an evaluator's own, those settled together, or those of someone from a file."""

    class Kind(models.TextChoices):
        """Whose layer it is."""

        OWN = "own", _("Evaluator")
        SETTLED = "settled", _("Settled together")
        IMPORTED = "imported", _("From a file")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="coders")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["evaluation_id", "kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "person"], name="evaluator_codes_as_one_coder"),
            models.UniqueConstraint(fields=["evaluation"], condition=Q(kind="settled"), name="one_settled_coder"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Code(ProjectRecord):
    """A code of the code book of an evaluation, at the top or under another one."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="codes")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="below")
    name = models.CharField(_("code"), max_length=200)
    description = models.TextField(_("when it is given"), max_length=LONGEST_TEXT, blank=True)
    # #RRGGBB, or empty: that of the code above it.
    colour = models.CharField(_("colour"), max_length=7, blank=True, validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z")])
    order = models.PositiveIntegerField()
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["evaluation_id", "order", "id"]

    def __str__(self) -> str:
        return str(self.id)


class Coding(ProjectRecord):
    """A stretch of a text that a coder gave a code: from start until end (not included), in code points."""

    # As of a passage.
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    transcript = models.ForeignKey(Transcript, on_delete=models.PROTECT, related_name="codings", db_constraint=False)
    coder = models.ForeignKey(Coder, on_delete=models.PROTECT, related_name="codings", db_constraint=False)
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="codings", db_constraint=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    # Whose words it begins with, where the text says so; empty: those of who takes part in the session.
    speaker = models.ForeignKey(
        Participant, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
    coded_at = models.DateTimeField()
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["transcript_id", "start", "end", "id"]
        constraints = [models.CheckConstraint(condition=Q(start__lt=F("end")), name="coding_is_not_empty")]
        indexes = [
            models.Index(fields=["transcript", "start"], condition=Q(is_gone=False), name="codings_of_a_text"),
            models.Index(fields=["code", "transcript", "start"], condition=Q(is_gone=False), name="codings_of_a_code"),
            models.Index(fields=["evaluation"], condition=Q(is_gone=False), name="codings_of_an_evaluation"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Memo(ProjectRecord):
    """What an evaluator writes beside a code, a coding, a text or a session; the latest by someone counts."""

    class About(models.TextChoices):
        """What it is about."""

        CODE = "code", _("Code")
        CODING = "coding", _("Coding")
        TRANSCRIPT = "transcript", _("Text")
        SESSION = "session", _("Session")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=About.choices)
    about_id = models.UUIDField()
    # The text in which it lies; nothing for a memo about a code or a session.
    transcript = models.ForeignKey(Transcript, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("memo"), max_length=LONGEST_TEXT, blank=True)
    written_by = models.ForeignKey(Coder, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["about_id", "written_by"], name="one_memo_of_a_coder_about_a_thing")
        ]
        indexes = [models.Index(fields=["transcript"], name="memos_in_a_text")]

    def __str__(self) -> str:
        return str(self.id)


class CodingStep(ProjectRecord):
    """One act on codes or codings: what was and what became, so that it can be undone. It holds no words of a text."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    coder = models.ForeignKey(Coder, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=30)
    # See `rules/coding.py` for its shape.
    step = models.JSONField()
    taken_at = models.DateTimeField()
    undone_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undoes")

    class Meta:
        ordering = ["coder_id", "number"]
        constraints = [models.UniqueConstraint(fields=["coder", "number"], name="steps_of_a_coder_follow_each_other")]

    def __str__(self) -> str:
        return str(self.id)


class Settling(ProjectRecord):
    """A session in which coders of a text settle where they differ: who decides, and what became of each place."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    transcript = models.ForeignKey(Transcript, on_delete=models.PROTECT, related_name="settlings")
    coders = ArrayField(models.UUIDField())
    decided_by = models.CharField(_("who decides"), max_length=300)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["transcript_id", "begun_at"]

    def __str__(self) -> str:
        return str(self.id)


class SettledPlace(ProjectRecord):
    """What was settled for one stretch of a text: which codes it has, and why."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    settling = models.ForeignKey(Settling, on_delete=models.PROTECT, related_name="places")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    codes = ArrayField(models.UUIDField(), default=list)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        ordering = ["settling_id", "start", "settled_at"]
        constraints = [models.CheckConstraint(condition=Q(start__lt=F("end")), name="settled_place_is_not_empty")]

    def __str__(self) -> str:
        return str(self.id)
