"""Fill the template database of the tests, as the role that owns the tables."""

from datetime import UTC, datetime

import django


def main() -> None:
    """Migrate, build the world of the tests, and load both cases."""
    django.setup()
    from django.db import connection

    from tests.world import build_world
    from vlechtwerk.cases.loader import built_in_case, load_case
    from vlechtwerk.foundation.database.migrating import bring_up_to_date

    bring_up_to_date()
    build_world("test")
    for name in ("nsoc", "demo"):
        load_case(built_in_case(name), at=datetime.now(UTC))
    # The server of the tests tidies nothing by itself; every copy begins with what was counted here.
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


if __name__ == "__main__":
    main()
