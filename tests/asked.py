"""Ask the programming interface something as one of the cast, in a process of its own, and print the answer."""

import sys
from itertools import zip_longest

import django


def main() -> None:
    """Take an e-mail address, and paths, each with what to send there; nothing: look there."""
    django.setup()
    from django.conf import settings
    from django.test import Client

    from vlechtwerk.domains.partnership.models import Account

    settings.ALLOWED_HOSTS = ["testserver"]
    email, *told = sys.argv[1:]
    client = Client()
    client.force_login(Account.objects.get(email=email))
    for path, body in zip_longest(told[::2], told[1::2]):
        answer = client.post(path, body, content_type="application/json") if body else client.get(path)
        assert answer.status_code in (200, 201), answer.content
        sys.stdout.buffer.write(answer.content)


if __name__ == "__main__":
    main()
