"""The learning agenda: points, questions per version in the form of a dilemma, and what became of each question."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation, Measurement
from vlechtwerk.domains.partnership.models import Level, Organisation, Person, ProjectRecord
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, OptionalPreciseDateField


class LearningPoint(ProjectRecord):
    """What the partnership wants to learn, above the questions about it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="learning_points")
    code = models.CharField(_("code"), max_length=20)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("learning point"), max_length=160)
    # Empty: not stated.
    levels = ArrayField(models.CharField(max_length=12, choices=Level.choices), default=list, blank=True)
    # What its source says of the levels, in our own words.
    level_note = models.CharField(_("about the levels"), max_length=300, blank=True)
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "code"], name="learning_point_code_is_unique_in_an_evaluation"
            )
        ]

    def __str__(self) -> str:
        return self.code


class LearningSession(ProjectRecord):
    """A meeting in which a group proposes, merges and ranks; that it is held, every member may know."""

    class State(models.TextChoices):
        """How far it is."""

        PREPARED = "prepared", _("Being prepared")
        PROPOSING = "proposing", _("The group proposes")
        CHOOSING = "choosing", _("The group chooses")
        CLOSED = "closed", _("Over")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="learning_sessions")
    # After which measurement it is held, when it is after one.
    measurement = models.ForeignKey(Measurement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.SlugField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=120)
    # What is put to the group, as it stands on the shared screen.
    asks = models.CharField(_("question to the group"), max_length=500)
    held_on = models.DateField(_("day"))
    choices_each = models.PositiveSmallIntegerField(_("choices per person"), default=3)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARED)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "code"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code"], name="session_code_is_unique_in_an_evaluation"),
            models.CheckConstraint(
                condition=models.Q(choices_each__gte=1, choices_each__lte=10), name="choices_in_a_session_are_1_to_10"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AgendaVersion(ProjectRecord):
    """One version of the agenda of an evaluation: for its evaluators until it is adopted, then fixed and for all."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="agenda_versions")
    number = models.PositiveSmallIntegerField()
    session = models.ForeignKey(
        LearningSession, on_delete=models.PROTECT, null=True, blank=True, related_name="versions"
    )
    # The day of it in its source; nothing: it was adopted here, or its source has none.
    described_on = OptionalPreciseDateField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["evaluation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="agenda_versions_follow_each_other"),
            models.UniqueConstraint(
                fields=["evaluation"],
                condition=models.Q(adopted_at__isnull=True),
                name="one_agenda_is_drafted",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class LearningQuestion(ProjectRecord):
    """A question as one version words it: where someone wants to go, and what stands in the way (d14)."""

    class State(models.TextChoices):
        """Whether it is still asked."""

        OPEN = "open", _("Still open")
        ANSWERED = "answered", _("Has been answered")
        DROPPED = "dropped", _("Dropped")

    version = models.ForeignKey(AgendaVersion, on_delete=models.PROTECT, related_name="questions")
    # A letter or a number: a name, not a rank.
    code = models.CharField(_("code"), max_length=20)
    order = models.PositiveSmallIntegerField()
    point = models.ForeignKey(LearningPoint, on_delete=models.PROTECT, null=True, blank=True, related_name="questions")
    # As a question without its mark: “How do we make goals more concrete”.
    goal = models.CharField(_("where we want to go"), max_length=500)
    # What follows “while”; empty: its source names none.
    barrier = models.CharField(_("what stands in the way"), max_length=500, blank=True)
    # Empty: not stated.
    levels = ArrayField(models.CharField(max_length=12, choices=Level.choices), default=list, blank=True)
    raised_by = models.CharField(_("raised by"), max_length=160, blank=True)
    # Small ones, that the group can do by itself.
    actions = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    # Codes of the outcome map.
    about = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    comes_back_on = models.DateField(_("comes back on"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    # The answer, or why it was dropped.
    ending = models.TextField(max_length=LONGEST_TEXT, blank=True)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="question_code_is_unique_in_an_agenda"),
            models.CheckConstraint(
                condition=models.Q(state="open", ending="") | (~models.Q(state="open") & ~models.Q(ending="")),
                name="only_a_question_that_ended_tells_how",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class QuestionLineage(ProjectRecord):
    """What became of a question of one version in the next: lines run to the next version only, so never round."""

    class Kind(models.TextChoices):
        """What became of it."""

        STAYS = "stays", _("stays")
        SHARPENED = "sharpened", _("sharpened")
        SPLIT = "split", _("split")
        MERGED = "merged", _("merged")
        ANSWERED = "answered", _("was answered")
        DROPPED = "dropped", _("was dropped")

    from_question = models.ForeignKey(LearningQuestion, on_delete=models.PROTECT, related_name="went_to")
    to_question = models.ForeignKey(LearningQuestion, on_delete=models.PROTECT, related_name="came_from")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["to_question_id", "from_question_id"]
        constraints = [
            models.UniqueConstraint(fields=["from_question", "to_question"], name="question_comes_from_another_once"),
            models.CheckConstraint(
                condition=models.Q(kind="stays") | ~models.Q(reason=""), name="change_of_a_question_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SessionParticipant(ProjectRecord):
    """Someone in a session, of the project or from outside; their link is kept as a digest only. Research record."""

    session = models.ForeignKey(LearningSession, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(_("level"), max_length=12, choices=Level.choices, default=Level.NOT_STATED)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=~models.Q(digest=""), name="session_link_leads_to_one_participant"
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=models.Q(person__isnull=False),
                name="person_takes_part_in_a_session_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SessionProposal(ProjectRecord):
    """A question that someone proposes in a session; who proposed it is not kept. Research record."""

    session = models.ForeignKey(LearningSession, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    goal = models.CharField(_("where we want to go"), max_length=500)
    barrier = models.CharField(_("what stands in the way"), max_length=500)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    # Under which code of the agenda it went on; empty: it did not.
    taken_up_as = models.CharField(max_length=20, blank=True)
    # In which version that was: thrown away as a draft, the proposal can be taken up again.
    taken_up_in = models.ForeignKey(AgendaVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="proposals_follow_each_other")]

    def __str__(self) -> str:
        return str(self.number)


class ProposalChoice(ProjectRecord):
    """A participant chose a proposal: nobody reads it, only how many chose each is told (`choices_in`)."""

    proposal = models.ForeignKey(SessionProposal, on_delete=models.PROTECT, related_name="choices")
    participant = models.ForeignKey(SessionParticipant, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["proposal_id", "participant_id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "participant"], name="participant_chooses_a_proposal_once")
        ]

    def __str__(self) -> str:
        return str(self.id)
