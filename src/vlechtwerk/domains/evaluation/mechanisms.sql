-- Who reads what is expected to work and what was judged of it. These functions belong to the owner of the tables.

-- The mechanisms of this project of which another checked the verdict, and nothing changed since: for every member.
create function reading_mechanisms() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(mechanism.id), '{}')
    from evaluation_mechanism mechanism
    where mechanism.project_id = reading_project() and exists (
        select from evaluation_mechanismverdict verdict
        where verdict.mechanism_id = mechanism.id and verdict.revision = mechanism.revision
          and verdict.checked_at is not null
    )
$$;

-- The chains of this project on which an approved finding rests that stands: for every member.
create function reading_chains() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(chain.id), '{}')
    from evaluation_contributionchain chain
    join evaluation_evaluation evaluation on evaluation.id = chain.evaluation_id
    where chain.project_id = reading_project() and exists (
        select from evidence_evidencelink link
        join evaluation_approvedfinding approved on approved.id = link.holder_id and approved.ended_at is null
        where link.project_id = chain.project_id and link.holder_kind = 'approved_finding'
          and link.kind = 'contribution' and link.identifier = evaluation.code || ',' || chain.code
    )
$$;

-- What evidence of mechanisms hangs on: of the evaluations of which the reader is evaluator today.
create function own_mechanism_records() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(held.id), '{}')
    from (
        select id, evaluation_id from evaluation_mechanism
        union all
        select id, evaluation_id from evaluation_otherexplanation
    ) held
    where held.evaluation_id = any (reading_evaluations())
$$;

-- The same of what every member reads.
create function open_mechanism_records() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(held.id), '{}')
    from (
        select id, id as mechanism_id from evaluation_mechanism
        union all
        select id, mechanism_id from evaluation_otherexplanation
    ) held
    where held.mechanism_id = any (reading_mechanisms())
$$;
