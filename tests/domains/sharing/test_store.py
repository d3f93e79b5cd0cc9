"""Files are kept under keys that are made once."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction

from tests.workspace import Workspace
from tests.world import now
from vlechtwerk.domains.sharing.models import DocumentVersion
from vlechtwerk.domains.sharing.operations import store
from vlechtwerk.domains.sharing.queries.store import (
    KeptText,
    KeysLost,
    file_of,
    place_of,
    ring,
    waiting_folder,
    waiting_place_of,
)
from vlechtwerk.foundation.identifiers import new_identifier
from vlechtwerk.interfaces.cli.keys import keys
from vlechtwerk.interfaces.web.tasks import clear_waiting_files

pytestmark = pytest.mark.slow


@pytest.mark.django_db(transaction=True)
def test_lost_keys_are_said_and_not_made_anew(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.KEY_RING = tmp_path / "files", tmp_path / "keys.json"
    kept = new_identifier()
    with transaction.atomic():
        store.keep(kept, "politie", BytesIO(b"x"), KeptText(["x"]))
    assert b"".join(file_of(kept, "politie")) == b"x"
    settings.KEY_RING = tmp_path / "elsewhere.json"
    with pytest.raises(KeysLost, match="put the copy"):
        store.keep(new_identifier(), "politie", BytesIO(b"x"), KeptText(["x"]))
    assert not settings.KEY_RING.exists()


def test_who_reads_makes_no_keys(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.KEY_RING = tmp_path / "files", tmp_path / "keys.json"
    with pytest.raises(KeysLost):
        ring()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_key_is_rotated_at_the_server_and_what_was_kept_stays_readable(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.KEY_RING = tmp_path / "files", tmp_path / "keys.json"
    kept = new_identifier()
    with transaction.atomic():
        store.keep(kept, "politie", BytesIO(b"x"), KeptText(["x"]))
    ring().current("pseudonyms test smokkel")
    codes = [
        CliRunner().invoke(keys, ["rotate", name]).exit_code
        for name in ("politie", "nobody", "pseudonyms test smokkel")
    ]
    assert codes == [0, 1, 1]
    assert ring().current("politie")[0] == 2
    assert b"".join(file_of(kept, "politie")) == b"x"


@pytest.mark.django_db(transaction=True)
def test_what_failed_uploads_left_is_cleared_after_a_day_and_no_file_of_a_document(
    lasting_workspace: Workspace, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    lasting_workspace.gives("anna", "Werkwijze", category="knowledge", level="knowledge")
    with lasting_workspace.reading("anna"):
        kept = DocumentVersion.objects.get().stored_as
    # As it is when the program is cut off between the commit and the move.
    cut_off = [place_of(kept, part).rename(waiting_place_of(kept, part)) for part in ("file", "text")]
    abandoned, fresh = (waiting_place_of(new_identifier(), "file") for _turn in range(2))
    for place in (abandoned, fresh):
        place.write_bytes(b"x")
    long_ago = (now() - timedelta(days=1, minutes=1)).timestamp()
    for place in (*cut_off, abandoned):
        os.utime(place, (long_ago, long_ago))
    clear_waiting_files(timestamp=0)
    assert list(waiting_folder().iterdir()) == [fresh]
    assert place_of(kept, "text").exists()
    assert b"".join(file_of(kept, "NP")).decode().strip() == "Werkwijze"
