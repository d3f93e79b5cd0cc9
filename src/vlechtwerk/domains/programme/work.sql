-- The activities whose notes the reader may read: those of the teams they are in today, with their parts, and for the
-- director all of them.
create function reading_teams() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    with reader as (
        select reading_person() as person, reading_project() as project,
            (now() at time zone 'Europe/Amsterdam')::date as today
    ), directs as (
        select from partnership_appointment appointment, reader
        where appointment.person_id = reader.person
          and appointment.function = 'director'
          and appointment.appointed_from <= reader.today
          and (appointment.appointed_until is null or appointment.appointed_until > reader.today)
    ), teams as (
        select role.activity_id from programme_teamrole role, reader
        where role.person_id = reader.person
          and role.active_from <= reader.today
          and (role.active_until is null or role.active_until > reader.today)
    )
    select coalesce(array_agg(activity.id), '{}')
    from programme_activity activity, reader
    where activity.project_id = reader.project
      and (
          exists (select from directs)
          or activity.id in (select activity_id from teams)
          or activity.parent_id in (select activity_id from teams)
      )
$$;

-- Of a remark nothing changes but that its author takes it back.
create function keep_remark() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
    if new.withdrawn_at is null or new.withdrawn_at is distinct from coalesce(old.withdrawn_at, new.withdrawn_at)
        or (new.id, new.project_id, new.activity_id, new.team_only, new.written_by_id, new.written_at)
            is distinct from (old.id, old.project_id, old.activity_id, old.team_only, old.written_by_id, old.written_at)
    then
        raise exception using errcode = 'integrity_constraint_violation', message = 'a remark is only withdrawn';
    end if;
    return new;
end
$$;

-- Words in Dutch, stemmed, and as they stand, for names and for the beginnings of words.
create function search_words(words text) returns tsvector
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select to_tsvector('pg_catalog.dutch', words) || to_tsvector('pg_catalog.simple', words)
$$;

create table found_text (
    project_id uuid not null,
    kind text not null,
    record_id uuid not null,
    -- Of a note: whose team may read it.
    team_of uuid,
    changed_at timestamptz not null default now(),
    search tsvector not null,
    primary key (record_id, kind)
);
create index found_text_by_words on found_text using gin (search);

-- Keeps the words of a record beside it, so that they are found without reading every record.
create function keep_words() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    said jsonb;
    words text := '';
begin
    if tg_op = 'DELETE' then
        delete from found_text where record_id = old.id and kind = tg_argv[0];
        return null;
    end if;
    said := to_jsonb(new);
    for place in 1 .. tg_nargs - 1 loop
        words := words || ' ' || coalesce(said ->> tg_argv[place], '');
    end loop;
    insert into found_text (project_id, kind, record_id, team_of, search)
    values (
        new.project_id, tg_argv[0], new.id,
        case when coalesce((said ->> 'team_only')::boolean, false) then (said ->> 'activity_id')::uuid end,
        search_words(words)
    )
    on conflict (record_id, kind) do update set search = excluded.search, changed_at = now();
    return null;
end
$$;

-- The records in which words stand, newest first: at most so many of each kind, with how many there are of it. Of notes
-- those that the reader may read.
create function find_records(words text, prefixes text, most integer)
returns table (kind text, record_id uuid, found bigint)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
    asked tsquery := websearch_to_tsquery('pg_catalog.dutch', words)
        || websearch_to_tsquery('pg_catalog.simple', words) || to_tsquery('pg_catalog.simple', prefixes);
    project uuid := reading_project();
    teams uuid[] := reading_teams();
begin
    return query
    with met as materialized (
        select entry.kind, entry.record_id, entry.changed_at
        from found_text entry
        where entry.search @@ asked
          and entry.project_id = project
          and (entry.team_of is null or entry.team_of = any (teams))
    ), ranked as (
        select met.*, row_number() over (partition by met.kind order by met.changed_at desc, met.record_id) as place,
            count(*) over (partition by met.kind) as number
        from met
    )
    select ranked.kind, ranked.record_id, ranked.number from ranked where ranked.place <= most
    order by ranked.kind, ranked.place;
end
$$;

-- To whom a digest is due on a day, and in which project: asked by the job that sends them, which reads as nobody. Who
-- has no running appointment gets none.
create function due_digests(today date, seal text)
returns table (person_id uuid, project_code varchar, for_day date)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'due_digests', today), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program asks to whom mail is due';
    end if;
    return query
    with due as (
        select choice.person_id as person, choice.project_id as project,
            case choice.how_often when 'weekly' then date_trunc('week', today)::date else today end as on_day
        from programme_digestchoice choice
        where choice.how_often in ('daily', 'weekly')
    )
    select due.person, project.code, due.on_day
    from due
    join partnership_project project on project.id = due.project
    join partnership_person reader on reader.id = due.person
    join partnership_account account on account.id = reader.account_id and account.is_active
    where exists (
        select from partnership_appointment appointment
        where appointment.person_id = due.person
          and appointment.appointed_from <= today
          and (appointment.appointed_until is null or appointment.appointed_until > today)
    ) and not exists (
        select from programme_digest sent
        where sent.person_id = due.person and sent.for_day = due.on_day and sent.state <> 'refused'
    )
    order by project.code, due.person;
end
$$;

revoke execute on function reading_teams(), keep_remark(), search_words(text), keep_words(),
    find_records(text, text, integer), due_digests(date, text) from public;
