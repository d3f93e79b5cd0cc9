"""Measure one permission check per row with django-guardian, on a small database of its own; prints JSON."""

import json
import sys
import time


def main(rows: int) -> None:
    """Give a permission on each of some objects, and ask for it object by object."""
    from django.conf import settings

    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "guardian"],
        AUTHENTICATION_BACKENDS=["guardian.backends.ObjectPermissionBackend"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SECRET_KEY="only-for-a-benchmark",
    )
    import django

    django.setup()
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command
    from guardian.core import ObjectPermissionChecker
    from guardian.shortcuts import assign_perm

    call_command("migrate", verbosity=0, run_syncdb=True)
    user = User.objects.create_user("bram")
    groups = Group.objects.bulk_create(Group(name=str(number)) for number in range(rows))
    assign_perm("auth.view_group", user, Group.objects.all())
    started = time.perf_counter()
    for group in groups:
        ObjectPermissionChecker(user).has_perm("view_group", group)
    print(json.dumps({"per row": (time.perf_counter() - started) / rows * 1000}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
