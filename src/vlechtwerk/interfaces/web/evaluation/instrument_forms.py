"""Forms that ask for the parts of an instrument; what may happen is decided by the operation."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.evaluation.models import (
    AnswerScale,
    Dimension,
    Instrument,
    InstrumentVersion,
    OpenQuestion,
    Statement,
)
from vlechtwerk.domains.evaluation.queries.instruments import MapPlace
from vlechtwerk.domains.evaluation.rules.instrument_content import MOST_SHORT, checksum_of, own_short
from vlechtwerk.domains.evaluation.rules.instruments import NEW
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedCategory,
    AskedQuestion,
    AskedQuestionnaire,
    AskedScale,
    AskedStatement,
)
from vlechtwerk.domains.evaluation.words.wording import SIGNS, words_of_warning
from vlechtwerk.domains.programme.models import MapNode
from vlechtwerk.engines.surveys.statement_wording import warnings_about
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.interfaces.web.middleware import PageRequest

SIGN_OF = {side.value: sign for sign, side in SIGNS.items()}
MOST_LINES = 5_000


def _lines(rows: int = 2, **attributes: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attributes})


def hint_about(language: str, text: str) -> SafeString:
    """Return what stands under a text that is being written: the warnings about it, or how to word it."""
    warnings = [words_of_warning(one) for one in warnings_about({language: text})]
    if not warnings:
        return mark_safe(escape(_("One thing, said positively, in at most 20 words.")))  # noqa: S308  # escaped
    said = "".join(f'<span class="vw-wording">{escape(words)}</span>' for words in warnings)
    return mark_safe(said)  # noqa: S308  # every text is escaped


class BeginForm(forms.Form):
    """Code and names of a new instrument, and what it begins with."""

    evaluation = forms.ChoiceField(label=gettext_lazy("For which evaluation?"))
    code = forms.CharField(
        label=gettext_lazy("Short code"),
        max_length=longest(Instrument, "code"),
        help_text=gettext_lazy("One word of letters and digits, such as T1."),
    )
    name_nl = forms.CharField(label=gettext_lazy("Name in Dutch"), max_length=longest(Instrument, "name_nl"))
    name_en = forms.CharField(
        label=gettext_lazy("Name in English"), max_length=longest(Instrument, "name_en"), required=False
    )
    start = forms.ChoiceField(
        label=gettext_lazy("What does it begin with?"),
        choices=[
            ("standard", gettext_lazy("The standard instrument: 20 statements to change as you like")),
            ("empty", gettext_lazy("Nothing but a five-point scale")),
        ],
        initial="standard",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, evaluations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evaluation"].choices = evaluations  # type: ignore[attr-defined]  # a choice field


class ReasonForm(forms.Form):
    """Why there is another version."""

    reason = forms.CharField(
        label=gettext_lazy("Why is there another version?"),
        max_length=longest(InstrumentVersion, "reason"),
        widget=_lines(),
    )


class PartForm(forms.Form):
    """A part of a version; a hidden field tells how it stood when the form was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    code = forms.CharField(
        label=gettext_lazy("Short code"),
        max_length=longest(Statement, "code"),
        help_text=gettext_lazy("It keeps this code in every version, so that rounds can be compared."),
    )

    def keep_code(self, code: str) -> None:
        """Let a part that is there keep its code."""
        self.kept_code = code
        if code:
            del self.fields["code"]

    @property
    def code_given(self) -> str:
        """Return the code of the part."""
        return self.kept_code or str(self.cleaned_data["code"]).strip()

    @property
    def seen_given(self) -> str:
        """Return how the part stood when the form was shown; of a new one that it was not there."""
        return self.cleaned_data["seen"] if self.kept_code else NEW


class StatementForm(PartForm):
    """One statement."""

    text_nl = forms.CharField(
        label=gettext_lazy("Statement in Dutch"), max_length=longest(Statement, "text_nl"), widget=_lines()
    )
    text_en = forms.CharField(
        label=gettext_lazy("Statement in English"),
        max_length=longest(Statement, "text_en"),
        widget=_lines(),
        required=False,
    )
    short_nl = forms.CharField(
        label=gettext_lazy("Short, in Dutch"),
        max_length=MOST_SHORT,
        required=False,
        help_text=gettext_lazy("The label in charts, at most 40 characters."),
    )
    short_en = forms.CharField(label=gettext_lazy("Short, in English"), max_length=MOST_SHORT, required=False)
    dimension = forms.ChoiceField(label=gettext_lazy("Dimension"), choices=Dimension.choices)
    scale = forms.ChoiceField(label=gettext_lazy("Answered on"))
    negative = forms.BooleanField(
        label=gettext_lazy("Worded negatively: agreeing speaks against what is hoped for"), required=False
    )
    double_barrelled = forms.BooleanField(label=gettext_lazy("Asks two things in one, on purpose"), required=False)
    about = forms.MultipleChoiceField(
        label=gettext_lazy("What is it about?"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=gettext_lazy(
            "Places on the outcome map. More than one: hold Ctrl, or with the keyboard Ctrl and space."
        ),
    )

    def __init__(
        self,
        *args: Any,
        request: PageRequest,
        asked: AskedQuestionnaire,
        places: dict[str, MapPlace],
        statement: AskedStatement | None = None,
        **kwargs: Any,
    ) -> None:
        if statement is not None:
            kwargs["initial"] = {
                "text_nl": statement.text["nl"],
                "text_en": statement.text.get("en", ""),
                "short_nl": own_short(statement, "nl"),
                "short_en": own_short(statement, "en"),
                "about": list(statement.about),
                "seen": checksum_of(statement),
            } | {name: getattr(statement, name) for name in ("dimension", "scale", "negative", "double_barrelled")}
        super().__init__(*args, **kwargs)
        self.keep_code(statement.code if statement else "")
        self.fields["scale"].choices = [(one.code, say_scale(one)) for one in asked.scales]  # type: ignore[attr-defined]  # a choice field
        self.fields["about"].choices = grouped_places(places)  # type: ignore[attr-defined]  # as above
        address = reverse("evaluation:instrument_wording", args=[request.actor.project.code])
        for language in ("nl", "en"):
            self._warn_live(language, address)

    def _warn_live(self, language: str, address: str) -> None:
        """Say under a text what may go wrong with its words: as it was saved, and while it is typed."""
        name = f"text_{language}"
        field = self.fields[name]
        # Asked before the field is bound, which would keep the hint of before.
        text = str((self.data.get(name) if self.is_bound else self.initial.get(name)) or "")
        field.help_text = hint_about(language, text)
        field.widget.attrs |= {
            "hx-get": address, "hx-trigger": "input changed delay:600ms", "hx-swap": "innerHTML",
            "hx-target": f"#id_{name}_helptext", "lang": language,
        }  # fmt: skip

    def statement(self) -> AskedStatement:
        """Return the statement that was filled in."""
        chosen = self.cleaned_data
        return AskedStatement(
            self.code_given,
            {"nl": chosen["text_nl"], "en": chosen["text_en"]},
            {"nl": chosen["short_nl"], "en": chosen["short_en"]},
            chosen["dimension"],
            chosen["scale"],
            chosen["negative"],
            chosen["double_barrelled"],
            tuple(chosen["about"]),
        )


def say_scale(scale: AskedScale) -> str:
    """Return a scale by its first and last answer."""
    labels = [one.label["nl"] or one.label.get("en", "") for one in scale.categories]
    return f"{scale.code}: {labels[0]} – {labels[-1]}" if labels else scale.code


def grouped_places(places: dict[str, MapPlace]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a statement can be about, in groups."""
    names = {"activity": _("Activities"), "precondition": _("Preconditions")}
    groups: dict[str, list[tuple[str, str]]] = {name: [] for name in (*names.values(), _("Other places on the map"))}
    for place in places.values():
        kind = names.get(place.kind, _("Other places on the map"))
        known = str(MapNode.Kind(place.kind).label) if place.kind in MapNode.Kind.values else ""
        words = f"{place.code}: {place.title}"
        groups[kind].append((place.code, f"{words} ({known})" if kind not in names.values() and known else words))
    return [(name, sorted(options)) for name, options in groups.items() if options]


class ScaleForm(PartForm):
    """One answer scale; each answer is a line."""

    lines = forms.CharField(
        label=gettext_lazy("Answers, one a line"),
        widget=_lines(7, spellcheck="false"),
        max_length=MOST_LINES,
        help_text=gettext_lazy(
            "Number | Dutch | English | side. The side is - (disagrees), 0 (in between) or + (agrees). For example:"
            " 1 | Helemaal oneens | Strongly disagree | -"
        ),
    )
    with_do_not_know = forms.BooleanField(label=gettext_lazy("With “don't know” apart from these"), required=False)
    field_order = ("code", "lines")

    def __init__(self, *args: Any, scale: AskedScale | None = None, **kwargs: Any) -> None:
        lines = "\n".join(
            f"{one.value} | {one.label['nl']} | {one.label.get('en', '')} | {SIGN_OF[one.side]}"
            for one in (scale.categories if scale else ())
        )
        known = scale is None or scale.with_do_not_know
        kwargs["initial"] = {"lines": lines, "with_do_not_know": known, "seen": checksum_of(scale) if scale else ""}
        super().__init__(*args, **kwargs)
        self.fields["code"].max_length = longest(AnswerScale, "code")  # type: ignore[attr-defined]  # a text field
        self.keep_code(scale.code if scale else "")

    def clean_lines(self) -> tuple[AskedCategory, ...]:
        """Return the answers that were typed; name the line in which something is wrong."""
        found = []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if not line.strip():
                continue
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 4:
                words = _("Line %(number)s: write four parts with | between them.")
                raise forms.ValidationError(words % {"number": number})
            value, dutch, english, sign = parts
            if not value.isascii() or not value.isdecimal() or len(value) > 4:
                words = _("Line %(number)s: “%(word)s” is no whole number below 10,000.")
                raise forms.ValidationError(words % {"number": number, "word": value[:20]})
            if sign not in SIGNS:
                words = _("Line %(number)s: the side is -, 0 or +.")
                raise forms.ValidationError(words % {"number": number})
            found.append(AskedCategory(int(value), {"nl": dutch, "en": english}, SIGNS[sign].value))
        return tuple(found)

    def scale(self) -> AskedScale:
        """Return the scale that was filled in."""
        return AskedScale(self.code_given, self.cleaned_data["lines"], self.cleaned_data["with_do_not_know"])


class OpenQuestionForm(PartForm):
    """One question that is answered in one's own words."""

    text_nl = forms.CharField(
        label=gettext_lazy("Question in Dutch"), max_length=longest(OpenQuestion, "text_nl"), widget=_lines()
    )
    text_en = forms.CharField(
        label=gettext_lazy("Question in English"),
        max_length=longest(OpenQuestion, "text_en"),
        widget=_lines(),
        required=False,
    )

    def __init__(self, *args: Any, question: AskedQuestion | None = None, **kwargs: Any) -> None:
        if question is not None:
            texts = {"text_nl": question.text["nl"], "text_en": question.text.get("en", "")}
            kwargs["initial"] = texts | {"seen": checksum_of(question)}
        super().__init__(*args, **kwargs)
        self.keep_code(question.code if question else "")

    def question(self) -> AskedQuestion:
        """Return the question that was filled in."""
        texts = {"nl": self.cleaned_data["text_nl"], "en": self.cleaned_data["text_en"]}
        return AskedQuestion(self.code_given, texts)


class FileForm(forms.Form):
    """A file with an instrument."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".lss,.xlsx"}),
        help_text=gettext_lazy(
            "The structure of a LimeSurvey survey (.lss), or a workbook (.xlsx) as a version is exported."
        ),
    )


class SaveImportForm(forms.Form):
    """What was understood of a file, to be saved as a draft of a new instrument or of a next version."""

    content = forms.CharField(widget=forms.HiddenInput)
    target = forms.ChoiceField(label=gettext_lazy("Save it as"))
    code = forms.CharField(
        label=gettext_lazy("Short code"),
        max_length=longest(Instrument, "code"),
        required=False,
        help_text=gettext_lazy("Of a new instrument: one word of letters and digits, such as T1."),
    )
    name_nl = forms.CharField(
        label=gettext_lazy("Name in Dutch"), max_length=longest(Instrument, "name_nl"), required=False
    )
    name_en = forms.CharField(
        label=gettext_lazy("Name in English"), max_length=longest(Instrument, "name_en"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Why is there another version?"),
        max_length=longest(InstrumentVersion, "reason"),
        required=False,
        help_text=gettext_lazy("Of a next version."),
    )

    def __init__(self, *args: Any, targets: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = targets  # type: ignore[attr-defined]  # a choice field


class PlainForm(forms.Form):
    """Nothing to fill in: the button says it."""
