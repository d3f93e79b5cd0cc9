"""Rows of files of coding, ready to print."""

from typing import Any

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import CodingFile
from vlechtwerk.domains.evaluation.words.coding_files import (
    convention_of,
    reasons_of_file,
    words_of_convention,
    words_of_not_kept,
)
from vlechtwerk.engines.coding.mistakes import Mistake, NotKept, Unreadable
from vlechtwerk.engines.coding.transport import from_data
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.coding_jobs import WORKING
from vlechtwerk.interfaces.web.evaluation.fieldwork_rows import address
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_moment

State = CodingFile.State


def list_row(request: PageRequest, one: CodingFile) -> dict[str, Any]:
    """Return a file as it stands in the list."""
    return {
        "name": one.name,
        "state": str(one.get_state_display()),
        "when": say_moment(one.ended_at or one.asked_at),
        "url": address(request, "coding_file", one.evaluation, one.id),
    }


def file_page(request: PageRequest, found: CodingFile) -> dict[str, Any]:
    """Return how far a file is, and what it holds or brought."""
    told = found.told
    left = [from_data(NotKept, one) for one in told.get("left", told.get("not_kept", ()))]
    holds = "codes" in told
    return {
        "name": found.name,
        "address": address(request, "coding_file", found.evaluation, found.id),
        "state": found.state,
        "working": _working(found) if found.state in WORKING else "",
        "share": 100 * found.done // found.total if found.total else 0,
        "holds": holds,
        "origin": told.get("origin", ""),
        "codes": told.get("codes", 0),
        "texts": told.get("texts", 0),
        "codings": told.get("codings", 0),
        "sources": [_source_row(one) for one in told.get("sources", ())],
        "not_kept": [words_of_not_kept(one) for one in left],
        "made": {"codes": len(found.new_codes), "texts": len(found.new_texts), "codings": len(found.new_codings)}
        if found.state == State.TAKEN_IN
        else None,
        "undone": found.state == State.UNDONE,
        "gone": found.state in (State.READ, State.WRITTEN) and not found.content,
        "written_url": address(request, "written_coding_file", found.evaluation, found.id)
        if found.state == State.WRITTEN and found.content
        else "",
    }


def _working(found: CodingFile) -> str:
    words = {
        State.READING: _("The file is being read, since %(since)s. You can leave this page."),
        State.TAKING_IN: _("The file is being taken in, since %(since)s. You can leave this page."),
        State.WRITING: _("The file is being written, since %(since)s. You can leave this page."),
    }
    return words[State(found.state)] % {"since": say_moment(found.asked_at)}


def _source_row(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "guid": one["guid"],
        "name": one["name"],
        "selections": one["selections"],
        "fitting": one["fitting"],
        "convention": words_of_convention(convention_of(one["convention"])),
        "tried": [
            {
                "number": number,
                "words": words_of_convention(convention_of(number)),
                "sample": " / ".join(sample),
                "chosen": number == one["convention"],
            }
            for number, sample in one["tried"]
        ],
    }


def reasons_of(found: CodingFile) -> list[Reason]:
    """Return why a file was not taken in or written, each mistake at its place."""
    if found.state != State.REFUSED:
        return []
    told = found.told
    if "mistakes" in told:
        return reasons_of_file(Unreadable([from_data(Mistake, one) for one in told["mistakes"]], told["count"]))
    refused = [Reason(code, text) for code, text in told.get("reasons", ())]
    return refused or [Reason("broke_off", _("The work broke off, and nothing was changed. Try again."))]
