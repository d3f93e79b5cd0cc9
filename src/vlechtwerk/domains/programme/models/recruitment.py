"""Recruitment: the profile that was asked, the vacancy as it was published, and candidates with their steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Organisation, Person, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity
from vlechtwerk.domains.programme.models.capacity import CapacityProfile
from vlechtwerk.foundation.database.fields import LONGEST_TEXT


class RecruitmentPart(models.TextChoices):
    """The parts in which a request for a profile and a vacancy are written, so that they can be compared."""

    PROFILE = "profile_text", _("Profile")
    TASKS = "tasks", _("Tasks")
    LEVEL = "level", _("Level")
    HOURS = "hours", _("Hours")
    SCREENING = "screening", _("Screening")
    BEGINS = "begins", _("From when")


class WrittenProfile(ProjectRecord):
    """What a request and a vacancy both say, part by part."""

    profile_text = models.CharField(_("profile"), max_length=300, blank=True)
    tasks = models.TextField(_("tasks"), max_length=LONGEST_TEXT, blank=True)
    level = models.CharField(_("level"), max_length=200, blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    screening = models.CharField(_("screening"), max_length=200, blank=True)
    begins = models.CharField(_("from when"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True

    def part(self, name: str) -> str:
        """Return what one part says."""
        return str(getattr(self, RecruitmentPart(name).value))


class RecruitmentRequest(WrittenProfile):
    """A request for someone with a profile, at the organisation that is to recruit."""

    code = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    profile = models.ForeignKey(CapacityProfile, on_delete=models.PROTECT, related_name="requests")
    # Empty: for the partnership as a whole.
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField(_("asked on"))

    class Meta:
        ordering = ["-asked_on", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="recruitment_code_is_unique_in_a_project"),
            models.CheckConstraint(condition=~models.Q(profile_text=""), name="request_says_which_profile"),
        ]

    def __str__(self) -> str:
        return self.code


class Vacancy(WrittenProfile):
    """The vacancy as it was published; when it is published anew, the former text stays."""

    request = models.ForeignKey(RecruitmentRequest, on_delete=models.PROTECT, related_name="vacancies")
    published_on = models.DateField(_("published on"))
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["request_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="vacancies_of_a_request_follow_each_other")
        ]

    def __str__(self) -> str:
        return str(self.id)


class VacancyDifference(ProjectRecord):
    """What someone judged of one part: published as asked, changed, or left out. A later judgement replaces it."""

    class Verdict(models.TextChoices):
        """How a part was published."""

        SAME = "same", _("As asked")
        CHANGED = "changed", _("Not what was asked")
        LEFT_OUT = "left_out", _("Left out")

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="differences")
    part = models.CharField(max_length=12, choices=RecruitmentPart.choices)
    verdict = models.CharField(_("judgement"), max_length=8, choices=Verdict.choices)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["vacancy_id", "part", "recorded_at"]

    def __str__(self) -> str:
        return str(self.id)


class Candidate(ProjectRecord):
    """Someone who may fill a vacancy. Personnel record: only the manager who keeps it reads it."""

    request = models.ForeignKey(RecruitmentRequest, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return str(self.id)


class RecruitmentStep(ProjectRecord):
    """A step that a candidate took on a day. Personnel record, like the candidate: others see how many took it."""

    class Kind(models.TextChoices):
        """The steps, in their order; the last two end it."""

        FOUND = "found", _("Candidate found")
        SCREENED = "screened", _("Screened")
        TRAINED = "trained", _("Trained")
        STARTED = "started", _("Started")
        WITHDRAWN = "withdrawn", _("Stepped back")
        REJECTED = "rejected", _("Rejected")

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="steps")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["candidate_id", "occurred_on", "recorded_at"]
        constraints = [models.UniqueConstraint(fields=["candidate", "kind"], name="candidate_takes_each_step_once")]

    def __str__(self) -> str:
        return str(self.id)
