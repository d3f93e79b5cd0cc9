"""What migrations of this domain share: a reference that stays within an evaluation."""

from django.db import migrations


def within_evaluation(table: str, column: str, target: str) -> migrations.RunSQL:
    """Hold a reference to the evaluation of its row."""
    key = f"evaluation_{target}_id_and_evaluation"
    return migrations.RunSQL(
        f"""do $$ begin
            if not exists (select from pg_constraint where conname = '{key}') then
                alter table evaluation_{target} add constraint {key} unique (id, evaluation_id);
            end if;
        end $$;
        alter table evaluation_{table} add constraint evaluation_{table}_{column}_in_its_evaluation
        foreign key ({column}, evaluation_id) references evaluation_{target} (id, evaluation_id)
        deferrable initially deferred""",
        f"alter table evaluation_{table} drop constraint evaluation_{table}_{column}_in_its_evaluation",
    )
