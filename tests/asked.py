"""Ask the programming interface something as one of the cast, in a process of its own, and print the answer."""

import sys

import django


def main() -> None:
    """Take an e-mail address, a path, and what to send there, if anything."""
    django.setup()
    from django.conf import settings
    from django.test import Client

    from vlechtwerk.domains.partnership.models import Account

    settings.ALLOWED_HOSTS = ["testserver"]
    email, path, *body = sys.argv[1:]
    client = Client()
    client.force_login(Account.objects.get(email=email))
    answer = client.post(path, body[0], content_type="application/json") if body else client.get(path)
    assert answer.status_code in (200, 201), answer.content
    sys.stdout.buffer.write(answer.content)


if __name__ == "__main__":
    main()
