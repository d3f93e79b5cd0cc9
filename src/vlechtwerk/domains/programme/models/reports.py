"""Progress reports: what was registered over four months, with words per activity, and what was frozen of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Body, Decision, Person, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity
from vlechtwerk.domains.programme.models.sources import Source
from vlechtwerk.foundation.database.fields import LONGEST_TEXT
from vlechtwerk.foundation.evidence.address import Base
from vlechtwerk.foundation.evidence.models import GROUNDS

# What an activity has room for: some 250 words.
LONGEST_WORDS = 2_500


class ProgressReport(ProjectRecord):
    """A report on four months. Everyone sees that it is there; what it holds is for its writers until it is frozen."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        FROZEN = "frozen", _("Frozen")

    class Language(models.TextChoices):
        """In which language it is written."""

        DUTCH = "nl", _("Dutch")
        ENGLISH = "en", _("English")

    code = models.SlugField(max_length=20)
    period_from = models.DateField(_("first day"))
    # The end is not included.
    period_until = models.DateField(_("last day"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.DUTCH)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    approving_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("approved by"))
    # Of a published case: it tells exactly what this document is named for, whatever its date.
    told_in = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    # When its facts were gathered for the last time, and what of that is under way.
    gathered_at = models.DateTimeField(null=True, blank=True)
    gathering_since = models.DateTimeField(null=True, blank=True)
    gathering_share = models.PositiveSmallIntegerField(default=0)
    gathering_failed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-period_from", "-drafted_at"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="report_code_is_unique_in_a_project"),
            models.UniqueConstraint(fields=["project", "period_from"], name="period_has_one_progress_report"),
            models.CheckConstraint(
                condition=models.Q(period_until__gt=models.F("period_from")),
                name="reported_period_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["submitted", "frozen"]) | models.Q(decision__isnull=False),
                name="submitted_report_waits_for_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ReportMove(ProjectRecord):
    """One step of a report: drafted, submitted, returned with its reasons, or frozen."""

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(max_length=10, choices=ProgressReport.State.choices)
    reasons = models.TextField(max_length=LONGEST_TEXT, blank=True)
    # All that it tells, when it is submitted: that is what is read, approved and frozen. Here, and not at the report
    # itself, as everyone sees that there is one.
    content = models.JSONField(default=dict)
    moved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["moved_at"]

    def __str__(self) -> str:
        return str(self.id)


class ReportPart(models.TextChoices):
    """Under which heading a fact or figure stands; the order is that of the report."""

    STATUS = "status", _("Status")
    DONE = "done", _("Done")
    SELF_REPORTED = "self_reported", _("Said by the organisation itself")
    PREPARED = "prepared", _("Prepared or intended")
    RESULT = "result", _("Results")
    HINDRANCE = "hindrance", _("What holds up")
    DECISION = "decision", _("Decisions")
    DATE = "date", _("Dates")
    PRECONDITION = "precondition", _("Preconditions")
    CAPACITY = "capacity", _("Capacity in hours")


class ReportFact(ProjectRecord):
    """One fact of a draft, in words, with its number at its activity and the records that carry it."""

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="facts")
    # Empty: it is about the whole programme.
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    part = models.CharField(max_length=14, choices=ReportPart.choices)
    number = models.PositiveSmallIntegerField()
    # What it is a fact about, so that it keeps its number when the facts are gathered again.
    key = models.CharField(max_length=80)
    words = models.TextField()
    ground = models.CharField(max_length=16, choices=GROUNDS, blank=True)
    base = models.CharField(max_length=10, default=Base.OWN)
    # Of each source the words, as “T2 · noot 37”, and where it leads: kind, identifier and checksum.
    sources = models.JSONField(default=list)
    order = models.PositiveIntegerField(default=0)
    # Of the period itself, and not only still so from before.
    is_news = models.BooleanField(default=True)
    # Registered no longer, or differently: it keeps its number and is not told any more.
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="fact_stands_in_a_report_once"),
            models.UniqueConstraint(
                fields=["report", "activity", "number"], nulls_distinct=False, name="number_of_a_fact_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ReportFigure(ProjectRecord):
    """One figure of a draft: what it counts, how it is computed, and from which records."""

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="figures")
    part = models.CharField(max_length=14, choices=ReportPart.choices)
    key = models.CharField(max_length=80)
    label = models.CharField(max_length=300)
    unit = models.CharField(max_length=40, blank=True)
    # A name that engines/statistics/figures.py knows: count, sum, median, nine_of_ten.
    computation = models.CharField(max_length=20)
    # What each record brings in: one, days_to_decide, days_moved…
    measure = models.CharField(max_length=20)
    # As written in the report; empty when there is nothing to compute from.
    value = models.CharField(max_length=40, blank=True)
    # Each record with its checksum and the number that it brings in.
    sources = models.JSONField(default=list)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="figure_stands_in_a_report_once")]

    def __str__(self) -> str:
        return str(self.id)


class ReportWords(ProjectRecord):
    """What someone wrote at an activity, or at the whole; the latest version counts and the earlier ones stay."""

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="words")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(_("words"), max_length=LONGEST_WORDS, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "activity", "version"], nulls_distinct=False, name="version_of_words_is_written_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class FrozenReport(ProjectRecord):
    """A report as it was approved, for good: its content, ready to print, and the manifest of what carries it."""

    report = models.OneToOneField(ProgressReport, on_delete=models.PROTECT, related_name="frozen")
    content = models.JSONField()
    # As text, so that its checksum is that of what was frozen.
    manifest = models.TextField()
    checksum = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["-frozen_at"]

    def __str__(self) -> str:
        return str(self.id)


class ReportForm(models.TextChoices):
    """For whom the facts are told: all of them, or a shorter form of the same."""

    FULL = "full", _("Whole report")
    PARTNERS = "partners", _("Short, for the partners")
    PARLIAMENT = "parliament", _("Short, for ministry and parliament")


class FileKind(models.TextChoices):
    """As what kind of file a report leaves."""

    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class FrozenFile(ProjectRecord):
    """One file of a frozen report, byte for byte."""

    frozen = models.ForeignKey(FrozenReport, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=10, choices=ReportForm.choices)
    kind = models.CharField(max_length=4, choices=FileKind.choices)
    content = models.BinaryField()
    checksum = models.CharField(max_length=64)

    class Meta:
        ordering = ["form", "kind"]
        constraints = [models.UniqueConstraint(fields=["frozen", "form", "kind"], name="frozen_file_is_made_once")]

    def __str__(self) -> str:
        return f"{self.form}.{self.kind}"
