-- The findings that were approved and are being looked at again: which, on which questions and since when, for every
-- member; what they said is not told, nor why they were opened. Belongs to the owner of the tables.
create function findings_looked_at_again()
returns table (evaluation_id uuid, number integer, code text, questions text[], approved_at timestamptz, since timestamptz)
language sql stable security definer set search_path = public, pg_temp
as $$
    select distinct on (former.evaluation_id, former.number)
        former.evaluation_id, former.number, former.code::text, former.questions::text[], former.approved_at,
        former.ended_at
    from evaluation_approvedfinding former
    where former.project_id = reading_project() and former.ended_at is not null and not exists (
        select from evaluation_approvedfinding standing
        where standing.evaluation_id = former.evaluation_id and standing.number = former.number
          and standing.ended_at is null
    )
    order by former.evaluation_id, former.number, former.ended_at desc
$$;
revoke execute on function findings_looked_at_again() from public;
