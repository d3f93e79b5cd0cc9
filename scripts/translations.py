"""Collect the texts of the code into the Dutch catalogue, keep what is translated, and say what lacks.

Needs Debian's gettext. With --check nothing is written: the exit code tells whether the catalogue is complete.
"""

import pathlib
import subprocess
import sys
import tempfile

import polib

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
CATALOGUE = REPOSITORY / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def collected() -> polib.POFile:
    """Return every text of the code and the templates, without translations."""
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "locale").mkdir()
        (work / "src").symlink_to(REPOSITORY / "src")
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "-l", "nl", "--symlinks", "--no-location", "-v", "0"],
            cwd=work,
            check=True,
            env={"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "vlechtwerk.settings.test", "HOME": folder},
        )
        return polib.pofile(str(work / "locale" / "nl" / "LC_MESSAGES" / "django.po"))


def main() -> int:
    """Merge, and list what lacks; return 1 when there is anything."""
    found, kept = collected(), polib.pofile(str(CATALOGUE), wrapwidth=110)
    known = {(entry.msgctxt, entry.msgid): entry for entry in kept}
    wanted = {(entry.msgctxt, entry.msgid) for entry in found}
    new = [entry for entry in found if (entry.msgctxt, entry.msgid) not in known]
    gone = [entry for key, entry in known.items() if key not in wanted]
    if "--check" not in sys.argv:
        for entry in new:
            plural = {0: "", 1: ""} if entry.msgid_plural else {}
            flags = [flag for flag in entry.flags if flag != "fuzzy"]
            kept.append(
                polib.POEntry(msgid=entry.msgid, msgid_plural=entry.msgid_plural, flags=flags, msgstr_plural=plural)
            )
        for entry in gone:
            kept.remove(entry)
        kept.sort(key=lambda entry: entry.msgid.lower())
        kept.save()
        new = []
    lacking = [entry.msgid for entry in [*new, *kept.untranslated_entries(), *kept.fuzzy_entries()]]
    lacking += [entry.msgid for entry in gone] if "--check" in sys.argv else []
    for text in lacking:
        print(f"lacks or is no longer used: {text!r}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
