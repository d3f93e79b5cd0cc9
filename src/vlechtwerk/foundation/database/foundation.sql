-- What every other migration stands on: dates with a precision, sorting, and the reading context.

-- First and last day of a date as its source has it. The parts of a year are those of foundation/periods.py.
create function date_earliest(moment text) returns date
language sql immutable parallel safe
as $$
    select case
        when moment is null or moment = '' then null
        when moment ~ '^\d{4}-\d{2}-\d{2}$' then make_date(left(moment, 4)::int, substr(moment, 6, 2)::int, right(moment, 2)::int)
        when moment ~ '^\d{4}-\d{2}$' then make_date(left(moment, 4)::int, right(moment, 2)::int, 1)
        else make_date(
            left(moment, 4)::int,
            case substr(moment, 6) when '' then 1 when 'early' then 1 when 'mid' then 4 when 'end' then 10 end,
            1
        )
    end
$$;

create function date_latest(moment text) returns date
language sql immutable parallel safe
as $$
    select case
        when moment is null or moment = '' then null
        when moment ~ '^\d{4}-\d{2}-\d{2}$' then make_date(left(moment, 4)::int, substr(moment, 6, 2)::int, right(moment, 2)::int)
        when moment ~ '^\d{4}-\d{2}$'
            then (make_date(left(moment, 4)::int, right(moment, 2)::int, 1) + interval '1 month' - interval '1 day')::date
        else (make_date(
            left(moment, 4)::int,
            case substr(moment, 6) when '' then 12 when 'early' then 3 when 'mid' then 9 when 'end' then 12 end,
            1
        ) + interval '1 month' - interval '1 day')::date
    end
$$;

-- Sorts as Dutch readers expect, without the collations that a small server may lack.
create function sort_key(words text) returns text
language sql immutable parallel safe
as $$ select lower(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g')) $$;

-- Who reads, in which project, in this very transaction. Only functions of the owner touch this table.
create unlogged table reading_context (
    handle text primary key,
    transaction_id xid8 not null,
    project_id uuid not null,
    person_id uuid not null,
    organisation_id uuid,
    body_ids uuid[] not null default '{}'
);

-- A setting that was set once comes back as '' and not as null.
create function reading_project() returns uuid
language sql stable security definer set search_path = public, pg_temp
as $$
    select project_id from reading_context
    where handle = nullif(current_setting('vw.reading', true), '') and transaction_id = pg_current_xact_id_if_assigned()
$$;

create function reading_person() returns uuid
language sql stable security definer set search_path = public, pg_temp
as $$
    select person_id from reading_context
    where handle = nullif(current_setting('vw.reading', true), '') and transaction_id = pg_current_xact_id_if_assigned()
$$;

create function reading_organisation() returns uuid
language sql stable security definer set search_path = public, pg_temp
as $$
    select organisation_id from reading_context
    where handle = nullif(current_setting('vw.reading', true), '') and transaction_id = pg_current_xact_id_if_assigned()
$$;

create function reading_bodies() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce((
        select body_ids from reading_context
        where handle = nullif(current_setting('vw.reading', true), '')
          and transaction_id = pg_current_xact_id_if_assigned()
    ), '{}')
$$;

create function close_reading(closed text) returns void
language sql volatile security definer set search_path = public, pg_temp
as $$ delete from reading_context where handle = closed and transaction_id = pg_current_xact_id_if_assigned() $$;

revoke execute on function
    reading_project(), reading_person(), reading_organisation(), reading_bodies(), close_reading(text)
from public;

-- Rate limits are counted here, so that several servers count together.
create table rate_limit_cache (
    cache_key varchar(255) not null primary key,
    value text not null,
    expires timestamptz not null
);
create index rate_limit_cache_expires on rate_limit_cache (expires);
