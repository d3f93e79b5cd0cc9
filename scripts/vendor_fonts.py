"""Makes the four static fonts for charts, drawings and PDF from the variable Noto Sans, with their advance widths."""

import argparse
import json
from importlib.util import find_spec
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

DESTINATION = Path(__file__).parents[1] / "src/vlechtwerk/engines/documents/fonts"
UPRIGHT = "NotoSans[wdth,wght].ttf"
SLANTED = "NotoSans-Italic[wdth,wght].ttf"
CUTS = {
    "NotoSans-Regular": (UPRIGHT, 400),
    "NotoSans-SemiBold": (UPRIGHT, 600),
    "NotoSans-Bold": (UPRIGHT, 700),
    "NotoSans-Italic": (SLANTED, 400),
}
# Arrows, shapes and signs like "at least" are not in Noto Sans at all: drawings make them as paths.
# Latin with all Dutch and neighbouring letters, combining marks, punctuation, currency, fractions.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x259, 0x259), (0x2C6, 0x2DD), (0x300, 0x304),
    (0x306, 0x308), (0x30A, 0x30C), (0x327, 0x328), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3),
    (0x2007, 0x200A), (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044), (0x2070, 0x2079), (0x2080, 0x2089),
    (0x20AC, 0x20AC), (0x2113, 0x2122), (0x2153, 0x215E), (0x2212, 0x2212),
)  # fmt: skip


def installed_fonts() -> Path:
    """Find the folder of the variable fonts in the installed package `fontpkg-noto-sans`."""
    found = find_spec("fontpkg_noto_sans")
    if found is None or found.origin is None:
        raise SystemExit("Install fontpkg-noto-sans and fonttools first.")
    return Path(found.origin).parent / "files"


def cut(source: Path, name: str, weight: int) -> TTFont:
    """Fix the weight of a variable font and keep only Latin and signs."""
    font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": weight, "wdth": 100})
    options = Options()
    options.layout_features = ["kern", "mark", "ccmp", "locl", "tnum", "lnum"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    name_the_style(font, name)
    return font


def name_the_style(font: TTFont, name: str) -> None:
    """Give the font the family and style by which charts and PDF ask for it."""
    style = name.removeprefix("NotoSans-")
    names = font["name"]
    basic = style in ("Regular", "Bold", "Italic")
    full = f"Noto Sans {style}"
    texts = {1: "Noto Sans" if basic else full, 2: style if basic else "Regular", 4: full, 6: name}
    if not basic:
        texts |= {16: "Noto Sans", 17: style}
    for identifier in (1, 2, 4, 6, 16, 17):
        names.removeNames(nameID=identifier)
    for identifier, text in texts.items():
        names.setName(text, identifier, 3, 1, 0x409)


def advance_widths(font: TTFont) -> dict[str, int]:
    """Map each character to the width it takes, in thousandths of the type size."""
    per_em = font["head"].unitsPerEm
    metrics = font["hmtx"].metrics
    return {chr(code): round(metrics[glyph][0] * 1000 / per_em) for code, glyph in sorted(font.getBestCmap().items())}


def main() -> None:
    """Write the fonts and their widths into the engine of documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", type=Path, help="folder of the variable fonts (default: the installed package)")
    folder = parser.parse_args().fonts or installed_fonts()
    DESTINATION.mkdir(parents=True, exist_ok=True)
    widths = {}
    for name, (file_name, weight) in CUTS.items():
        font = cut(folder / file_name, name, weight)
        font.save(DESTINATION / f"{name}.ttf")
        widths[name] = advance_widths(font)
    text = json.dumps(widths, ensure_ascii=False, indent=0, sort_keys=True)
    (DESTINATION / "advance_widths.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
