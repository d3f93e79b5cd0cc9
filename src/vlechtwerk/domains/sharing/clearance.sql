-- The clearance: which markings someone may read, in one capacity and for one purpose. The application decides with the
-- policies in force and writes the answer here, with its log line, through a function; the row policies read it here.
-- Nothing in this file trusts a setting: the handle of the reading context leads to everything.

-- Counts what changed. `facts` moves with every change, and makes a new decision; `tightened` moves with every change
-- that could take something away, and empties every open clearance at the next statement.
create table access_version (
    project_id uuid primary key,
    facts bigint not null default 1,
    tightened bigint not null default 1
);

create unlogged table clearance (
    id uuid primary key,
    project_id uuid not null,
    person_id uuid not null,
    appointment_id uuid not null,
    purpose_id uuid not null,
    readable uuid[] not null,
    known uuid[] not null,
    downloadable uuid[] not null,
    writable uuid[] not null,
    facts bigint not null,
    tightened bigint not null,
    valid_until timestamptz not null,
    grounds text not null,
    authorised boolean not null default false,
    made_at timestamptz not null default clock_timestamp()
);
create index clearances_of_a_reader on clearance (appointment_id, purpose_id, made_at desc);

alter table reading_context add column purpose_id uuid;
alter table reading_context add column clearance_id uuid;

-- The clearance of this reading context, as long as nothing was taken away since it was decided.
create function current_clearance() returns clearance
language sql stable security definer set search_path = public, pg_temp
as $$
    select clearance from reading_context context
    join clearance on clearance.id = context.clearance_id
    join access_version version on version.project_id = clearance.project_id
    where context.handle = nullif(current_setting('vw.reading', true), '')
      and context.transaction_id = pg_current_xact_id_if_assigned()
      and clearance.tightened = version.tightened
      and clearance.valid_until > clock_timestamp()
$$;

-- The purpose of this reading context, for who is authorised in it: to anyone else it opens nothing of the purpose.
create function reading_purpose() returns uuid
language sql stable security definer set search_path = public, pg_temp
as $$ select held.purpose_id from current_clearance() held where held.authorised $$;

create function reading_markings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$ select coalesce((current_clearance()).readable, '{}') $$;

create function known_markings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$ select coalesce((current_clearance()).known, '{}') $$;

create function downloadable_markings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$ select coalesce((current_clearance()).downloadable, '{}') $$;

create function writable_markings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$ select coalesce((current_clearance()).writable, '{}') $$;

-- The day in the Netherlands, on which every period begins and ends.
create function day_here() returns date
language sql stable set search_path = public, pg_temp
as $$ select (clock_timestamp() at time zone 'Europe/Amsterdam')::date $$;

create function versions_of(project uuid) returns access_version
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    found access_version;
begin
    -- Looked at first: adding would wait for whoever changes something, and a large file is given in one transaction.
    select * into found from access_version where project_id = project;
    if found.project_id is null then
        insert into access_version (project_id) values (project) on conflict do nothing;
        select * into found from access_version where project_id = project;
    end if;
    return found;
end
$$;

-- Take up a clearance that was decided before and still holds; null when there is none.
create function take_up_clearance(purpose uuid) returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    context reading_context;
    found uuid;
begin
    select * into context from reading_context
    where handle = nullif(current_setting('vw.reading', true), '') and transaction_id = pg_current_xact_id_if_assigned();
    if context.handle is null then
        return null;
    end if;
    select clearance.id into found from clearance
    join access_version version on version.project_id = clearance.project_id
    where clearance.appointment_id = context.appointment_id
      and clearance.person_id = context.person_id
      and clearance.purpose_id = purpose
      and clearance.facts = version.facts
      and clearance.tightened = version.tightened
      and clearance.valid_until > clock_timestamp()
    order by clearance.made_at desc
    limit 1;
    update reading_context set purpose_id = purpose, clearance_id = found where handle = context.handle;
    return found;
end
$$;

-- All facts that a decision about this reader in a purpose rests on, and no content: for the reader of this context only.
create function facts_to_decide(purpose uuid, seal text) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    context reading_context;
    version access_version;
    today date := day_here();
    answer jsonb;
begin
    select * into context from reading_context
    where handle = nullif(current_setting('vw.reading', true), '') and transaction_id = pg_current_xact_id_if_assigned();
    if context.handle is null then
        return null;
    end if;
    if not is_sealed(concat_ws(E'\x1f', 'facts_to_decide', purpose), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program decides';
    end if;
    -- The numbers first: what changes after this makes the answer old, never wrong.
    version := versions_of(context.project_id);
    select jsonb_build_object('facts', version.facts, 'tightened', version.tightened)
        || facts_of_reader(context.appointment_id, purpose, today, clock_timestamp())
        || jsonb_build_object(
            'markings', facts_of_markings(context.appointment_id, purpose, today, clock_timestamp())
        )
    into answer;
    return answer;
end
$$;

-- Whether someone was suspended at a moment: the person is, in every appointment and purpose, also in what they are given
-- afterwards (Wpg art. 6).
create function is_suspended(person uuid, moment timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (
        select from sharing_authorisation authorisation
        join partnership_appointment held on held.id = authorisation.appointment_id and held.person_id = person
        where authorisation.suspended_at <= moment
           or exists (
               select from sharing_pastsuspension suspension
               where suspension.authorisation_id = authorisation.id
                 and suspension.suspended_at <= moment and suspension.ended_at > moment
           )
    )
$$;

-- The reader's own facts and those of the purpose, as of a moment and its day; the same for now and for the past: what was
-- replaced since is kept in sharing_pastpurpose and sharing_pastsuspension.
create function facts_of_reader(appointment uuid, purpose uuid, day date, moment timestamptz) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select jsonb_build_object(
        'organisation', organisation.code,
        'capacity', coalesce(capacity.kind, 'other'),
        'function', running.function,
        'authorised', exists (
            select from sharing_authorisation authorisation
            where authorisation.purpose_id = purposed.id
              and authorisation.appointment_id = running.id
              and authorisation.authorised_from <= day
              and (authorisation.authorised_until is null or authorisation.authorised_until > day)
        )
            and not is_suspended(running.person_id, moment)
            and running.appointed_from <= day
            and (running.appointed_until is null or running.appointed_until > day)
            and purposed.opened_on <= day
            and (stood.ends_on is null or stood.ends_on > day),
        'purpose', jsonb_build_object(
            'id', purposed.id,
            'code', purposed.code,
            'kind', purposed.kind,
            'statement', stood.stated_on is not null and stood.stated_on <= day,
            'days_open', day - purposed.opened_on,
            'dpia_categories', case
                when stood.dpia_on is not null and stood.dpia_on <= day
                    and (stood.dpia_overtaken_on is null or stood.dpia_overtaken_on > day)
                then to_jsonb(stood.dpia_categories) else '[]'::jsonb end,
            'customs_law', purposed.serves_customs_law
        ),
        'covenant', (
            select covenant.clauses from sharing_covenant covenant
            where covenant.project_id = running.project_id
              and covenant.in_force_from <= moment
              and (covenant.in_force_until is null or covenant.in_force_until > moment)
        )
    )
    from partnership_appointment running
    join partnership_organisation organisation on organisation.id = running.organisation_id
    left join partnership_legalcapacity capacity on capacity.id = running.capacity_id
    join sharing_purpose purposed on purposed.id = purpose and purposed.project_id = running.project_id
    cross join lateral (
        select past.replaced_at, past.ends_on, past.stated_on, past.dpia_on, past.dpia_categories,
            past.dpia_overtaken_on
        from sharing_pastpurpose past
        where past.purpose_id = purposed.id and past.replaced_at > moment
        union all
        select null, purposed.ends_on, purposed.stated_on, purposed.dpia_on, purposed.dpia_categories,
            purposed.dpia_overtaken_on
        order by 1 nulls last
        limit 1
    ) stood
    where running.id = appointment
$$;

-- The markings of a purpose with what was obtained for this receiver: facts, no content.
create function facts_of_markings(appointment uuid, purpose uuid, day date, moment timestamptz) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', marking.id,
        'organisation', organisation.code,
        'capacity', coalesce(capacity.kind, 'other'),
        'category', marking.category,
        'level', marking.level,
        'handling', to_jsonb(marking.handling),
        'special', marking.special,
        'given', coalesce(obtained.given, '[]'::jsonb)
    ) order by marking.id), '[]'::jsonb)
    from sharing_markingpurpose named
    join sharing_marking marking on marking.id = named.marking_id
    join partnership_organisation organisation on organisation.id = marking.organisation_id
    left join partnership_legalcapacity capacity on capacity.id = marking.capacity_id
    join partnership_appointment running on running.id = appointment
    left join lateral (
        -- A request with its necessity in writing, once given, gives both.
        select jsonb_agg(distinct given.kind) as given from (
            select unnest(array[consent.kind, case when consent.necessity <> '' then 'necessity' end]) as kind
            from sharing_consent consent
            where consent.marking_id = marking.id
              and consent.purpose_id = purpose
              and consent.receiver_id = running.organisation_id
              and consent.receiving_capacity_id is not distinct from running.capacity_id
              and consent.answered_at <= moment
              and (consent.withdrawn_at is null or consent.withdrawn_at > moment)
              and consent.state in ('given', 'withdrawn')
              and (consent.given_until is null or consent.given_until > day)
        ) given
        where given.kind is not null
    ) obtained on true
    where named.purpose_id = purpose
$$;

-- The text of policies by its sum, so that a decision of a past day can be taken again.
create table policy_text (
    digest text primary key,
    text text not null
);

create function keep_policy_text(policies text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    digest_of_text text := encode(sha256(convert_to(policies, 'UTF8')), 'hex');
begin
    insert into policy_text (digest, text) values (digest_of_text, policies) on conflict do nothing;
    return digest_of_text;
end
$$;

-- Write what was decided together with the line that records how, and take it up: no clearance that the log does not
-- know. It holds until midnight at the latest, since every period is counted in days.
create function write_clearance(
    purpose uuid, readable uuid[], known uuid[], downloadable uuid[], writable uuid[],
    facts bigint, tightened bigint, grounds text, trace text, span text, decision text, seal text
) returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    context reading_context;
    written uuid := gen_random_uuid();
begin
    select * into context from reading_context
    where handle = nullif(current_setting('vw.reading', true), '') and transaction_id = pg_current_xact_id_if_assigned();
    if context.handle is null or not exists (
        select from sharing_purpose known_purpose
        where known_purpose.id = purpose and known_purpose.project_id = context.project_id
    ) then
        return null;
    end if;
    if not is_sealed(concat_ws(
        E'\x1f', 'write_clearance', context.handle, purpose, array_to_string(readable, ','),
        array_to_string(known, ','), array_to_string(downloadable, ','), array_to_string(writable, ','), facts,
        tightened, grounds, decision
    ), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program writes a clearance';
    end if;
    insert into sharing_logline (id, project_id, trace_id, span_id, parent_span_id, part, body)
    values (
        gen_random_uuid(), context.project_id, trace, span, '', 'decision',
        decision::jsonb || jsonb_build_object(
            'clearance', written, 'person', context.person_id, 'appointment', context.appointment_id,
            'purpose', purpose, 'grounds', grounds, 'readable', to_jsonb(readable), 'known', to_jsonb(known),
            'downloadable', to_jsonb(downloadable), 'writable', to_jsonb(writable)
        )
    );
    insert into clearance (
        id, project_id, person_id, appointment_id, purpose_id, readable, known, downloadable, writable, facts, tightened,
        valid_until, grounds, authorised
    ) values (
        written, context.project_id, context.person_id, context.appointment_id, purpose, readable, known, downloadable,
        writable, facts, tightened, (day_here() + 1)::timestamp at time zone 'Europe/Amsterdam', grounds,
        (facts_of_reader(context.appointment_id, purpose, day_here(), clock_timestamp()) ->> 'authorised')::boolean
    );
    update reading_context set purpose_id = purpose, clearance_id = written where handle = context.handle;
    return written;
end
$$;

-- Whether what this transaction has read is still allowed now: asked last, before the answer leaves.
create function clearance_still_holds() returns boolean
language sql volatile security definer set search_path = public, pg_temp
as $$
    select not exists (
        select from reading_context context
        where context.handle = nullif(current_setting('vw.reading', true), '')
          and context.transaction_id = pg_current_xact_id_if_assigned()
          and context.clearance_id is not null
    ) or (current_clearance()).id is not null
$$;

create function note_change_of_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    changed uuid := case when tg_op = 'DELETE' then old.project_id else new.project_id end;
    tightens boolean := tg_op <> 'INSERT' or tg_argv[0] = 'always';
begin
    insert into access_version (project_id) values (changed)
    on conflict (project_id) do update
        set facts = access_version.facts + 1,
            tightened = access_version.tightened + case when tightens then 1 else 0 end;
    return null;
end
$$;

create trigger access_changes after insert or update or delete on sharing_authorisation
    for each row execute function note_change_of_access();
create trigger access_changes after insert or update or delete on sharing_consent
    for each row execute function note_change_of_access();
create trigger access_changes after insert or update or delete on sharing_purpose
    for each row execute function note_change_of_access();
create trigger access_changes after insert or update or delete on sharing_marking
    for each row execute function note_change_of_access();
create trigger access_changes after insert or update or delete on sharing_markingpurpose
    for each row execute function note_change_of_access();
create trigger access_changes after insert or update or delete on sharing_covenant
    for each row execute function note_change_of_access('always');
create trigger access_changes after insert or update or delete on partnership_appointment
    for each row execute function note_change_of_access();

-- Words are looked up with the index, which row security would keep the planner from; so the function itself holds to
-- what the clearance allows, and the rows are read under row security afterwards. The newest so many, and no more: what
-- a word costs does not grow with what there is. The planner can't tell how common a word is (it guesses for the
-- beginning of one), so the newest documents are tried first: a common word is met often enough by walking on from
-- them, any other is looked up whole.
create function find_words(words text, prefixes text, most integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
    asked tsquery := websearch_to_tsquery('dutch', words) || websearch_to_tsquery('simple', words)
        || to_tsquery('simple', prefixes);
    readable text := ' from sharing_document where marking_id = any ($2) and project_id = $3'
        ' and (kept_to is null or $4 = any (kept_to)) and recalled_at is null';
    newest_first text := ' order by changed_at desc, id limit $5';
    met integer;
begin
    execute 'select count(*) from (select search' || readable || newest_first || ') newest where search @@ $1'
        into met using asked, reading_markings(), reading_project(), reading_person(), most;
    if met * 20 >= most then
        return query execute 'select id' || readable || ' and search @@ $1' || newest_first
            using asked, reading_markings(), reading_project(), reading_person(), most;
    else
        return query execute 'with met as materialized (select id, changed_at' || readable || ' and search @@ $1)'
            ' select id from met' || newest_first
            using asked, reading_markings(), reading_project(), reading_person(), most;
    end if;
end
$$;

-- What the reader may know of and not read, in this purpose: its marking and nothing of its content.
create function announced_documents()
returns table (document_id uuid, marking_id uuid, given_on date, lower_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
    select document.id, document.marking_id, (document.given_at at time zone 'Europe/Amsterdam')::date, lower.id
    from sharing_document document
    left join sharing_edition edition on edition.fuller_id = document.id
    left join sharing_document lower
        on lower.id = edition.lower_id
        and lower.recalled_at is null
        and lower.marking_id = any ((select reading_markings())::uuid[])
        and (lower.kept_to is null or (select reading_person()) = any (lower.kept_to))
    where document.marking_id = any ((select known_markings())::uuid[])
      and not document.marking_id = any ((select reading_markings())::uuid[])
      and document.project_id = (select reading_project())
      and document.kept_to is null
      and document.recalled_at is null
$$;

create function reads_as_privacy_officer() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (
        select from partnership_appointment running
        where running.id = (select reading_appointment()) and running.function = 'privacy_officer'
    )
$$;

-- The prosecutor is the competent authority of Wpg art. 19, whoever gives and whoever receives.
create function reads_as_prosecutor() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (
        select from partnership_appointment running
        where running.id = (select reading_appointment()) and running.function = 'prosecutor'
    )
$$;

-- The capacity of the appointment in which is read.
create function reading_capacity() returns uuid
language sql stable security definer set search_path = public, pg_temp
as $$
    select running.capacity_id from partnership_appointment running where running.id = (select reading_appointment())
$$;

-- Whether a purpose may still be named for a marking: it is of the own organisation, and nothing carries it yet.
create function is_new_marking(marking uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (
        select from sharing_marking made
        where made.id = marking and made.organisation_id = (select reading_organisation())
    ) and not exists (select from sharing_document carrying where carrying.marking_id = marking)
$$;

-- Everyone authorised in a purpose of a marking, with the facts that decide for them, as of a moment: for who gives the
-- marking, who may read it, and the privacy officer. Without a marking: everyone authorised in the purpose, before a
-- new marking is made.
create function people_to_decide(purposes uuid[], marking uuid, moment timestamptz) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(jsonb_agg(
        facts_of_reader(asked.appointment_id, asked.purpose_id, (moment at time zone 'Europe/Amsterdam')::date, moment)
        || jsonb_build_object(
            'appointment', asked.appointment_id,
            'person', person.id,
            'name', person.name,
            'organisation_name', organisation.name,
            'capacity_name', coalesce(capacity.name, ''),
            'markings', case when marking is null then '[]'::jsonb else (
                select coalesce(jsonb_agg(one) filter (where one ->> 'id' = marking::text), '[]'::jsonb)
                from jsonb_array_elements(facts_of_markings(
                    asked.appointment_id, asked.purpose_id, (moment at time zone 'Europe/Amsterdam')::date, moment
                )) one
            ) end
        )
        order by organisation.name, person.name
    ), '[]'::jsonb)
    from (
        select distinct authorisation.appointment_id, authorisation.purpose_id
        from sharing_authorisation authorisation
        where authorisation.project_id = (select reading_project())
          and (
              (marking is null and authorisation.purpose_id = any (purposes))
              or exists (
                  select from sharing_markingpurpose named
                  where named.marking_id = marking and named.purpose_id = authorisation.purpose_id
              )
          )
    ) asked
    join partnership_appointment running on running.id = asked.appointment_id
    join partnership_person person on person.id = running.person_id
    join partnership_organisation organisation on organisation.id = running.organisation_id
    left join partnership_legalcapacity capacity on capacity.id = running.capacity_id
    where marking is null
       or marking = any (array(select unnest(reading_markings() || writable_markings())))
       or reads_as_privacy_officer()
$$;
