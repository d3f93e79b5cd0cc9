"""Write every environment variable to docs/reference/settings.md."""

import pathlib

from vlechtwerk.settings.environment import VARIABLES

FILE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "reference" / "settings.md"
HEAD = """# Settings

`make api-schema` writes this page. Vlechtwerk and its tests read these environment variables and no other; a flag is on
when it is `1`, `true`, `yes` or `on`.

| variable | what it is for | when it is not set |
|---|---|---|
"""


def written() -> str:
    """Return the page."""
    rows = [(each.name, each.sentence, f"`{each.default}`" if each.default else "empty") for each in VARIABLES]
    return HEAD + "".join(f"| `{name}` | {sentence} | {default} |\n" for name, sentence, default in rows)


if __name__ == "__main__":
    FILE.write_text(written())
