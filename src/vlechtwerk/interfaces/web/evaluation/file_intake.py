"""The course of taking in a file on a page: asked for, read, shown with what can't be kept, saved when confirmed."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.words.survey_files import words_of_mistake, words_of_not_kept, words_of_place
from vlechtwerk.engines.documents.outcome_map.signs import visible
from vlechtwerk.engines.surveys.mistakes import Mistake, NotKept, Unreadable
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.uploads import is_too_large, reasons_against_one_more
from vlechtwerk.interfaces.web.middleware import PageRequest

# What was understood goes along to where it is confirmed, signed: it comes back as it left, and within a day.
SECONDS = 24 * 60 * 60
MOST_SENT_ALONG = 2_000_000
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page of an intake shows: the form for a file, or what was understood of it with the form to save it."""

    form: forms.Form | None = None
    save: forms.Form | None = None
    understood: dict[str, Any] | None = None
    mistakes: Sequence[Mistake] = ()
    count: int = 0
    reasons: Sequence[Reason] = ()
    code: int = HTTPStatus.OK
    # What is said above it: that it is shown once more, for instance.
    said: str = ""


class FileIntake(ABC):
    """One kind of file that is taken in; `salt` keeps what was read of it apart from what was read of another kind."""

    template: ClassVar[str]
    salt: ClassVar[str]
    most_megabytes: ClassVar[int]

    def __init__(self, request: PageRequest) -> None:
        self.request = request

    @abstractmethod
    def reasons_against(self) -> list[Reason]:
        """Return why the reader may take in nothing."""

    @abstractmethod
    def asking(self, *sent: Any) -> forms.Form:
        """Return the form that asks for a file, with a field `file`."""

    @abstractmethod
    def read(self, path: Path, name: str, chosen: dict[str, Any]) -> Shown:
        """Read a file and return what it says, with the form to save it; raises `Unreadable`."""

    @abstractmethod
    def confirmed(self, read: dict[str, Any]) -> Shown | HttpResponse:
        """Save what was read, or show it once more; raises `Unreadable`."""

    @abstractmethod
    def around(self) -> dict[str, Any]:
        """Return what stands around it: crumbs, and the way back."""

    def respond(self) -> HttpResponse:
        """Take the step that the request asks for."""
        request = self.request
        posts = request.method == "POST"
        against = self.reasons_against()
        if against:
            return self._page(Shown(reasons=against, code=HTTPStatus.CONFLICT if posts else HTTPStatus.OK))
        if not posts:
            return self._page(Shown(form=self.asking()))
        if is_too_large(request):
            too_large = Mistake("file_too_large", details={"most": str(self.most_megabytes)})
            return self._page(self._wrong([too_large], code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
        if "content" in request.POST:
            return self._confirm(request.POST["content"])
        form = self.asking(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(Shown(form=form, code=HTTPStatus.UNPROCESSABLE_ENTITY))
        return self._look(form)

    def to_send_along(self, read: dict[str, Any]) -> str:
        """Return what was read, signed for its reader; raises `Unreadable` when it is more than a page takes along."""
        content = signing.dumps({**read, "person": self._reader()}, salt=self.salt, compress=True)
        if len(content) > MOST_SENT_ALONG:
            raise Unreadable([Mistake("too_much_for_a_page")])
        return content

    def _reader(self) -> str:
        return str(self.request.actor.person.id)

    def _look(self, form: forms.Form) -> HttpResponse:
        """Read the file, and show what it says or what is wrong with it."""
        against = reasons_against_one_more(self.request, self.request.actor.account)
        if against:
            return self._page(Shown(form=self.asking(), reasons=against, code=HTTPStatus.CONFLICT))
        file: TemporaryUploadedFile = form.cleaned_data["file"]
        name = file.name or ""
        try:
            shown = self.read(Path(file.temporary_file_path()), name, form.cleaned_data)
        except Unreadable as error:
            shown = self._wrong(error.mistakes, error.count)
        return self._page(shown, name)

    def _confirm(self, content: str) -> HttpResponse:
        try:
            read = signing.loads(content, salt=self.salt, max_age=SECONDS)
        except signing.BadSignature:
            read = {}
        if read.get("person") != self._reader():
            words = _("What was read of the file did not come back as it was. Choose the file again.")
            gone = [Reason("file_read_too_long_ago", words)]
            return self._page(Shown(form=self.asking(), reasons=gone, code=HTTPStatus.CONFLICT))
        try:
            answer = self.confirmed(read)
        except Unreadable as error:
            answer = self._wrong(error.mistakes, error.count)
        return self._page(answer) if isinstance(answer, Shown) else answer

    def _wrong(self, mistakes: Sequence[Mistake], count: int = 1, code: int = HTTPStatus.UNPROCESSABLE_ENTITY) -> Shown:
        form = self.asking()
        # What was chosen beside the file stays chosen.
        form.initial = {name: self.request.POST[name] for name in form.fields if name in self.request.POST}
        return Shown(form=form, mistakes=mistakes[:MOST_SHOWN], count=count, code=code)

    def _page(self, shown: Shown, name: str = "") -> HttpResponse:
        context = {
            **self.around(),
            "form": shown.form,
            "save": shown.save,
            "understood": shown.understood,
            "mistakes": [
                {"place": words_of_place(one.place), "words": words_of_mistake(one)} for one in shown.mistakes
            ],
            "told": _told(shown, visible(name)),
            "reasons": list(shown.reasons),
            "said": shown.said,
        }
        return render(self.request, self.template, context, status=shown.code)


def _told(shown: Shown, name: str) -> str:
    count = shown.count
    said = ngettext("%(count)s mistake in %(file)s.", "%(count)s mistakes in %(file)s.", count)
    told = [said % {"count": count, "file": f"“{name}”" if name else _("the file")}]
    told.append(_("Nothing was saved."))
    if len(shown.mistakes) < count:
        told.append(_("The first %(shown)s are:") % {"shown": len(shown.mistakes)})
    return " ".join(told)


def left_out(not_kept: Sequence[NotKept]) -> list[dict[str, str]]:
    """Return what is not kept, once for all places where it is the same."""
    places: dict[str, list[str]] = {}
    for one in not_kept:
        places.setdefault(words_of_not_kept(one), []).append(words_of_place(one.place))
    return [{"words": words, "places": "; ".join(filter(None, found))} for words, found in places.items()]
