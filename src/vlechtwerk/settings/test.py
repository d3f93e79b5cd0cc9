"""Settings of the tests: an own server that need not survive a crash, and a hasher that is quick."""

import hashlib
import shutil
from pathlib import Path

from vlechtwerk.foundation.database.server import EmbeddedServer
from vlechtwerk.settings.base import *  # noqa: F403
from vlechtwerk.settings.base import DATABASES, HOME

SECRET_KEY = "only-for-tests-" + "x" * 50
DEMO_SIGN_IN = True
REQUIRE_SECOND_FACTOR = False
# Passkeys over http, on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
# In memory where there is room: a copy of the template is two thousand files, and for each new file ext4 looks past all
# that were deleted in the last minutes.
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30  # noqa: S108  # what others may write there is not read
IN_MEMORY = MEMORY.is_dir() and shutil.disk_usage(MEMORY).total >= ROOM
EMBEDDED_SERVER = EmbeddedServer(
    MEMORY / f"vlechtwerk-{hashlib.sha256(bytes(HOME)).hexdigest()[:12]}" if IN_MEMORY else HOME / "test-postgresql",
    durable=False,
)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each test client begins with all middleware: one that looks through the static files each time costs more than a page.
WHITENOISE_AUTOREFRESH = True
# Each worker's database is dropped and made anew; a pool would keep connections to the old one.
DATABASES["default"]["OPTIONS"].pop("pool")
MEDIA_ROOT = HOME / "test-files"
KEY_RING = HOME / "test-keys.json"
ROUND_KEYS = HOME / "test-round-keys"
REMOVALS = HOME / "test-removals.jsonl"
