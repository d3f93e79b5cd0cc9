-- Where the day goes: what is ticked stands sealed, apart from that someone was asked, and both go when the month is
-- over. Only these functions touch the two. None of their tables has a moment, a day or a number that counts.

-- How it stands for the reader: whether ticks are on, whether they want to be asked, the month that runs, and whether
-- their mark of this week is there. The mark is made by the program, with a secret that is not in the database.
create function tick_state(the_month date, the_mark text, seal text)
returns table (is_on boolean, threshold smallint, asks boolean, month_id uuid, public_key bytea, over boolean,
               marked boolean)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'tick_state', the_month, the_mark), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program asks who was asked';
    end if;
    return query
        select
            coalesce(switch.is_on, false),
            coalesce(switch.threshold, 5::smallint),
            coalesce((
                select choice.wants_to_be_asked from evaluation_tickchoice choice
                where choice.person_id = reading_person()
            ), true),
            running.id,
            running.public_key,
            running.figures is not null,
            exists (
                select from evaluation_tickmark one
                where one.month_id = running.id and one.mark = the_mark
            )
        from (select reading_project() as id) project
        left join lateral (
            select latest.is_on, latest.threshold from evaluation_tickswitch latest
            where latest.project_id = project.id order by latest.switched_at desc limit 1
        ) switch on true
        left join evaluation_tickmonth running
            on running.project_id = project.id and running.month = the_month;
end
$$;
revoke execute on function tick_state(date, text, text) from public;

-- Begin a month of the reader's project with this key, unless it has begun; return the month and its key.
create function begin_tick_month(the_month date, smallest smallint, key bytea, seal text)
returns table (month_id uuid, public_key bytea)
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'begin_tick_month', the_month), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program begins a month';
    end if;
    insert into evaluation_tickmonth (id, project_id, month, threshold, public_key, checksum)
    values (gen_random_uuid(), reading_project(), the_month, smallest, key, '')
    on conflict (project_id, month) do nothing;
    return query
        select begun.id, begun.public_key from evaluation_tickmonth begun
        where begun.project_id = reading_project() and begun.month = the_month;
end
$$;
revoke execute on function begin_tick_month(date, smallint, bytea, text) from public;

-- Mark that someone was asked this week: false when that mark is there, or the month is over.
create function mark_tick_week(of_month uuid, the_mark text, seal text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'mark_tick_week', of_month, the_mark), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program marks a week';
    end if;
    perform from evaluation_tickmonth running
    where running.id = of_month and running.project_id = reading_project() and running.figures is null for share;
    if not found then
        return false;
    end if;
    insert into evaluation_tickmark (id, project_id, month_id, mark)
    values (gen_random_uuid(), reading_project(), of_month, the_mark)
    on conflict (month_id, mark) do nothing;
    return found;
end
$$;
revoke execute on function mark_tick_week(uuid, text, text) from public;

-- Keep a sealed tick: in a transaction of its own, in which nobody reads, so that nothing of a person stands with it.
create function hand_in_tick(of_month uuid, sealed bytea, seal text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    running evaluation_tickmonth;
begin
    if not is_sealed(concat_ws(E'\x1f', 'hand_in_tick', of_month), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program hands in a tick';
    end if;
    select * into running from evaluation_tickmonth
    where id = of_month and figures is null and public_key is not null for share;
    if running.id is null then
        return false;
    end if;
    insert into evaluation_sealedtick (id, project_id, month_id, payload)
    values (gen_random_uuid(), running.project_id, running.id, sealed);
    return true;
end
$$;
revoke execute on function hand_in_tick(uuid, bytea, text) from public;

-- The months before this one that have no figures yet, of all projects, with the figures of the month before each.
create function tick_months_over(the_month date, seal text)
returns table (month_id uuid, project_id uuid, month date, threshold smallint, public_key bytea, former jsonb)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'tick_months_over', the_month), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program closes a month';
    end if;
    return query
        select over.id, over.project_id, over.month, over.threshold, over.public_key, earlier.figures
        from evaluation_tickmonth over
        left join evaluation_tickmonth earlier
            on earlier.project_id = over.project_id and earlier.month = (over.month - interval '1 month')::date
        where over.figures is null and over.month < the_month
        order by over.month;
end
$$;
revoke execute on function tick_months_over(date, text) from public;

-- Take the sealed ticks of a month away from the table, once, and all marks of who was asked with them.
create function take_ticks(of_month uuid, seal text) returns setof bytea
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'take_ticks', of_month), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program closes a month';
    end if;
    -- Ticks that are being handed in are waited for.
    perform from evaluation_tickmonth where id = of_month and figures is null for update;
    delete from evaluation_tickmark where month_id = of_month;
    return query delete from evaluation_sealedtick where month_id = of_month returning payload;
end
$$;
revoke execute on function take_ticks(uuid, text) from public;

-- Who could tick in a project in these days: their number as a record, and their department of then.
create function who_could_tick(of_project uuid, first_day date, until_day date, not_asked text[], seal text)
returns table (person_id uuid, department text)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'who_could_tick', of_project, first_day, until_day), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program counts who could tick';
    end if;
    return query
        select distinct on (held.person_id) held.person_id, coalesce(part.code, '')::text
        from partnership_appointment held
        join partnership_person person on person.id = held.person_id and person.account_id is not null
        left join partnership_department part on part.id = held.department_id
        where held.project_id = of_project
          and held.appointed_from < until_day
          and (held.appointed_until is null or held.appointed_until > first_day)
          and not held.function = any (not_asked)
        order by held.person_id, held.department_id is null, held.appointed_from desc, held.id;
end
$$;
revoke execute on function who_could_tick(uuid, date, date, text[], text) from public;

-- Keep what may be shown of a month that is over: once.
create function keep_tick_figures(of_month uuid, told jsonb, sum text, seal text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'keep_tick_figures', of_month, sum), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program closes a month';
    end if;
    update evaluation_tickmonth set figures = told, checksum = sum where id = of_month and figures is null;
    return found;
end
$$;
revoke execute on function keep_tick_figures(uuid, jsonb, text, text) from public;

-- What the ticks of months that are over were sealed with, in all projects: those keys can be destroyed.
create function keys_of_closed_tick_months(seal text) returns setof bytea
language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed('keys_of_closed_tick_months', seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program looks after keys';
    end if;
    return query select public_key from evaluation_tickmonth where public_key is not null and figures is not null;
end
$$;
revoke execute on function keys_of_closed_tick_months(text) from public;
