"""Settings of the demo: one machine, invented people to step into, http on localhost."""

from vlechtwerk.settings.base import *  # noqa: F403
from vlechtwerk.settings.base import HOME
from vlechtwerk.settings.secret import kept_secret

SECRET_KEY = kept_secret(HOME / "secret_key")
DEMO_SIGN_IN = True
REQUIRE_SECOND_FACTOR = False
# Passkeys over http, on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
PRINTS_LINKS = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
