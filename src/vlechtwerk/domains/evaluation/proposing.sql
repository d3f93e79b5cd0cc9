-- Propose a question, while the group proposes and did not propose enough already; who did is not kept with it.
create or replace function propose_question(link_digest text, told_goal text, told_barrier text, seal text)
returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    -- Of one participant nobody counts them: that would tell who proposed. So it is a number for the whole session.
    most_for_each constant integer := 15;
    session evaluation_learningsession;
    proposed bigint;
begin
    if not is_sealed(concat_ws(E'\x1f', 'propose_question', link_digest), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program takes a proposal in';
    end if;
    select found.* into session
    from evaluation_sessionparticipant participant
    join evaluation_learningsession found on found.id = participant.session_id
    where participant.digest = link_digest and link_digest <> '' and found.state = 'proposing'
    for update of found;
    if session.id is null then
        return false;
    end if;
    select count(*) into proposed from evaluation_sessionproposal where session_id = session.id;
    if proposed >= most_for_each * (
        select count(*) from evaluation_sessionparticipant where session_id = session.id
    ) then
        return false;
    end if;
    insert into evaluation_sessionproposal (id, project_id, session_id, number, goal, barrier, taken_up_as)
    values (
        gen_random_uuid(), session.project_id, session.id,
        (select coalesce(max(number), 0) + 1 from evaluation_sessionproposal where session_id = session.id),
        told_goal, told_barrier, ''
    );
    return true;
end
$$;
