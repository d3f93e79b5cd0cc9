"""People, where they are appointed, the seats they hold, and (personnel) why they left."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models.organisations import Body, Department, LegalCapacity, Organisation
from vlechtwerk.domains.partnership.models.projects import Level, ProjectRecord
from vlechtwerk.foundation.database.fields import LONGEST_TEXT


class Person(ProjectRecord):
    """Someone who takes part in this project."""

    name = models.CharField(_("name"), max_length=120)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="persons"
    )
    # The one that loads a case: it is no human being, has no account and no appointment.
    loads_cases = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "account"], name="account_stands_for_one_person_in_a_project"),
            models.CheckConstraint(
                condition=models.Q(loads_cases=False) | models.Q(account__isnull=True),
                name="case_loader_has_no_account",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Function(models.TextChoices):
    """What someone does for the partnership; the rules about who may do what speak of these."""

    ANALYST = "analyst", _("Analyst")
    TEAM_MANAGER = "team_manager", _("Team manager")
    DIRECTOR = "director", _("Director")
    LIAISON = "liaison", _("Liaison")
    STEERING_MEMBER = "steering_member", _("Member of the steering group")
    PROSECUTOR = "prosecutor", _("Public prosecutor")
    INVESTIGATOR = "investigator", _("Investigator")
    LAWYER = "lawyer", _("Lawyer")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    EVALUATOR = "evaluator", _("Evaluator")
    SCIENTIST = "scientist", _("Scientist")
    ADMINISTRATOR = "administrator", _("Administrator of the application")


class Appointment(ProjectRecord):
    """Someone's function at an organisation, in one of its capacities, for a period."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="appointments")
    capacity = models.ForeignKey(LegalCapacity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    function = models.CharField(max_length=20, choices=Function.choices)
    title = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.NOT_STATED)
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    appointed_from = models.DateField()
    # The end is not included.
    appointed_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-appointed_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(appointed_until__isnull=True)
                | models.Q(appointed_until__gte=models.F("appointed_from")),
                name="appointment_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Seat(ProjectRecord):
    """Someone's place in a body, for a period."""

    class Role(models.TextChoices):
        """What someone does in the body."""

        CHAIR = "chair", _("Chair")
        MEMBER = "member", _("Member")
        SECRETARY = "secretary", _("Secretary")
        ADVISER = "adviser", _("Adviser")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    seated_from = models.DateField()
    seated_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-seated_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seated_until__isnull=True) | models.Q(seated_until__gte=models.F("seated_from")),
                name="seat_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Departure(ProjectRecord):
    """Why someone left. Personnel record: only the manager it is given to reads it; others see counts."""

    class ReasonKind(models.TextChoices):
        """The kind of reason, for counting."""

        END_OF_TERM = "end_of_term", _("End of the agreed term")
        OTHER_WORK = "other_work", _("Other work")
        UNCERTAINTY = "uncertainty", _("Uncertainty about the future")
        RECALLED = "recalled", _("Called back by the home organisation")
        OTHER = "other", _("Another reason")

    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason_kind = models.CharField(max_length=12, choices=ReasonKind.choices)
    explanation = models.TextField(max_length=LONGEST_TEXT, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return str(self.id)
