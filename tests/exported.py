"""Print what one of the cast may read of a project, as the programming interface exports it."""

import sys

import django


def main() -> None:
    """Ask for the export in this very process."""
    django.setup()
    from django.conf import settings
    from django.test import Client

    from vlechtwerk.domains.partnership.models import Account

    settings.ALLOWED_HOSTS = ["testserver"]
    project, email = sys.argv[1:]
    client = Client()
    client.force_login(Account.objects.get(email=email))
    answer = client.get(f"/api/v1/projects/{project}/export")
    assert answer.status_code == 200
    sys.stdout.buffer.write(answer.content)


if __name__ == "__main__":
    main()
