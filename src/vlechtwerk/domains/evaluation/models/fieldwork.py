"""Fieldwork: sessions with people under a pseudonym, and their consent. All of it is for the evaluators only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation, EvaluationQuestion, Measurement
from vlechtwerk.domains.partnership.models import Body, Level, Organisation, Person, ProjectRecord
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, OptionalPreciseDateField


class KeyHolder(ProjectRecord):
    """Who holds the key to the pseudonyms of an evaluation, from a moment on; the latest row counts."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="key_holders")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    held_from = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["evaluation_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="key_holders_of_an_evaluation_follow_each_other"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class FieldworkSession(ProjectRecord):
    """One interview, group talk or document study: when, with which guide, and what it serves."""

    class Kind(models.TextChoices):
        """What sort of session it is."""

        INTERVIEW = "interview", _("Interview")
        DUO_INTERVIEW = "duo_interview", _("Duo interview")
        GROUP_TALK = "group_talk", _("Group talk")
        STAKEHOLDER = "stakeholder", _("Interview with a stakeholder outside")
        DOCUMENTS = "documents", _("Document study")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="fieldwork_sessions")
    code = models.SlugField(_("code"), max_length=20)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind.choices)
    held_on = OptionalPreciseDateField()
    guide = models.TextField(_("guide"), max_length=LONGEST_TEXT, blank=True)
    measurement = models.ForeignKey(
        Measurement, on_delete=models.PROTECT, null=True, blank=True, related_name="fieldwork_sessions"
    )
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation_id", "code"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "code"], name="fieldwork_session_code_is_unique")]

    def __str__(self) -> str:
        return self.code


class SessionQuestion(ProjectRecord):
    """A session serves a question of the evaluation, or (no longer) does."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(FieldworkSession, on_delete=models.PROTECT, related_name="serves")
    question = models.ForeignKey(EvaluationQuestion, on_delete=models.PROTECT, related_name="+")
    serves = models.BooleanField(default=True)

    class Meta:
        ordering = ["session_id", "question_id"]
        constraints = [models.UniqueConstraint(fields=["session", "question"], name="session_serves_a_question_once")]

    def __str__(self) -> str:
        return str(self.id)


class Participant(ProjectRecord):
    """Someone who takes part in fieldwork, under a pseudonym (R14), with the groups to which they count."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="participants")
    code = models.SlugField(_("pseudonym"), max_length=20)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices, default=Level.NOT_STATED)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["evaluation_id", "code"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code"], name="pseudonym_is_unique_in_an_evaluation")
        ]

    def __str__(self) -> str:
        return self.code


class ParticipantIdentity(ProjectRecord):
    """Who a participant is. Only who holds the key reads it; what they said never stands with it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="identity")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    reached_at = models.CharField(_("how they are reached"), max_length=200, blank=True)

    class Meta:
        ordering = ["participant_id"]

    def __str__(self) -> str:
        return str(self.id)


class SessionPart(ProjectRecord):
    """A participant takes part in a session."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(FieldworkSession, on_delete=models.PROTECT, related_name="parts")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        ordering = ["session_id", "participant_id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="participant_is_in_a_session_once")
        ]

    def __str__(self) -> str:
        return str(self.id)


class ParticipantConsent(ProjectRecord):
    """What a participant said on a day of one use of what they say; a history, of which the latest row counts."""

    class Use(models.TextChoices):
        """For what consent is asked."""

        STUDY = "study", _("Taking part: notes, coding and findings")
        QUOTES = "quotes", _("Words quoted, without a name")
        RECORDING = "recording", _("A recording, for the transcript only")

    class State(models.TextChoices):
        """What was said."""

        ASKED = "asked", _("Asked")
        GIVEN = "given", _("Given")
        REFUSED = "refused", _("Not given")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(SessionPart, on_delete=models.PROTECT, related_name="consents")
    number = models.PositiveSmallIntegerField()
    use = models.CharField(_("for what"), max_length=9, choices=Use.choices)
    state = models.CharField(_("what was said"), max_length=9, choices=State.choices)
    said_on = models.DateField(_("on which day"))
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["part_id", "number"]
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="consents_of_someone_follow_each_other")]

    def __str__(self) -> str:
        return str(self.id)
