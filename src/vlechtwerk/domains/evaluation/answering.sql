-- Who reads research records, and how someone without an account answers. These functions belong to the owner of the
-- tables: research records are read by the evaluators of their evaluation only, whatever else someone may do.

-- Whether someone has today another function than evaluating.
create function steers_or_manages(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (
        select from partnership_appointment other
        where other.person_id = person
          and other.function not in ('evaluator', 'scientist')
          and other.appointed_from <= (now() at time zone 'Europe/Amsterdam')::date
          and (other.appointed_until is null
               or other.appointed_until > (now() at time zone 'Europe/Amsterdam')::date)
    )
$$;

-- The evaluations of which the reader is evaluator today.
create function reading_evaluations() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(role.evaluation_id), '{}')
    from evaluation_evaluatorrole role
    where role.person_id = reading_person()
      and role.project_id = reading_project()
      and role.evaluator_from <= (now() at time zone 'Europe/Amsterdam')::date
      and (role.evaluator_until is null or role.evaluator_until > (now() at time zone 'Europe/Amsterdam')::date)
      -- Whoever steers, manages or keeps the application reads none, also when they were evaluator before.
      and not steers_or_manages(role.person_id)
$$;

-- The rounds of those evaluations.
create function reading_rounds() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(asked.id), '{}')
    from evaluation_evaluationround asked
    where asked.evaluation_id = any (reading_evaluations())
$$;

revoke execute on function steers_or_manages(uuid), reading_evaluations(), reading_rounds() from public;

-- What the one whose link has this digest is asked, and how far they are. Asked by the program, for someone who has no
-- reading context; nothing where the link leads nowhere.
create function answering_of(link_digest text, seal text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'answering_of', link_digest), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program asks for a respondent';
    end if;
    return (
        select jsonb_build_object(
            'round', asked.id,
            'respondent', respondent.id,
            'project', project.name,
            'origin', project.origin,
            'name', asked.name,
            'promise', asked.promise,
            'invitation', asked.invitation,
            'language', asked.language,
            'threshold', asked.threshold,
            'told_apart', cardinality(asked.breakdowns) > 0,
            'questionnaire', asked.questionnaire,
            'public_key', encode(asked.public_key, 'hex'),
            'closes_on', asked.closes_on,
            'closed', asked.closed_at is not null,
            'people', (
                select count(*) from evaluation_respondent other
                where other.round_id = asked.id and other.noted <> 'not_eligible'
            ),
            'evaluators', (
                select coalesce(jsonb_agg(person.name order by person.name), '[]')
                from evaluation_evaluatorrole role join partnership_person person on person.id = role.person_id
                where role.evaluation_id = asked.evaluation_id
                  and role.evaluator_from <= (now() at time zone 'Europe/Amsterdam')::date
                  and (role.evaluator_until is null
                       or role.evaluator_until > (now() at time zone 'Europe/Amsterdam')::date)
                  and not steers_or_manages(role.person_id)
            ),
            'sent', respondent.sent_on is not null,
            'declined', respondent.noted = 'declined',
            'eligible', respondent.noted <> 'not_eligible',
            'level', respondent.level,
            'organisation', (select code from partnership_organisation where id = respondent.organisation_id),
            'body', (select code from partnership_body where id = respondent.body_id),
            'packed', encode(saved.packed, 'hex'),
            'remarks', saved.remarks
        )
        from evaluation_roundmail mail
        join evaluation_respondent respondent on respondent.id = mail.respondent_id
        join evaluation_evaluationround asked on asked.id = respondent.round_id
        join partnership_project project on project.id = asked.project_id
        left join evaluation_savedanswers saved on saved.respondent_id = respondent.id
        where mail.digest = link_digest and link_digest <> ''
    );
end
$$;
revoke execute on function answering_of(text, text) from public;

-- The respondent of a link who can still answer: the round is open, its last day has not passed, nothing was sent.
create function still_answering(link_digest text) returns evaluation_respondent
language sql volatile security definer set search_path = public, pg_temp
as $$
    select respondent
    from evaluation_roundmail mail
    join evaluation_respondent respondent on respondent.id = mail.respondent_id
    join evaluation_evaluationround asked on asked.id = respondent.round_id
    where mail.digest = link_digest and link_digest <> ''
      and asked.opened_at is not null and asked.closed_at is null
      and (asked.closes_on is null or asked.closes_on >= (now() at time zone 'Europe/Amsterdam')::date)
      and respondent.sent_on is null and respondent.noted <> 'not_eligible'
    for share of asked
$$;
revoke execute on function still_answering(text) from public;

-- Keep a sealed answer: nothing of the respondent stands with it. Ticking off is another transaction.
create function hand_in_sealed(link_digest text, sealed bytea, seal text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    answering evaluation_respondent;
begin
    if not is_sealed(concat_ws(E'\x1f', 'hand_in_sealed', link_digest), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program hands in an answer';
    end if;
    answering := still_answering(link_digest);
    if answering.id is null or (
        select promise from evaluation_evaluationround where id = answering.round_id
    ) <> 'anonymous' then
        return false;
    end if;
    insert into evaluation_sealedanswer (id, project_id, round_id, payload)
    values (gen_random_uuid(), answering.project_id, answering.round_id, sealed);
    return true;
end
$$;
revoke execute on function hand_in_sealed(text, bytea, text) from public;

-- Note that the one whose link this is has answered, and on which day; also when the round was closed since.
create function tick_off(link_digest text, seal text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'tick_off', link_digest), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program ticks off';
    end if;
    update evaluation_respondent respondent
    set sent_on = (now() at time zone 'Europe/Amsterdam')::date, noted = ''
    from evaluation_roundmail mail
    where mail.digest = link_digest and link_digest <> '' and respondent.id = mail.respondent_id
      and respondent.sent_on is null;
end
$$;
revoke execute on function tick_off(text, text) from public;

-- Note that the one whose link this is does not want to take part; who answers later has taken part after all.
create function decline_round(link_digest text, seal text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    answering evaluation_respondent;
begin
    if not is_sealed(concat_ws(E'\x1f', 'decline_round', link_digest), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program notes who declines';
    end if;
    answering := still_answering(link_digest);
    update evaluation_respondent set noted = 'declined' where id = answering.id and sent_on is null;
    return found;
end
$$;
revoke execute on function decline_round(text, text) from public;

-- Take someone out of the population of a round that has not opened.
create function remove_respondent(respondent uuid, seal text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'remove_respondent', respondent), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program removes a respondent';
    end if;
    delete from evaluation_respondent gone
    using evaluation_evaluationround asked
    where gone.id = respondent and asked.id = gone.round_id and asked.opened_at is null
      and asked.id = any (reading_rounds());
    return found;
end
$$;
revoke execute on function remove_respondent(uuid, text) from public;

-- What the answers of closed rounds were sealed with, in all projects: those keys can be destroyed.
create function keys_of_closed_rounds(seal text) returns setof bytea
language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed('keys_of_closed_rounds', seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program looks after keys';
    end if;
    return query
        select public_key from evaluation_evaluationround where public_key is not null and closed_at is not null;
end
$$;
revoke execute on function keys_of_closed_rounds(text) from public;

-- Save what someone filled in in a confidential round, and send it when they say so.
create function save_answers(link_digest text, filled_in bytea, written jsonb, send boolean, seal text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    answering evaluation_respondent;
    today date := (now() at time zone 'Europe/Amsterdam')::date;
begin
    if not is_sealed(concat_ws(E'\x1f', 'save_answers', link_digest), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program saves answers';
    end if;
    answering := still_answering(link_digest);
    if answering.id is null or (
        select promise from evaluation_evaluationround where id = answering.round_id
    ) <> 'confidential' then
        return false;
    end if;
    -- What was sent meanwhile, on another device, stays as it was sent.
    perform from evaluation_respondent where id = answering.id and sent_on is null for update;
    if not found then
        return false;
    end if;
    insert into evaluation_savedanswers (id, project_id, respondent_id, packed, remarks, saved_on)
    values (gen_random_uuid(), answering.project_id, answering.id, filled_in, written, today)
    on conflict (respondent_id) do update set packed = filled_in, remarks = written, saved_on = today;
    if send then
        update evaluation_respondent set sent_on = today, noted = '' where id = answering.id;
    end if;
    return true;
end
$$;
revoke execute on function save_answers(text, bytea, jsonb, boolean, text) from public;

-- Take the sealed answers of a round away from the table: once, by one of its evaluators, when it closes.
create function take_sealed_answers(of_round uuid, seal text) returns setof bytea
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'take_sealed_answers', of_round), seal)
       or not of_round = any (reading_rounds()) then
        raise exception using errcode = 'insufficient_privilege', message = 'only an evaluator closes a round';
    end if;
    return query delete from evaluation_sealedanswer where round_id = of_round returning payload;
end
$$;
revoke execute on function take_sealed_answers(uuid, text) from public;

-- Take what was saved in a confidential round: once, by one of its evaluators, when it closes.
create function take_saved_answers(of_round uuid, seal text)
returns table (respondent_id uuid, packed bytea, remarks jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'take_saved_answers', of_round), seal)
       or not of_round = any (reading_rounds()) then
        raise exception using errcode = 'insufficient_privilege', message = 'only an evaluator closes a round';
    end if;
    return query
        delete from evaluation_savedanswers saved
        using evaluation_respondent respondent
        where respondent.id = saved.respondent_id and respondent.round_id = of_round
        returning saved.respondent_id, saved.packed, saved.remarks;
end
$$;
revoke execute on function take_saved_answers(uuid, text) from public;

-- What a round promises, asks and shows is fixed once it is open; a closed round stays closed.
create function keep_round() returns trigger
language plpgsql
as $$
begin
    if old.opened_at is not null and (
        new.promise, new.collected, new.version_id, new.questionnaire, new.public_key, new.threshold, new.breakdowns,
        new.partial_from, new.complete_above, new.opened_at, new.evaluation_id, new.code
    ) is distinct from (
        old.promise, old.collected, old.version_id, old.questionnaire, old.public_key, old.threshold, old.breakdowns,
        old.partial_from, old.complete_above, old.opened_at, old.evaluation_id, old.code
    ) then
        raise exception using errcode = 'check_violation', message = 'what an open round promises is fixed';
    end if;
    if old.closed_at is not null and new is distinct from old then
        raise exception using errcode = 'check_violation', message = 'a closed round stays as it is';
    end if;
    return new;
end
$$;

-- What is published of a round is what was made at its closing; of earlier rounds only what is about published ones.
create function keep_published_result() returns trigger
language plpgsql
as $$
declare
    of_published jsonb;
begin
    select coalesce(jsonb_agg(one order by place), '[]') into of_published
    from evaluation_roundresult made, jsonb_array_elements(made.figures -> 'earlier') with ordinality told(one, place)
    where made.round_id = new.round_id and one ->> 'round' in (
        select before.code
        from evaluation_publishedresult published
        join evaluation_evaluationround before on before.id = published.round_id
        join evaluation_evaluationround asked on asked.evaluation_id = before.evaluation_id
        where asked.id = new.round_id
    );
    if not exists (
        select from evaluation_roundresult made
        where made.round_id = new.round_id
        and new.figures = jsonb_set(made.figures, '{earlier}', of_published)
    ) then
        raise exception using errcode = 'check_violation', message = 'the figures of a round are made once';
    end if;
    return new;
end
$$;

-- A fixed version of an instrument never changes, nor do its scales, statements and questions.
create function keep_fixed_version() returns trigger
language plpgsql
as $$
declare
    touched jsonb;
    of_version uuid;
begin
    if tg_table_name = 'evaluation_instrumentversion' then
        if old.state = 'fixed' then
            raise exception using errcode = 'check_violation', message = 'a fixed version stays as it is';
        end if;
        return coalesce(new, old);
    end if;
    -- Neither what it was part of, nor what it would become part of.
    foreach touched in array array[to_jsonb(old), to_jsonb(new)] loop
        of_version := coalesce(
            touched ->> 'version_id',
            (select version_id::text from evaluation_answerscale where id = (touched ->> 'scale_id')::uuid)
        )::uuid;
        if (select state from evaluation_instrumentversion where id = of_version) = 'fixed' then
            raise exception using errcode = 'check_violation', message = 'a fixed version stays as it is';
        end if;
    end loop;
    return coalesce(new, old);
end
$$;
