"""Settings of production: refuses to start when something is unsafe."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from vlechtwerk.settings import environment
from vlechtwerk.settings.base import *  # noqa: F403
from vlechtwerk.settings.base import HOME, IDENTITY_PROVIDERS
from vlechtwerk.settings.providers import refuse_unsafe

SHORTEST_SECRET = 50

SECRET_KEY = environment.SECRET_KEY.text()
if len(SECRET_KEY) < SHORTEST_SECRET or len(set(SECRET_KEY)) < 10 or "insecure" in SECRET_KEY:
    raise ImproperlyConfigured(f"{environment.SECRET_KEY.name} must hold at least {SHORTEST_SECRET} random characters.")
if environment.DEBUG.flag():
    raise ImproperlyConfigured(f"Production does not start with {environment.DEBUG.name} on.")
if environment.DEMO_SIGN_IN.flag():
    raise ImproperlyConfigured(f"Production does not start with {environment.DEMO_SIGN_IN.name} on.")
ALLOWED_HOSTS = environment.ALLOWED_HOSTS.words()
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(f"{environment.ALLOWED_HOSTS.name} must name the hosts under which the site is reached.")
ROUND_KEYS = environment.ROUND_KEYS.text()
if not ROUND_KEYS or Path(ROUND_KEYS).resolve().is_relative_to(HOME):
    raise ImproperlyConfigured(
        f"{environment.ROUND_KEYS.name} must name a folder outside {environment.HOME.name}, and no backup may hold it."
    )
refuse_unsafe(IDENTITY_PROVIDERS)
DEFAULT_FROM_EMAIL = environment.EMAIL_FROM.text() or f"no-reply@{ALLOWED_HOSTS[0]}"
SITE_URL = environment.SITE_URL.text() or f"https://{ALLOWED_HOSTS[0]}"

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The same proxy tells who asks; otherwise everybody would share one count of wrong passwords.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

if environment.EMAIL_URL.text():
    _mail = urlsplit(environment.EMAIL_URL.text())
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or ""
    EMAIL_PORT = _mail.port or 587
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = True
