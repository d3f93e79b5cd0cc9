"""Compile the translations with polib: a bare machine has no msgfmt. Fuzzy entries are left out, as they should."""

import pathlib

import polib


def main() -> None:
    """Compile each catalogue beside its source."""
    locale = pathlib.Path(__file__).resolve().parent.parent / "locale"
    for catalogue in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


if __name__ == "__main__":
    main()
