"""Say what `make test-all` needs beside Python, and how to install what is missing."""

import pathlib
import shutil
import sys

NEEDED = {
    "chromium": "the browser journeys (Debian: apt-get install chromium)",
    "node": "the OpenID provider that people sign in through in the journeys (Debian: apt-get install nodejs)",
    "npm": "the checks of accessibility and of the programming interface (Debian: apt-get install npm)",
}


def main() -> int:
    """Print what is missing; return 1 when there is anything."""
    missing = [f"  {name}: for {why}" for name, why in NEEDED.items() if not shutil.which(name)]
    modules = pathlib.Path(__file__).resolve().parent.parent / "node_modules"
    if shutil.which("npm") and not modules.is_dir():
        missing.append("  node_modules: for the same checks (run: npm ci)")
    if missing:
        print("make test-all needs more than make test:\n" + "\n".join(missing), file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
