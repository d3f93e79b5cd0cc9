"""Rows of files of coding, ready to print."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import CodingFile
from vlechtwerk.domains.evaluation.words.coding_files import not_kept_of, words_of_convention
from vlechtwerk.engines.coding.conventions import convention_of
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


def file_page(request: PageRequest, found: CodingFile, counted: Mapping[str, str]) -> dict[str, Any]:
    """Return how far a file is, and what it holds or brought; `counted`: the ways of counting that were chosen."""
    told = found.told
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
        "sources": [_source_row(one, counted.get(one["guid"], "")) for one in told.get("sources", ())],
        "not_kept": not_kept_of(found),
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


def _source_row(one: dict[str, Any], chosen: str) -> dict[str, Any]:
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
                "chosen": str(number) == chosen,
            }
            for number, sample in one["tried"]
        ],
    }
