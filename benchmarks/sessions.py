"""Sign someone of the cast in, as many times as there are users, and print the session keys."""

import sys

import django


def main(count: int) -> None:
    """Make the sessions through the session framework itself; no page is involved."""
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from vlechtwerk.domains.partnership.models import Account

    account = Account.objects.get(email="bram@example.org")
    for _ in range(count):
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.save()
        print(session.session_key)


if __name__ == "__main__":
    main(int(sys.argv[1]))
