"""What someone saw last, and of what they want to be told by e-mail; only they read it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person, ProjectRecord


class NoticeKind(models.TextChoices):
    """Of what someone is told."""

    MENTIONED = "mentioned", _("You are mentioned")
    TASK_GIVEN = "task_given", _("A task was given to you")
    DECISION_WAITING = "decision_waiting", _("A decision waits for you")
    DATE_MOVED = "date_moved", _("A date of your activity moved")
    REMINDED = "reminded", _("You are reminded of what waits on you")


class Visit(ProjectRecord):
    """When someone was here last, and before that; what they come back to within the hour is the same visit."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    last_at = models.DateTimeField()
    # The end of the visit before this one; empty on the first.
    former_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["person_id"]

    def __str__(self) -> str:
        return str(self.id)


class SeenNotice(ProjectRecord):
    """Something of which someone was told, and that they saw. What there is to tell is read anew each time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=NoticeKind.choices)
    subject_id = models.UUIDField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["person_id", "seen_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "subject_id"], name="notice_is_seen_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DigestChoice(ProjectRecord):
    """Of what someone wants to be told by e-mail, how often, and in which language."""

    class HowOften(models.TextChoices):
        """How often a digest is sent, when there is something to tell."""

        NEVER = "never", _("Never")
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Every week, on Monday")

    class Language(models.TextChoices):
        """The language of the digest."""

        DUTCH = "nl", _("Dutch")
        ENGLISH = "en", _("English")

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    how_often = models.CharField(_("how often"), max_length=8, choices=HowOften.choices, default=HowOften.NEVER)
    kinds = ArrayField(models.CharField(max_length=16, choices=NoticeKind.choices), default=list, blank=True)
    # Also how much waits in sharing: a number per purpose.
    with_sharing = models.BooleanField(default=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.DUTCH)
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["person_id"]

    def __str__(self) -> str:
        return str(self.id)


class Digest(ProjectRecord):
    """One digest of one person for one day: claimed before it is sent, so that nobody gets it twice."""

    class State(models.TextChoices):
        """How far the digest is."""

        CLAIMED = "claimed", _("Being sent")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused by the mail server")
        EMPTY = "empty", _("Nothing to tell")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The day for which it is due: of a weekly digest the Monday.
    for_day = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.CLAIMED)
    composed_at = models.DateTimeField()
    # How much it told.
    told = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["person_id", "-for_day"]
        constraints = [models.UniqueConstraint(fields=["person", "for_day"], name="digest_of_a_day_is_sent_once")]

    def __str__(self) -> str:
        return str(self.id)
