"""Makes the vendored part of the look: the components and tokens in use, htmx and the fonts of the page."""

import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

STATIC = Path(__file__).parents[1] / "src/vlechtwerk/interfaces/web/static/vlechtwerk"
VENDORED = STATIC / "vendored"
PACKAGES = {
    "components": "@utrecht/component-library-css@9.0.4",
    "tokens": "@nl-design-system-unstable/voorbeeld-design-tokens@7.4.1",
    "htmx": "htmx.org@2.0.11",
    "font": "@fontsource-variable/noto-sans@5.3.0",
}
COMPONENTS = (
    "alert", "breadcrumb-nav", "button", "form-field", "form-field-description", "form-field-error-message",
    "form-label", "page-footer",
    "page-header", "select", "skip-link", "table", "table-container", "textarea", "textbox",
)  # fmt: skip
FONT_FILES = ("latin-wght-normal", "latin-ext-wght-normal", "latin-wght-italic", "latin-ext-wght-italic")
CLASS = re.compile(r"\.(utrecht-[a-z0-9]+(?:-[a-z0-9]+)*)")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


def fetch(folder: Path) -> dict[str, Path]:
    """Download each pinned package with npm and unpack it."""
    unpacked = {}
    for name, package in PACKAGES.items():
        target = folder / name
        target.mkdir()
        npm = ["npm", "pack", "--silent", "--pack-destination", str(target), package]
        subprocess.run(npm, check=True, capture_output=True)
        with tarfile.open(next(target.glob("*.tgz"))) as archive:
            archive.extractall(target, filter="data")
        unpacked[name] = target / "package"
    return unpacked


def is_kept(selector: str) -> bool:
    """Tell whether every component class in a selector belongs to a component in use."""
    classes = CLASS.findall(selector)
    return bool(classes) and all(name.removeprefix("utrecht-").split("--")[0] in COMPONENTS for name in classes)


def selectors_of(rule: QualifiedRule) -> list[str]:
    """Split the selectors of a rule at its own commas, not at those inside brackets."""
    parts: list[list[Node]] = [[]]
    for node in rule.prelude:
        if node == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return [tinycss2.serialize(part).strip() for part in parts]


def kept_rules(rules: list[Node]) -> Iterator[str]:
    """Go through rules and give the text of those that style a component in use."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            kept = [selector for selector in selectors_of(rule) if is_kept(selector)]
            if kept:
                yield f"{', '.join(kept)} {{{tinycss2.serialize(rule.content).rstrip()}\n}}"
        elif isinstance(rule, AtRule) and rule.content is not None and rule.at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            texts = list(kept_rules(inner))
            if texts:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{\n" + "\n".join(texts) + "\n}"


def components(source: Path) -> str:
    """Keep the style rules of the components in use, with the licence lines of the original."""
    text = source.read_text(encoding="utf-8")
    holders = sorted(set(re.findall(r"Copyright \(c\) .+", text)))
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    head = "/*\n * @license EUPL-1.2\n" + "".join(f" * {holder}\n" for holder in holders)
    head += f" * From {PACKAGES['components']}: only the components in use.\n */\n"
    return head + "\n".join(kept_rules(rules)) + "\n"


def declared(source: Path) -> dict[str, str]:
    """Read the name and value of every token."""
    tokens = {}
    rules = tinycss2.parse_stylesheet(source.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True)
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            for declaration in tinycss2.parse_declaration_list(rule.content):
                if isinstance(declaration, Declaration):
                    tokens[declaration.name] = tinycss2.serialize(declaration.value).strip()
    return tokens


def tokens_in_use(tokens: dict[str, str], stylesheets: list[str]) -> dict[str, str]:
    """Keep the tokens that a stylesheet asks for, and those that they ask for in turn."""
    waiting = {name for text in stylesheets for name in VARIABLE.findall(text)}
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in tokens and name not in used:
            used.add(name)
            waiting.update(VARIABLE.findall(tokens[name]))
    return {name: value for name, value in tokens.items() if name in used}


def write_fonts(package: Path) -> None:
    """Copy the fonts of the page and write the rules that name them."""
    folder = VENDORED / "fonts"
    folder.mkdir()
    blocks = []
    for style in ("wght.css", "wght-italic.css"):
        for block in re.findall(r"@font-face \{.*?\}", (package / style).read_text(encoding="utf-8"), re.DOTALL):
            for name in FONT_FILES:
                if f"noto-sans-{name}.woff2" in block:
                    blocks.append(block.replace("./files/", "./"))
                    shutil.copy(package / f"files/noto-sans-{name}.woff2", folder)
    (folder / "noto-sans.css").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    shutil.copy(package / "LICENSE", folder / "LICENSE.txt")


def main() -> None:
    """Fetch, pick and write everything that is vendored."""
    shutil.rmtree(VENDORED, ignore_errors=True)
    VENDORED.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        packages = fetch(Path(folder))
        style = components(packages["components"] / "dist/index.css")
        (VENDORED / "utrecht.css").write_text(style, encoding="utf-8")
        sheets = [path for path in sorted(STATIC.rglob("*.css")) if VENDORED not in path.parents]
        own = [path.read_text(encoding="utf-8") for path in sheets]
        tokens = tokens_in_use(declared(packages["tokens"] / "dist/theme.css"), [style, *own])
        lines = "".join(f"  {name}: {value};\n" for name, value in tokens.items())
        head = f"/* @license EUPL-1.2; from {PACKAGES['tokens']}: only the tokens in use. */\n"
        (VENDORED / "tokens.css").write_text(f"{head}:root {{\n{lines}}}\n", encoding="utf-8")
        shutil.copy(packages["components"] / "LICENSE.md", VENDORED / "utrecht.LICENSE.md")
        shutil.copy(packages["tokens"] / "LICENSE.md", VENDORED / "tokens.LICENSE.md")
        shutil.copy(packages["htmx"] / "dist/htmx.min.js", VENDORED)
        shutil.copy(packages["htmx"] / "LICENSE", VENDORED / "htmx.LICENSE.txt")
        write_fonts(packages["font"])


if __name__ == "__main__":
    main()
