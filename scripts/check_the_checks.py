"""Plant one mistake per check in a copy of the repository, and see that the check notices it.

Each check first passes on the copy as it is, so that a failure proves something, and must say what was planted, so that
it did not fail for another reason. It must also be part of `make check`. Words given to the script choose the mistakes
whose name or check holds one of them.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from planted_mistakes import MISTAKES, Mistake

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
BIN = REPOSITORY / ".venv" / "bin"
# No check takes longer than this, or it hangs.
LIMIT = 240


class Copy:
    """A copy of the repository with its own data, in which the checks run with the environment of the original."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "VLECHT", "DATABASE"))
        }
        self.environment = kept | {
            "PYTHONPATH": f"{folder / 'src'}:{folder}",
            "VLECHTWERK_HOME": str(folder / "var"),
        }

    def fill(self) -> None:
        """Copy what git knows or would take in, and compile the translations."""
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        for name in subprocess.check_output(listed, cwd=REPOSITORY, text=True).split("\0"):
            source, target = REPOSITORY / name, self.folder / name
            if source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target)
        # The checks of files leave out what git leaves out.
        self.run("git", "init", "--quiet")
        self.run(str(BIN / "python"), "scripts/compile_translations.py")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the copy."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=LIMIT,
        )

    def check(self, check: str) -> subprocess.CompletedProcess[str]:
        """Run one check: a target of the Makefile, or tests."""
        if check.startswith("tests/"):
            return self.run(str(BIN / "python"), "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", check)
        return self.run("make", "-o", "install-dev", f"BIN={BIN}", check)

    def recipe(self, target: str) -> list[str]:
        """Return what `make` would run for a target."""
        return self.run("make", "--dry-run", "-o", "install-dev", f"BIN={BIN}", target).stdout.splitlines()


def left_out(copy: Copy, checks: list[str]) -> list[str]:
    """Return which checks are no part of `make check`."""
    whole = copy.recipe("check")
    all_tests = any(re.search(r"-m pytest -n \d+( --dist loadgroup --no-loadscope-reorder)?$", line) for line in whole)
    return [
        check
        for check in checks
        if not (all_tests if check.startswith("tests/") else set(copy.recipe(check)) <= set(whole))
    ]


def failing(copy: Copy, checks: list[str]) -> list[str]:
    """Run each check on the copy as it is; return those that fail, and print why."""
    failed = []
    for check in checks:
        start = time.monotonic()
        done = copy.check(check)
        print(
            f"{'passes' if done.returncode == 0 else 'FAILS':<11}{time.monotonic() - start:6.1f} s  {check}", flush=True
        )
        if done.returncode != 0:
            failed.append(check)
            print(done.stdout[-3000:])
    return failed


def caught(copy: Copy, mistake: Mistake) -> bool:
    """Plant one mistake, run its check, and take the mistake out again."""
    file = copy.folder / mistake.file
    former = file.read_text() if file.exists() else None
    times = file.stat() if former is not None else None
    folder_is_new = not file.parent.exists()
    file.parent.mkdir(exist_ok=True)
    start = time.monotonic()
    file.write_text(mistake.edit(former or ""))
    try:
        done = copy.check(mistake.check)
    finally:
        if former is None or times is None:
            file.unlink()
            if folder_is_new:
                shutil.rmtree(file.parent)
        else:
            file.write_text(former)
            # By its former time, bytecode and caches know the file again, and not the planted one.
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    noticed = done.returncode != 0 and mistake.says in done.stdout
    word = "caught" if noticed else "NOT CAUGHT"
    print(f"{word:<11}{time.monotonic() - start:6.1f} s  {mistake.name}  [{mistake.check}]", flush=True)
    if not noticed:
        print(f"  exit code {done.returncode}; expected to read: {mistake.says}\n{done.stdout[-3000:]}")
    return noticed


def main(words: list[str]) -> int:
    """Return 0 when every planted mistake is caught."""
    chosen = [each for each in MISTAKES if not words or any(word in f"{each.name} {each.check}" for word in words)]
    checks = list(dict.fromkeys(mistake.check for mistake in chosen))
    with tempfile.TemporaryDirectory(prefix="vlechtwerk-checks-", ignore_cleanup_errors=True) as folder:
        copy = Copy(pathlib.Path(folder))
        copy.fill()
        if missing := left_out(copy, checks):
            print(f"No part of `make check`: {', '.join(missing)}")
            return 1
        print("As it is:")
        if failing(copy, checks):
            print("A check that fails without a mistake proves nothing.")
            return 1
        print("With a mistake planted:")
        count = sum(caught(copy, mistake) for mistake in chosen)
    print(f"{count} of {len(chosen)} planted mistakes caught")
    return 0 if count == len(chosen) and chosen else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
