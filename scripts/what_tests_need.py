"""Say what `make test-all` needs beside Python, and how to install what is missing."""

import pathlib
import shutil
import sys

NEEDED = {
    "chromium-headless-shell": "the browser journeys (Debian: apt-get install chromium-headless-shell; chromium does)",
    "node": "the OpenID provider that people sign in through in the journeys (Debian: apt-get install nodejs)",
    "npm": "the checks of accessibility and of the programming interface (Debian: apt-get install npm)",
}
# The same browser, with windows that no test looks at: slower.
INSTEAD = {"chromium-headless-shell": "chromium"}


def main() -> int:
    """Print what is missing; return 1 when there is anything."""
    found = {name for name in (*NEEDED, *INSTEAD.values()) if shutil.which(name)}
    missing = [f"  {name}: for {why}" for name, why in NEEDED.items() if not {name, INSTEAD.get(name)} & found]
    modules = pathlib.Path(__file__).resolve().parent.parent / "node_modules"
    if shutil.which("npm") and not modules.is_dir():
        missing.append("  node_modules: for the same checks (run: npm ci)")
    if missing:
        print("make test-all needs more than make test:\n" + "\n".join(missing), file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
