"""Write the schema of the programming interface to docs/reference/openapi.json."""

import json
import os
import pathlib

import django


def main() -> None:
    """Write it as the tests expect it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vlechtwerk.settings.test")
    django.setup()
    from vlechtwerk.interfaces.api.application import api

    file = pathlib.Path(__file__).resolve().parent.parent / "docs" / "reference" / "openapi.json"
    file.parent.mkdir(exist_ok=True)
    schema = json.dumps(api.get_openapi_schema(path_prefix="/api/v1"), indent=1, ensure_ascii=False, default=str)
    file.write_text(schema + "\n")


if __name__ == "__main__":
    main()
