"""Files are kept under keys that are made once."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction

from vlechtwerk.domains.sharing.operations import store
from vlechtwerk.domains.sharing.queries.store import KeptText, KeysLost, file_of, ring
from vlechtwerk.foundation.identifiers import new_identifier
from vlechtwerk.interfaces.cli.keys import keys


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
