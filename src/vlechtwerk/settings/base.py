"""Settings that hold in every situation."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from vlechtwerk.foundation.database.connections import RememberingConnection, forget_reader
from vlechtwerk.foundation.database.roles import APPLICATION, OWNER
from vlechtwerk.foundation.database.server import EmbeddedServer
from vlechtwerk.settings import environment
from vlechtwerk.settings.providers import read_identity_providers

PACKAGE = Path(__file__).resolve().parent.parent
REPOSITORY = PACKAGE.parent.parent
HOME = environment.home()

DEBUG = False
DEMO_SIGN_IN = False
REQUIRE_SECOND_FACTOR = True
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    # First, so that our templates come before those of the parts.
    "vlechtwerk.interfaces.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "vlechtwerk.foundation.database",
    "vlechtwerk.foundation.journal",
    "vlechtwerk.foundation.evidence",
    "vlechtwerk.domains.partnership",
    "vlechtwerk.domains.sharing",
    "vlechtwerk.domains.programme",
    "vlechtwerk.domains.evaluation",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vlechtwerk.interfaces.api.access.ApiMiddleware",
    "vlechtwerk.interfaces.web.middleware.ReadingMiddleware",
]

ROOT_URLCONF = "vlechtwerk.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "vlechtwerk.interfaces.web.frame.frame",
            ],
        },
    },
]

# --- Database: the application connects as a role that owns nothing. -------------------------------------------------
EMBEDDED_SERVER = EmbeddedServer(HOME / "postgresql")
RUNS_AS_OWNER = environment.RUN_AS_OWNER.flag()
USES_EMBEDDED_SERVER = not environment.DATABASE_URL.text()
THREADS = environment.THREADS.number()


def _database(url: str) -> dict[str, Any]:
    address = environment.DatabaseAddress.read(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.name,
        "USER": address.role,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port,
        "TIME_ZONE": "UTC",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        # A cursor that outlives its transaction would outlive the reading context.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": address.options
        | {
            "server_side_binding": True,
            # What a page asks again and again is planned once per connection.
            "prepare_threshold": 5,
            # Short queries only: compiling one takes longer than running it. What is asked often lies in memory, where
            # a page looked up costs hardly more than the next one. A plan is made once, not for each value anew
            # (docs/adr/0020).
            "options": "-c jit=off -c random_page_cost=1.1 -c plan_cache_mode=force_generic_plan",
            "pool": {
                "min_size": 1,
                "max_size": THREADS + 2,
                "timeout": 10,
                "reset": forget_reader,
                "connection_class": RememberingConnection,
            },
        },
    }


def _address(role: str) -> str:
    return EMBEDDED_SERVER.address(role, "vlechtwerk")


APPLICATION_URL = environment.DATABASE_URL.text() or _address(APPLICATION)
OWNER_URL = environment.DATABASE_OWNER_URL.text() or _address(OWNER)
APPLICATION_ROLE = environment.DatabaseAddress.read(APPLICATION_URL).role
DATABASES = {"default": _database(OWNER_URL if RUNS_AS_OWNER else APPLICATION_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rate_limit_cache",
        # Far above what a day brings: a full cache throws counts away, and with them a lock-out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Parts of pages that are the same for every member of a project, till something of it changes.
    "kept": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "kept",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

# --- Signing in. ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "partnership.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "vlechtwerk.interfaces.web.account.adapter.ClosedAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# Who has no account gets no mail: the mail would invite them to sign up.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Vlechtwerk: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "5/5m/key,30/5m/ip", "reset_password": "5/h/key,20/h/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Vlechtwerk"
MFA_ADAPTER = "vlechtwerk.interfaces.web.account.adapter.SecondFactorAdapter"
# The administrator gave the address; nobody has to prove it before a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "add_webauthn": "vlechtwerk.interfaces.web.account.forms.AddPasskeyForm",
    "edit_webauthn": "vlechtwerk.interfaces.web.account.forms.RenamePasskeyForm",
}
# Partners' own identity providers, by the Dutch profile of OpenID Connect; the adapter reads them from here.
IDENTITY_PROVIDERS = read_identity_providers(environment.OIDC_PROVIDERS.text())
SOCIALACCOUNT_ADAPTER = "vlechtwerk.interfaces.web.account.oidc.adapter.PartnerAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "vlechtwerk.interfaces.web.account.oidc.provider.PartnerProvider"}
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# It goes with the browser: a year is longer than anybody stays.
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "vlechtwerk.interfaces.web.errors.forbidden"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Language and time. ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
FORMAT_MODULE_PATH = "vlechtwerk.settings.formats"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [REPOSITORY / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

# --- What a browser may do. -----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Browsers hold the way back and forth to an identity provider to this rule too.
        "form-action": [SELF, *(origin for provider in IDENTITY_PROVIDERS for origin in provider.origins)],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "static/"
STATIC_ROOT = REPOSITORY / "staticfiles"
# What is found first is what is collected: the one stylesheet with all that it lists.
STATICFILES_FINDERS = [
    "vlechtwerk.interfaces.web.stylesheet.OneStylesheet",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STYLESHEET_ROOT = HOME / "stylesheet"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Documents lie here encrypted, outside everything that a web server serves.
MEDIA_ROOT = HOME / "files"
KEY_RING = environment.KEY_RING.text() or HOME / "keys.json"
# What anonymous answers are sealed with till their round closes; a backup that held it could open them afterwards.
ROUND_KEYS = environment.ROUND_KEYS.text() or HOME / "round-keys"
REMOVALS = environment.REMOVALS.text() or HOME / "removals.jsonl"
MALWARE_SCANNER = environment.MALWARE_SCANNER.text()
MOST_MEGABYTES = environment.MOST_MEGABYTES.number()
# What comes in lies here until it is encrypted, readable to the program only; what was cut off is cleared daily.
FILE_UPLOAD_TEMP_DIR = MEDIA_ROOT / "arriving"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
FILE_UPLOAD_HANDLERS = ["vlechtwerk.interfaces.uploads.LimitedUpload"]

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Whether personal links of a round may be printed where there is no mail server.
PRINTS_LINKS = False
# A mail server that does not answer holds a worker no longer than this, in seconds.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = environment.EMAIL_FROM.text() or "no-reply@localhost"
SITE_URL = environment.SITE_URL.text() or f"http://localhost:{environment.PORT.text()}"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_links": {"()": "vlechtwerk.interfaces.web.answering.log.WithoutLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_links"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
