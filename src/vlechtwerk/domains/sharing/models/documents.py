"""Documents with their versions, comments and links: each row carries its marking, so that none leaks alone."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.domains.sharing.models.markings import Marking
from vlechtwerk.domains.sharing.models.purposes import Purpose


class MarkedRecord(ProjectRecord):
    """A record that someone could be not allowed to see: its marking decides, and who it is kept to."""

    marking = models.ForeignKey(Marking, on_delete=models.PROTECT, related_name="+")
    # The people to whom it is kept inside its purpose; nothing means everyone whom the marking allows. Empty is nobody.
    kept_to = ArrayField(models.UUIDField(), null=True, blank=True)

    class Meta:
        abstract = True


class Folder(ProjectRecord):
    """A folder of a purpose: everyone authorised in the purpose sees it, with what they may read in it."""

    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="folders")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["purpose", "name"], name="folder_name_is_unique_in_a_purpose")]

    def __str__(self) -> str:
        return str(self.id)


class Document(MarkedRecord):
    """A document that a partner gives, with what a reader needs to weigh it (Wpg art. 3(5), 4(1) and 4(3))."""

    class Nature(models.TextChoices):
        """Whether it states what was seen, or what someone makes of it (Wpg art. 4(3))."""

        FACT = "fact", _("Fact")
        JUDGEMENT = "judgement", _("Judgement")

    class Acquired(models.TextChoices):
        """How the data were got (Wpg art. 3(5))."""

        OWN_WORK = "own_work", _("Own work")
        RECEIVED = "received", _("Received from another party")
        OPEN_SOURCE = "open_source", _("Open source")
        DEMAND = "demand", _("By demand or order")
        DECLARATION = "declaration", _("By declaration or report")

    class SubjectKind(models.TextChoices):
        """The kinds of people that it is about (Wpg art. 6b)."""

        SUSPECT = "suspect", _("suspects")
        VICTIM = "victim", _("victims")
        THIRD = "third", _("third parties")
        CONVICTED = "convicted", _("convicted persons")

    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    nature = models.CharField(max_length=10, choices=Nature.choices)
    origin = models.CharField(_("where it comes from"), max_length=200)
    acquired = models.CharField(max_length=12, choices=Acquired.choices)
    subject_kinds = ArrayField(models.CharField(max_length=10, choices=SubjectKind.choices), default=list, blank=True)
    keeps_metadata = models.BooleanField(default=False)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True, blank=True)
    # Words of title and text of the newest version. Readable to whoever holds the database: docs/security.md.
    search = SearchVectorField(null=True)

    class Meta:
        ordering = ["-changed_at", "id"]
        indexes = [
            models.Index(fields=["-changed_at", "id"], name="documents_newest_first"),
            models.Index(
                fields=["marking", "-changed_at"],
                include=["project", "kept_to", "recalled_at", "folder"],
                name="documents_of_a_marking",
            ),
            GinIndex(fields=["search"], name="words_of_documents"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DocumentVersion(MarkedRecord):
    """One version of a document's file; file and text are encrypted, under names that tell nothing."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(default=0)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    # Where the encrypted file and its encrypted text lie in the store.
    stored_as = models.UUIDField(unique=True)
    # Which scanner looked for malware and found none; empty when nobody looked.
    scanned = models.CharField(max_length=80, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_number_is_used_once")]

    def __str__(self) -> str:
        return str(self.id)


class Comment(MarkedRecord):
    """A comment on a document: whoever may read the document may read it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField(_("comment"))
    mentioned = ArrayField(models.UUIDField(), default=list, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return str(self.id)


class DocumentLink(MarkedRecord):
    """What a document is about in the programme: an activity or a precondition, by its code."""

    class Kind(models.TextChoices):
        """The kind of record that it leads to."""

        ACTIVITY = "activity", _("Activity")
        PRECONDITION = "precondition", _("Precondition")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(fields=["document", "kind", "code"], name="document_is_linked_once_to_each")
        ]

    def __str__(self) -> str:
        return str(self.id)


class DocumentSubject(MarkedRecord):
    """Someone whom a document is about, under a pseudonym that differs per purpose; nobody can turn it back."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="subjects")
    pseudonym = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Document.SubjectKind.choices)

    class Meta:
        ordering = ["pseudonym"]
        constraints = [
            models.UniqueConstraint(fields=["document", "pseudonym"], name="subject_is_noted_once_per_document")
        ]

    def __str__(self) -> str:
        return str(self.id)


class Edition(MarkedRecord):
    """A less recognisable edition of a fuller document, so that who may not read the one can read the other.

    It carries the marking of the fuller document: who may read only the lower one does not learn that there is more.
    """

    fuller = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="lower_edition")
    lower = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(fuller=models.F("lower")), name="document_is_no_edition_of_itself"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
