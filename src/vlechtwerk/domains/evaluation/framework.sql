-- Who reads what is judged of criteria. These functions belong to the owner of the tables.

-- The judgements of the evaluations of which the reader is evaluator today.
create function reading_judgements() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(judgement.id), '{}')
    from evaluation_criterionjudgement judgement
    where judgement.evaluation_id = any (reading_evaluations())
$$;

-- The checked judgements that stand in this project: the same for every reader, as what is made of their evidence is kept
-- for all.
create function reading_checked_judgements() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(checked.id), '{}')
    from evaluation_checkedjudgement checked
    where checked.project_id = reading_project() and checked.ended_at is null
$$;
