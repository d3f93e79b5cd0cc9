"""Do the jobs that wait, as the worker does: each in a transaction of its own."""

import json

from django.db import connection
from procrastinate.contrib.django import app

from tests.databases import owner_address


def do_jobs() -> int:
    """Do every job that waits, oldest first, and return how many there were."""
    import psycopg

    done = 0
    with psycopg.connect(owner_address(connection.settings_dict["NAME"]), autocommit=True) as owner:
        while job := owner.execute(
            "select id, task_name, args from procrastinate_jobs where status = 'todo' order by id limit 1"
        ).fetchone():
            identifier, name, arguments = job
            owner.execute("update procrastinate_jobs set status = 'doing' where id = %s", [identifier])
            app.tasks[name].func(**(arguments if isinstance(arguments, dict) else json.loads(arguments)))
            owner.execute("update procrastinate_jobs set status = 'succeeded' where id = %s", [identifier])
            done += 1
    return done
