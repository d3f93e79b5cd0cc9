"""Every environment variable that Vlechtwerk reads: once, typed, with one sentence each."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = frozenset({"1", "true", "yes", "on"})


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what it is for, and its value when it is not set."""

    name: str
    sentence: str
    default: str = ""

    def text(self) -> str:
        """Return the value."""
        return os.environ.get(self.name, self.default)

    def flag(self) -> bool:
        """Return whether it is switched on."""
        return self.text().strip().lower() in TRUE

    def number(self) -> int:
        """Return the value as a whole number; raise `ValueError` when it is none."""
        return int(self.text())

    def words(self) -> list[str]:
        """Return the values between commas."""
        return [word.strip() for word in self.text().split(",") if word.strip()]


HOME = Variable("VLECHTWERK_HOME", "The folder for everything that is kept on this machine.", "var")
SETTINGS = Variable(
    "DJANGO_SETTINGS_MODULE",
    "Which settings are in force; with `--demo`, those of the demo unless this names others.",
    "vlechtwerk.settings.production",
)
SECRET_KEY = Variable(
    "VLECHTWERK_SECRET_KEY",
    "The secret that signs sessions and seals what the program asks of the database; at least 50 random characters. "
    "After a change: vlechtwerk migrate.",
)
ALLOWED_HOSTS = Variable("VLECHTWERK_ALLOWED_HOSTS", "The names under which the site is reached, with commas between.")
DATABASE_URL = Variable(
    "DATABASE_URL", "Where the application's role finds PostgreSQL; empty means the embedded server."
)
DATABASE_OWNER_URL = Variable(
    "DATABASE_OWNER_URL",
    "Where the role that owns the tables finds PostgreSQL; only migrate, case load, backup and restore use it.",
)
POSTGRESQL_PROGRAMS = Variable(
    "VLECHTWERK_POSTGRESQL_PROGRAMS",
    "The folder of pg_dump, pg_restore and psql; empty means our own, of version 18 and without TLS.",
)
RUN_AS_OWNER = Variable(
    "VLECHTWERK_RUN_AS_OWNER", "Set by the commands that need it, for their own process; never set it yourself."
)
PORT = Variable("VLECHTWERK_PORT", "The port on which the site is served.", "8000")
WORKERS = Variable("VLECHTWERK_WORKERS", "How many processes answer requests.", "2")
THREADS = Variable("VLECHTWERK_THREADS", "How many requests one process answers at once.", "2")
EMAIL_URL = Variable(
    "VLECHTWERK_EMAIL_URL",
    "The mail server, as smtp://user:password@host:port; empty means mail goes to the log, and invitations to a "
    "round are refused (but in the demo).",
)
EMAIL_FROM = Variable(
    "VLECHTWERK_EMAIL_FROM", "From which address mail is sent; empty means no-reply at the first host of the site."
)
SITE_URL = Variable(
    "VLECHTWERK_SITE_URL",
    "The address of the site in the links of mail; empty means https at its first host, or the port of the demo.",
)
OIDC_PROVIDERS = Variable(
    "VLECHTWERK_OIDC_PROVIDERS",
    "The JSON file that names the identity providers of partners; empty means nobody signs in through one.",
)
DEBUG = Variable(
    "VLECHTWERK_DEBUG",
    "Switches nothing on: a flag that other programs may have set, with which production refuses to start.",
)
DEMO_SIGN_IN = Variable(
    "VLECHTWERK_DEMO_SIGN_IN",
    "Switches nothing on: only the settings of the demo let one step in; production refuses to start with it.",
)
URL = Variable("VLECHTWERK_URL", "The site that the commands about records talk to.", "http://localhost:8000")
PROJECT = Variable("VLECHTWERK_PROJECT", "The project that the commands about records are about.")
PURPOSE = Variable("VLECHTWERK_PURPOSE", "The purpose in which the commands about documents and consents read.")
APPOINTMENT = Variable(
    "VLECHTWERK_APPOINTMENT", "The appointment (identifier) in which those commands act; empty means the newest."
)
TOKEN = Variable("VLECHTWERK_TOKEN", "The personal token with which those commands act; made on the account page.")
TOKEN_FILE = Variable("VLECHTWERK_TOKEN_FILE", "A file that holds the personal token, instead of the variable.")
KEY_RING = Variable(
    "VLECHTWERK_KEY_RING",
    "The file with the keys that documents are encrypted with; keep it apart from the backups of the database.",
)
ROUND_KEYS = Variable(
    "VLECHTWERK_ROUND_KEYS",
    "The folder with the keys of open anonymous rounds: in no backup, shared by all machines that serve the site. "
    "Production needs it, outside VLECHTWERK_HOME.",
)
REMOVALS = Variable(
    "VLECHTWERK_REMOVALS",
    "The list of the words of fieldwork that were removed since consent was withdrawn: no words, only their places. "
    "Copied beside each backup, and read when one is restored; empty means removals.jsonl in VLECHTWERK_HOME.",
)
MALWARE_SCANNER = Variable(
    "VLECHTWERK_MALWARE_SCANNER", "Where clamd listens (host:port or a socket's path); empty means no scanning."
)
MOST_MEGABYTES = Variable("VLECHTWERK_MOST_MEGABYTES", "The largest file that is taken in, in megabytes.", "100")
CHROMIUM = Variable(
    "CHROMIUM",
    "Read by the tests only: the Chromium that they drive; empty means the one on the path, where it is there the one "
    "without windows.",
)

VARIABLES = tuple(value for value in list(globals().values()) if isinstance(value, Variable))


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """A PostgreSQL address in its parts."""

    role: str
    password: str = field(repr=False)
    host: str
    port: str
    name: str
    options: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, url: str) -> "DatabaseAddress":
        """Read postgresql://role:password@host:port/database?sslmode=…; a folder as host is written with %2F."""
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query))
        # Not `parts.hostname`: it makes the name of a folder lower case.
        host = parts.netloc.rpartition("@")[2]
        host = host[1:].partition("]")[0] if host.startswith("[") else unquote(host.partition(":")[0])
        return cls(
            role=options.pop("user", unquote(parts.username or "")),
            password=options.pop("password", unquote(parts.password or "")),
            host=options.pop("host", host),
            port=options.pop("port", str(parts.port or "")),
            name=options.pop("dbname", unquote(parts.path.lstrip("/"))),
            options=options,
        )


def home() -> Path:
    """Return the folder for everything that is kept on this machine."""
    return Path(HOME.text()).resolve()
