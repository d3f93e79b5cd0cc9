"""Put the package on an environment's path and its command beside it, compiled, without building anything."""

import compileall
import pathlib
import sys

COMMAND = """#!{python}
import sys

from vlechtwerk.interfaces.cli.main import main

sys.exit(main())
"""


def main(environment: pathlib.Path) -> None:
    """Write a path file and the command into the environment."""
    repository = pathlib.Path(__file__).resolve().parent.parent
    (packages,) = (environment / "lib").glob("python3.*/site-packages")
    (packages / "vlechtwerk.pth").write_text(f"{repository / 'src'}\n")
    command = environment / "bin" / "vlechtwerk"
    command.write_text(COMMAND.format(python=(environment / "bin" / "python").absolute()))
    command.chmod(0o755)
    # The processes that read documents write nothing, not even what Python compiles.
    compileall.compile_dir(repository / "src", quiet=1)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
