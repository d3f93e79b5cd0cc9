"""Forms that ask for the parts of a draft of the outcome map; what may happen is decided by the operation."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Body, Decision, Level
from vlechtwerk.domains.programme.models import (
    Activity,
    FocusArea,
    MapDraft,
    MapNode,
    MapVersion,
    Precondition,
)
from vlechtwerk.domains.programme.queries.map import map_versions
from vlechtwerk.engines.documents.outcome_map.written import (
    LONGEST_CODE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    WrittenLink,
    WrittenMap,
    WrittenNode,
    WrittenPart,
    tidy,
)
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.interfaces.web.programme.link_words import LINK_WORDS

PARTS = 4


def _area(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NameForm(forms.Form):
    """Code and name of a version that is being written."""

    former = forms.ChoiceField(label=_("Copy which version?"))
    code = forms.CharField(
        label=_("Short code"), max_length=longest(MapDraft, "code"), help_text=_("One word, such as 2027-01.")
    )
    name = forms.CharField(label=_("Name of the version"), max_length=longest(MapDraft, "name"))
    note = forms.CharField(
        label=_("What is this version for?"), required=False, widget=_area(), max_length=longest(MapDraft, "note")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = [(version.code, version.name) for version in reversed(map_versions())]
        self.fields["former"].choices = versions  # type: ignore[attr-defined]  # a choice field


class FileForm(forms.Form):
    """A file with a map, and under which name it becomes a draft."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.xlsx"}),
        help_text=_("JSON, or a workbook (.xlsx) with the sheets Version, Nodes and Links, as a version is exported."),
    )

    def uploaded(self) -> TemporaryUploadedFile:
        """Return the file that came; every upload stands on disk."""
        file: TemporaryUploadedFile = self.cleaned_data["file"]
        return file


class SaveImportForm(forms.Form):
    """What was understood of a file, to be saved as a draft."""

    content = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(label=_("Short code"), max_length=longest(MapDraft, "code"))
    name = forms.CharField(label=_("Name of the version"), max_length=longest(MapDraft, "name"))
    former = forms.ChoiceField(label=_("Builds on which version?"), required=False)
    same_codes = forms.BooleanField(
        label=_("Nodes with the same code as in that version come from it"),
        required=False,
        help_text=_("Without this, the file itself says which node comes from which. Nothing is guessed from titles."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = [("", _("none")), *((version.code, version.name) for version in MapVersion.objects.all())]
        self.fields["former"].choices = versions  # type: ignore[attr-defined]  # a choice field


class PartForm(forms.Form):
    """A node or a link; a hidden field tells how it stood when the form was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def see_again(self, filled: WrittenPart, now: WrittenPart) -> list[dict[str, Any]]:
        """Let what was filled in be saved over how it stands now, and return where the two differ."""
        sent = cast(QueryDict, self.data).copy()
        sent["seen"] = now.checksum
        self.data = sent
        both = [(name, getattr(filled, name), getattr(now, name)) for name in self.fields if name != "seen"]
        return [
            {
                "term": _("Now, at “%(field)s”") % {"field": self.fields[name].label},
                "value": _in_words(self.fields[name], stands),
            }
            for name, wanted, stands in both
            if _in_any_order(wanted) != _in_any_order(stands)
        ]


def _in_any_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, tuple) else value


def _in_words(field: forms.Field, value: Any) -> Any:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.ChoiceField):
        words = dict(field.choices)  # type: ignore[arg-type]  # pairs, without groups
        chosen = [value] if isinstance(value, str) else value
        return ", ".join(str(words.get(one, one)) for one in chosen if one) or _("nothing")
    return value or _("nothing")


class NodeForm(PartForm):
    """One node: what it is, its name, its place and what it stands for."""

    code = forms.CharField(label=_("Short code"), max_length=LONGEST_CODE)
    kind = forms.ChoiceField(label=_("What is it?"), choices=MapNode.Kind.choices, initial=MapNode.Kind.ACTIVITY)
    title = forms.CharField(label=_("Name on the map"), max_length=LONGEST_TITLE)
    explanation = forms.CharField(label=_("Explanation"), required=False, widget=_area(), max_length=LONGEST_TEXT)
    focus_area = forms.ChoiceField(label=_("Focus area"), required=False)
    parent = forms.ChoiceField(label=_("Stands below"), required=False)
    precondition = forms.ChoiceField(label=_("Precondition that it stands for"), required=False)
    activities = forms.MultipleChoiceField(
        label=_("Activities that it stands for"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("More than one: hold Ctrl, or with the keyboard Ctrl and space."),
    )
    inferred = forms.BooleanField(label=_("Inferred by us, not a node in a source"), required=False)

    def __init__(self, *args: Any, written: WrittenMap, node: WrittenNode | None = None, **kwargs: Any) -> None:
        if node is not None:
            kwargs["initial"] = {
                name: getattr(node, name)
                for name in ("code", "kind", "title", "explanation", "focus_area", "parent", "precondition", "inferred")
            } | {"activities": list(node.activities), "seen": node.checksum}
        super().__init__(*args, **kwargs)
        code = node.code if node else ""
        if node is None:
            del self.fields["seen"]
        else:
            # A node keeps its code; what becomes another node is split, merged, dropped or added.
            del self.fields["code"]
        self._offer("focus_area", [("", _("none")), *FocusArea.objects.values_list("code", "name")])
        others = [(one.code, f"{one.title} ({one.code})") for one in written.nodes if one.code != code]
        self._offer("parent", [("", _("nothing")), *others])
        self._offer("precondition", [("", _("none")), *Precondition.objects.values_list("code", "title")])
        activities = Activity.objects.values_list("code", "name")
        self._offer("activities", [(one, f"{name} ({one})") for one, name in activities])
        self.kept_code = code

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def node(self) -> WrittenNode:
        """Return the node that was filled in."""
        chosen = self.cleaned_data
        return WrittenNode(
            (self.kept_code or chosen["code"]).strip(),
            chosen["kind"],
            tidy(chosen["title"]),
            tidy(chosen["explanation"]),
            chosen["inferred"],
            chosen["parent"],
            chosen["focus_area"],
            chosen["precondition"],
            tuple(chosen["activities"]),
        )


class SplitForm(forms.Form):
    """The parts into which a node is split."""

    def __init__(self, *args: Any, node: WrittenNode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, PARTS + 1):
            words = {"number": number}
            needed = number <= 2
            self.fields[f"code_{number}"] = forms.CharField(
                label=_("Code of part %(number)s") % words, max_length=LONGEST_CODE, required=needed,
                initial=node.code if number == 1 else "",
            )  # fmt: skip
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Name of part %(number)s") % words, max_length=LONGEST_TITLE, required=needed
            )

    def parts(self) -> list[tuple[str, str]]:
        """Return the parts that were filled in."""
        found = self.cleaned_data
        numbers = range(1, PARTS + 1)
        pairs = [(found[f"code_{number}"], found[f"title_{number}"]) for number in numbers]
        return [(code, title) for code, title in pairs if code or title]


class MergeForm(forms.Form):
    """Which nodes are merged, and into what."""

    codes = forms.MultipleChoiceField(
        label=_("Which nodes?"), widget=forms.CheckboxSelectMultiple, help_text=_("Choose at least two.")
    )
    code = forms.CharField(
        label=_("Short code of the whole"), max_length=LONGEST_CODE, help_text=_("A new one, or one of these.")
    )
    title = forms.CharField(label=_("Name on the map"), max_length=LONGEST_TITLE)

    def __init__(self, *args: Any, written: WrittenMap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = [(node.code, f"{node.title} ({node.code})") for node in written.nodes if node.kind != "focus_area"]
        self.fields["codes"].choices = nodes  # type: ignore[attr-defined]  # a choice field


class LinkForm(PartForm):
    """What should lead to what, or needs what, and what is assumed."""

    start = forms.ChoiceField(label=_("From"))
    kind = forms.ChoiceField(label=_("What does the link say?"), choices=[*LINK_WORDS.items()])
    end = forms.ChoiceField(label=_("To"))
    explanation = forms.CharField(label=_("Explanation"), required=False, widget=_area(), max_length=LONGEST_TEXT)
    assumption = forms.CharField(
        label=_("Assumption"), required=False, widget=_area(), max_length=LONGEST_TEXT,
        help_text=_("What must be so for the one to lead to the other?"),
    )  # fmt: skip
    inferred = forms.BooleanField(label=_("Inferred by us, not a link in a source"), required=False)

    def __init__(self, *args: Any, written: WrittenMap, link: WrittenLink | None = None, **kwargs: Any) -> None:
        if link is not None:
            names = ("explanation", "assumption", "inferred")
            kwargs["initial"] = {name: getattr(link, name) for name in names} | {"seen": link.checksum}
        super().__init__(*args, **kwargs)
        self.link_before = link
        if link is not None:
            for name in ("start", "kind", "end"):
                del self.fields[name]
            return
        del self.fields["seen"]
        nodes = [("", _("choose")), *((node.code, f"{node.title} ({node.code})") for node in written.nodes)]
        for name in ("start", "end"):
            self.fields[name].choices = nodes  # type: ignore[attr-defined]  # a choice field

    def link(self) -> WrittenLink:
        """Return the link that was filled in."""
        chosen, before = self.cleaned_data, self.link_before
        return WrittenLink(
            before.start if before else chosen["start"],
            before.end if before else chosen["end"],
            before.kind if before else chosen["kind"],
            tidy(chosen["explanation"]),
            tidy(chosen["assumption"]),
            chosen["inferred"],
        )


class BodyForm(forms.Form):
    """Which body is asked to adopt a draft."""

    body = forms.ChoiceField(label=_("Which body decides?"), help_text=_("Its members read the draft from then on."))
    question = forms.CharField(
        label=_("The question"),
        max_length=longest(Decision, "question"),
        help_text=_("Every member reads this question."),
    )
    agreed_days = forms.IntegerField(
        label=_("Within how many days, as agreed?"), required=False, min_value=1, max_value=365
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deciding = Body.objects.filter(level__in=[Level.STRATEGIC, Level.TACTICAL, Level.OPERATIONAL])
        self.fields["body"].choices = list(deciding.values_list("code", "name"))  # type: ignore[attr-defined]  # a choice field


class PlainForm(forms.Form):
    """Nothing to fill in: the button says it."""
