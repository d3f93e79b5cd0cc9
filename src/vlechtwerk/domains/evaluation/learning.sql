-- Who works on the learning agenda: drafts and sessions are for the evaluators and, by personal link, for who takes part.

-- The learning sessions of the evaluations of which the reader is evaluator today.
create function reading_sessions() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(session.id), '{}')
    from evaluation_learningsession session
    where session.evaluation_id = any (reading_evaluations())
$$;
revoke execute on function reading_sessions() from public;

-- What an adopted version says stays; who has a question, and when it comes back, may change.
create function keep_adopted_version() returns trigger
language plpgsql
as $$
begin
    if old.adopted_at is not null then
        raise exception using errcode = 'check_violation', message = 'an adopted agenda stays as it is';
    end if;
    return coalesce(new, old);
end
$$;

create function keep_adopted_question() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    of_version uuid;
    kept evaluation_learningquestion;
begin
    foreach of_version in array array_remove(array[
        case when tg_op <> 'INSERT' then old.version_id end, case when tg_op <> 'DELETE' then new.version_id end
    ], null) loop
        if exists (select from evaluation_agendaversion where id = of_version and adopted_at is not null) then
            if tg_op = 'UPDATE' then
                kept := new;
                kept.owner_id := old.owner_id;
                kept.comes_back_on := old.comes_back_on;
                if kept is not distinct from old then
                    continue;
                end if;
            end if;
            raise exception using errcode = 'check_violation', message = 'an adopted agenda stays as it is';
        end if;
    end loop;
    return coalesce(new, old);
end
$$;

-- A question goes on in the next version of the same agenda, while that one is drafted: so lineage never runs round.
create function keep_lineage() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if tg_op <> 'INSERT' and exists (
        select from evaluation_learningquestion question
        join evaluation_agendaversion version on version.id = question.version_id
        where question.id = old.to_question_id and version.adopted_at is not null
    ) then
        raise exception using errcode = 'check_violation', message = 'an adopted agenda stays as it is';
    end if;
    if tg_op <> 'DELETE' and not exists (
        select from evaluation_learningquestion later
        join evaluation_agendaversion after on after.id = later.version_id
        join evaluation_learningquestion earlier on earlier.id = new.from_question_id
        join evaluation_agendaversion before on before.id = earlier.version_id
        where later.id = new.to_question_id and after.adopted_at is null and before.adopted_at is not null
          and after.evaluation_id = before.evaluation_id and after.number = before.number + 1
    ) then
        raise exception using errcode = 'check_violation', message = 'a question goes on in the next version';
    end if;
    return coalesce(new, old);
end
$$;
revoke execute on function keep_adopted_version(), keep_adopted_question(), keep_lineage() from public;

-- The session of the one whose link has this digest, with what was proposed in it, number by number; nobody reads from it
-- who did what. Asked by the program, for someone who has no reading context.
create function taking_part_of(link_digest text, seal text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'taking_part_of', link_digest), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program asks for a participant';
    end if;
    return (
        select jsonb_build_object(
            'participant', participant.id,
            'session', session.id,
            'project', project.name,
            'origin', project.origin,
            'name', session.name,
            'asks', session.asks,
            'state', session.state,
            'choices_each', session.choices_each,
            'held_on', session.held_on,
            'who', participant.name,
            'proposals', (
                select coalesce(jsonb_agg(
                    jsonb_build_object(
                        'id', proposal.id,
                        'number', proposal.number,
                        'goal', proposal.goal,
                        'barrier', proposal.barrier,
                        'chosen', exists (
                            select from evaluation_proposalchoice choice
                            where choice.proposal_id = proposal.id and choice.participant_id = participant.id
                        )
                    ) order by proposal.number
                ), '[]')
                from evaluation_sessionproposal proposal
                where proposal.session_id = session.id and proposal.merged_into_id is null
            )
        )
        from evaluation_sessionparticipant participant
        join evaluation_learningsession session on session.id = participant.session_id
        join partnership_project project on project.id = session.project_id
        where participant.digest = link_digest and link_digest <> ''
    );
end
$$;
revoke execute on function taking_part_of(text, text) from public;

-- Propose a question, while the group proposes; who did is not kept with it.
create function propose_question(link_digest text, told_goal text, told_barrier text, seal text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    session evaluation_learningsession;
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
    insert into evaluation_sessionproposal (id, project_id, session_id, number, goal, barrier, taken_up_as)
    values (
        gen_random_uuid(), session.project_id, session.id,
        (select coalesce(max(number), 0) + 1 from evaluation_sessionproposal where session_id = session.id),
        told_goal, told_barrier, ''
    );
    return true;
end
$$;
revoke execute on function propose_question(text, text, text, text) from public;

-- Choose among the proposals, while the group chooses; a later choice takes the place of an earlier one.
create function choose_proposals(link_digest text, chosen uuid[], seal text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    who evaluation_sessionparticipant;
    session evaluation_learningsession;
begin
    if not is_sealed(concat_ws(E'\x1f', 'choose_proposals', link_digest), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program takes a choice in';
    end if;
    select * into who from evaluation_sessionparticipant where digest = link_digest and link_digest <> '' for update;
    select * into session
    from evaluation_learningsession where id = who.session_id and state = 'choosing' for share;
    if session.id is null or cardinality(chosen) > session.choices_each then
        return false;
    end if;
    delete from evaluation_proposalchoice where participant_id = who.id;
    insert into evaluation_proposalchoice (id, project_id, proposal_id, participant_id)
    select gen_random_uuid(), session.project_id, proposal.id, who.id
    from evaluation_sessionproposal proposal
    where proposal.session_id = session.id and proposal.merged_into_id is null and proposal.id = any (chosen);
    return true;
end
$$;
revoke execute on function choose_proposals(text, uuid[], text) from public;

-- How many chose each proposal of a session, for its evaluators; who chose what, nobody reads.
create function choices_in(of_session uuid) returns table (of_proposal uuid, chosen_by bigint)
language sql stable security definer set search_path = public, pg_temp
as $$
    select choice.proposal_id, count(*)
    from evaluation_proposalchoice choice
    join evaluation_sessionproposal proposal on proposal.id = choice.proposal_id
    where proposal.session_id = of_session and of_session = any (reading_sessions())
    group by choice.proposal_id
$$;
revoke execute on function choices_in(uuid) from public;

-- How many participants of a session have chosen.
create function chosen_in(of_session uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp
as $$
    select count(distinct choice.participant_id)
    from evaluation_proposalchoice choice
    join evaluation_sessionproposal proposal on proposal.id = choice.proposal_id
    where proposal.session_id = of_session and of_session = any (reading_sessions())
$$;
revoke execute on function chosen_in(uuid) from public;
