"""Fill a database with the hundredfold programme, as the role that owns the tables."""

import django


def main() -> None:
    """Build it, and let PostgreSQL look at what came in, as it does by itself after a while."""
    django.setup()
    from django.db import connection

    from benchmarks.hundredfold import build

    build()
    with connection.cursor() as cursor:
        cursor.execute("analyze")


if __name__ == "__main__":
    main()
