"""What someone is told: that something waits for them, or that something they read was wrong."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Organisation, Person, ProjectRecord
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.sharing.models.purposes import Purpose


class Notice(ProjectRecord):
    """Something for one person to look at. It names nothing: the words are made when its reader may read the item."""

    class Kind(models.TextChoices):
        """What it is about."""

        SENT = "sent", _("Someone sent you a document")
        MENTIONED = "mentioned", _("You are mentioned in a comment")
        CONSENT_ASKED = "consent_asked", _("Your consent is asked")
        CONSENT_ANSWERED = "consent_answered", _("Your request was answered")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=18, choices=Kind.choices)
    # The record that it is about; read under the reader's own clearance.
    subject_id = models.UUIDField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "id"]

    def __str__(self) -> str:
        return str(self.id)


class Recall(ProjectRecord):
    """A message to one person who read a document that was wrong (Wpg art. 4(4) and 28(5)).

    It reaches them also when they may no longer read the document, so it holds the provider, the day and the purpose,
    not the title.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    document_id = models.UUIDField()
    reason = models.CharField(_("what was wrong"), max_length=300)
    # The last time; nothing for the purpose where a recall was sent before purposes were kept with it.
    read_on = models.DateField()
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recalled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recalled_as = models.CharField(max_length=20, choices=Function.choices, blank=True)
    recalled_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-recalled_at", "id"]
        constraints = [models.UniqueConstraint(fields=["document_id", "person"], name="recall_is_sent_once")]

    def __str__(self) -> str:
        return str(self.id)
