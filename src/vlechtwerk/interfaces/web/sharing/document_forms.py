"""Forms for giving documents and for what is done with them; what may happen is decided by the operation."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.sharing.models import Document, Folder, Marking
from vlechtwerk.domains.sharing.models.markings import HANDLINGS, LEVELS
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.engines.documents.intake.types import MediaType
from vlechtwerk.engines.policy.facts import Category
from vlechtwerk.interfaces.web.sharing.ground_forms import asked_by_rule

ACCEPTED = ",".join(extension for kind in MediaType for extension in kind.extensions)


Places = Mapping[UUID, Sequence[str]]


def _named(people: Sequence[Person], places: Places) -> list[tuple[str, str]]:
    """Return people to choose from, each with the organisation for which they are authorised."""
    return [(str(one.id), ", ".join([one.name, *places.get(one.id, ())])) for one in people]


class ManyFiles(forms.ClearableFileInput):
    """A control that takes many files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Many files; what each of them is, is looked at when they are taken in."""

    widget = ManyFiles(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files that came."""
        given = data if isinstance(data, list | tuple) else [data]
        # An empty file is refused where it is taken in, by its name and with what to do.
        files = [file for file in given if isinstance(file, UploadedFile)]
        if not files and self.required:
            raise forms.ValidationError(say("Choose at least one file."))
        return files


class ChoiceForm(forms.Form):
    """The marking: two questions, and what may be added; who gives it follows from who they are."""

    category = forms.ChoiceField(label=_("What kind of data?"), widget=forms.RadioSelect)
    level = forms.ChoiceField(label=_("How recognisable are people?"), widget=forms.RadioSelect, choices=LEVELS)
    handling = forms.MultipleChoiceField(
        label=_("Agreements about use"), required=False, choices=HANDLINGS, widget=forms.CheckboxSelectMultiple
    )
    special = forms.BooleanField(
        label=_("Holds special data: health, descent, religion, sexual life, politics, biometrics"), required=False
    )
    grade = forms.ChoiceField(
        label=_("How reliable is it?"),
        required=False,
        choices=Marking.Grade.choices,
        help_text=_("The letter is the source, the number the information: A1 is surest."),
    )
    keep = forms.BooleanField(label=_("Only for the people I tick here, and for me"), required=False)
    kept_to = asked_by_rule(
        forms.MultipleChoiceField(
            label=_("Who?"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Nobody ticked: only you."),
        )
    )

    def __init__(
        self, *args: Any, categories: Sequence[Category], people: Sequence[Person], places: Places, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(one.value, one.value) for one in categories]  # type: ignore[attr-defined]  # a choice field
        self.fields["kept_to"].choices = _named(people, places)  # type: ignore[attr-defined]  # a choice field

    def choice(self) -> Choice:
        """Return what was chosen."""
        chosen = self.cleaned_data
        return Choice(
            chosen["category"],
            chosen["level"],
            frozenset(chosen["handling"]),
            special=chosen["special"],
            grade=chosen["grade"],
        )

    def kept(self) -> list[UUID] | None:
        """Return to whom it is kept: nothing means everyone whom the marking allows, an empty list only the giver."""
        return [UUID(person) for person in self.cleaned_data["kept_to"]] if self.cleaned_data["keep"] else None


class ToldForm(forms.Form):
    """What a reader must know to weigh it, and where it stands."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Left empty: the name of the file. With more files each takes its own name."),
    )
    nature = forms.ChoiceField(label=_("Fact or judgement?"), choices=Document.Nature.choices, widget=forms.RadioSelect)
    origin = forms.CharField(
        label=_("Where does it come from?"), max_length=200, help_text=_("For example: observation on the quay.")
    )
    acquired = forms.ChoiceField(label=_("How was it acquired?"), choices=Document.Acquired.choices)
    subject_kinds = asked_by_rule(
        forms.MultipleChoiceField(
            label=_("Which people is it about?"),
            required=False,
            choices=Document.SubjectKind.choices,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Needed when people can be recognised."),
        )
    )
    folder = forms.ChoiceField(label=_("Folder"), required=False)
    keeps_metadata = forms.BooleanField(
        label=_("Leave author and other properties in the file when it is handed out"), required=False
    )

    def __init__(self, *args: Any, folders: Sequence[Folder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(folder.id), folder.name) for folder in folders]
        self.fields["folder"].choices = [("", say("none")), *named]  # type: ignore[attr-defined]  # a choice field


class FilesAgain(forms.Form):
    """A form that says, when it comes back, that it no longer has the files that were sent with it."""

    again = _("Choose the files again: nothing was kept of them.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.files:
            self.fields["chosen"].help_text = self.again


class FilesForm(FilesAgain):
    """The files themselves."""

    chosen = FilesField(label=_("Choose files"))


class FolderForm(forms.Form):
    """A folder, by its name; everyone authorised in the purpose sees that name."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Everyone authorised for this purpose reads this name. Put no data about people in it."),
    )


class VersionForm(FilesAgain):
    """A newer version of a document."""

    again = _("Choose the file again: nothing was kept of it.")
    chosen = FilesField(label=_("Choose the file"), widget=forms.FileInput(attrs={"accept": ACCEPTED}))
    note = forms.CharField(label=_("What changed?"), max_length=300, required=False)

    def clean_chosen(self) -> list[TemporaryUploadedFile]:
        """Refuse a second file: of two that are sent at once nobody could say which is the version."""
        files: list[TemporaryUploadedFile] = self.cleaned_data["chosen"]
        if len(files) > 1:
            raise forms.ValidationError(_("A version is one file: choose one."))
        return files


class CommentForm(forms.Form):
    """A comment, and who is asked to look."""

    text = forms.CharField(label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    mentioned = forms.MultipleChoiceField(label=_("Ask to look"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Sequence[Person], places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentioned"].choices = _named(people, places)  # type: ignore[attr-defined]  # a choice field


class PersonForm(forms.Form):
    """To whom a document is sent."""

    person = forms.ChoiceField(label=_("To whom?"))

    def __init__(self, *args: Any, people: Sequence[Person], places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _named(people, places)  # type: ignore[attr-defined]  # a choice field


class EditionForm(forms.Form):
    """Which document is the less recognisable edition."""

    lower = forms.ChoiceField(
        label=_("Which document?"), help_text=_("Only documents that you read, with less recognisable people.")
    )

    def __init__(self, *args: Any, documents: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lower"].choices = [(str(one.id), one.title) for one in documents]  # type: ignore[attr-defined]  # a choice field


class LinkForm(forms.Form):
    """What a document is about in the programme."""

    about = forms.ChoiceField(label=_("Activity or precondition"))

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = choices  # type: ignore[attr-defined]  # a choice field


class RecallForm(forms.Form):
    """Why a document is recalled; who read it reads this."""

    because = forms.CharField(
        label=_("What was wrong?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Everyone who read it reads this and your name, also outside this purpose. Name no people or data in it."
        ),
    )


class AskForm(forms.Form):
    """Why something is needed, in writing; it counts as the necessity that the law asks."""

    necessity = forms.CharField(
        label=_("Why is it necessary?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who answers reads this. It counts as the necessity in writing."),
    )


class AnswerForm(forms.Form):
    """The answer to a request for consent."""

    give = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect, choices=[("yes", _("I consent")), ("no", _("I refuse"))]
    )
    until = forms.DateField(
        label=_("Until (not included)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Left empty: until you withdraw the consent."),
    )
    answer = forms.CharField(label=_("A word with it"), max_length=300, required=False)


class NothingForm(forms.Form):
    """A form that asks nothing but to be sent."""
