"""A measurement round: what it promises, whom it asks, and (research records) how each of them stands."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation, Measurement
from vlechtwerk.domains.evaluation.models.instruments import InstrumentVersion
from vlechtwerk.domains.partnership.models import Body, Level, Organisation, Person, ProjectRecord
from vlechtwerk.engines.statistics.suppression import LEAST_THRESHOLD, MOST_THRESHOLD, THRESHOLD
from vlechtwerk.foundation.database.fields import LONGEST_TEXT


class Breakdown(models.TextChoices):
    """By what the results of a round may be told apart, in the order in which they go before each other."""

    LEVEL = "level", _("By level")
    ORGANISATION = "organisation", _("By organisation")
    BODY = "body", _("By body")


def by_level() -> list[str]:
    """Return by what results are told apart unless a round says otherwise."""
    return [Breakdown.LEVEL]


class EvaluationRound(ProjectRecord):
    """One round of one instrument. What it promises and asks is fixed once it is open (`keep_round`)."""

    class Promise(models.TextChoices):
        """What the respondents are promised (RULES-evaluation d9)."""

        ANONYMOUS = "anonymous", _("Anonymous")
        CONFIDENTIAL = "confidential", _("Confidential")

    class Collected(models.TextChoices):
        """Where the answers were given."""

        HERE = "here", _("On this platform")
        ELSEWHERE = "elsewhere", _("Elsewhere, read in from a file")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="rounds")
    measurement = models.ForeignKey(Measurement, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="rounds")
    code = models.SlugField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=120)
    promise = models.CharField(_("promise"), max_length=12, choices=Promise.choices)
    collected = models.CharField(max_length=9, choices=Collected.choices, default=Collected.HERE)
    # The smallest number of valid answers behind a shown distribution (d8).
    threshold = models.PositiveSmallIntegerField(
        _("smallest group shown"),
        default=THRESHOLD,
        validators=[MinValueValidator(LEAST_THRESHOLD), MaxValueValidator(MOST_THRESHOLD)],
    )
    # By what results may be told apart: each further one hides more of those before it (decision record 0029).
    breakdowns = ArrayField(models.CharField(max_length=12, choices=Breakdown.choices), default=by_level, blank=True)
    # Shares of the statements answered, in per cent: below the first broken off, above the second complete (d4).
    partial_from = models.PositiveSmallIntegerField(default=50)
    complete_above = models.PositiveSmallIntegerField(default=80)
    invitation = models.TextField(_("words of the invitation"), max_length=LONGEST_TEXT, blank=True)
    language = models.CharField(_("language of the mail"), max_length=2, default="nl")
    # The last day on which one can answer.
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # Fixed when it opens: what is asked (see `questionnaire_of`), and the key that anonymous answers are sealed with.
    questionnaire = models.JSONField(default=dict, blank=True)
    public_key = models.BinaryField(max_length=32, null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["evaluation_id", "made_at"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code"], name="round_code_is_unique_in_an_evaluation"),
            models.CheckConstraint(
                condition=models.Q(threshold__gte=LEAST_THRESHOLD, threshold__lte=MOST_THRESHOLD),
                name="smallest_group_shown_is_3_to_10",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    partial_from__gte=1, partial_from__lte=models.F("complete_above"), complete_above__lte=99
                ),
                name="cut_offs_of_a_round_rise",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(opened_at__isnull=False),
                name="closed_round_was_open",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Respondent(ProjectRecord):
    """Someone whom a round asks. Research record: whether, and on which day, they answered; never what."""

    class Noted(models.TextChoices):
        """What the evaluator notes of someone who does not answer (d4)."""

        NONE = "", _("Nothing noted")
        # Said by themselves, on the page of their link.
        DECLINED = "declined", _("Said not to take part")
        REFUSED = "refused", _("Does not want to take part")
        OTHER = "other", _("Could not, for example ill")
        UNKNOWN = "unknown", _("The mail did not arrive")
        NOT_ELIGIBLE = "not_eligible", _("Does not belong to the population")

    round = models.ForeignKey(EvaluationRound, on_delete=models.PROTECT, related_name="respondents")
    # The evaluation's number for someone over its rounds; in an anonymous round too, for who was asked is no secret.
    pseudonym = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(_("level"), max_length=12, choices=Level.choices, default=Level.NOT_STATED)
    noted = models.CharField(max_length=12, choices=Noted.choices, default=Noted.NONE, blank=True)
    # A day and never a moment: the token only ticks off.
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "email"], name="address_is_asked_once_in_a_round"),
            models.UniqueConstraint(fields=["round", "pseudonym"], name="person_is_asked_once_in_a_round"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RoundMail(ProjectRecord):
    """One invitation or reminder to one respondent, on its way. Its link is kept as a digest only."""

    class Kind(models.TextChoices):
        """What the mail is."""

        INVITATION = "invitation", _("Invitation")
        REMINDER = "reminder", _("Reminder")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Waiting to be sent")
        CLAIMED = "claimed", _("Being sent")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused by the mail server")

    respondent = models.ForeignKey(Respondent, on_delete=models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_on = models.DateField()
    # SHA-256 of the token in its link; known once it is being sent.
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["respondent", "kind", "asked_on"], name="one_mail_of_a_kind_a_day_to_a_respondent"
            ),
            models.UniqueConstraint(fields=["digest"], condition=~models.Q(digest=""), name="link_leads_to_one_person"),
        ]

    def __str__(self) -> str:
        return str(self.id)
