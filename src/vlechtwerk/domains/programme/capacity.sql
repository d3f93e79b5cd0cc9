-- Who reads and writes the ledger of capacity, and what everyone may know of personnel records: counts.
-- These functions belong to the owner of the tables; each answers for its own reader and project only.

-- The organisations at which the reader is appointed today: one reads the lines of one's own organisation.
create function capacity_organisations() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(running.organisation_id), '{}')
    from partnership_appointment running
    where running.person_id = reading_person()
      and running.project_id = reading_project()
      and running.appointed_from <= (now() at time zone 'Europe/Amsterdam')::date
      and (running.appointed_until is null or running.appointed_until > (now() at time zone 'Europe/Amsterdam')::date)
$$;

-- The organisations for which the reader pledges and confirms hours.
create function capacity_givers() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(running.organisation_id), '{}')
    from partnership_appointment running
    where running.person_id = reading_person()
      and running.project_id = reading_project()
      and running.function in ('liaison', 'team_manager', 'steering_member')
      and running.appointed_from <= (now() at time zone 'Europe/Amsterdam')::date
      and (running.appointed_until is null or running.appointed_until > (now() at time zone 'Europe/Amsterdam')::date)
$$;

-- Whether the reader is a director or team manager today: they ask for hours, draft the map and write reports.
create function manages_programme() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (
        select from partnership_appointment running
        where running.person_id = reading_person()
          and running.project_id = reading_project()
          and running.function in ('director', 'team_manager')
          and running.appointed_from <= (now() at time zone 'Europe/Amsterdam')::date
          and (running.appointed_until is null or running.appointed_until > (now() at time zone 'Europe/Amsterdam')::date)
    )
$$;

-- Whether the reader sees the lines of every organisation: who asks, and who sits in a strategic or tactical body.
create function reads_all_capacity() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select manages_programme() or exists (
        select from partnership_body body
        where body.id = any (reading_bodies()) and body.level in ('strategic', 'tactical')
    )
$$;

-- How many candidates of each request had taken each step by a day.
create function recruitment_counts(by_day date) returns table (request_id uuid, kind varchar, candidates bigint)
language sql stable security definer set search_path = public, pg_temp
as $$
    select candidate.request_id, step.kind, count(*)
    from programme_recruitmentstep step
    join programme_candidate candidate on candidate.id = step.candidate_id
    where step.project_id = reading_project() and step.occurred_on <= by_day
    group by candidate.request_id, step.kind
$$;

-- The days from one step to the next, without whose they are, in order of length.
create function recruitment_days(by_day date) returns table (earlier varchar, later varchar, days integer)
language sql stable security definer set search_path = public, pg_temp
as $$
    with published as (
        select vacancy.request_id, min(vacancy.published_on) as occurred_on
        from programme_vacancy vacancy
        where vacancy.project_id = reading_project()
        group by vacancy.request_id
    ),
    moments as (
        select candidate.id as candidate_id, request.id as request_id, request.asked_on, published.occurred_on as published_on,
            max(step.occurred_on) filter (where step.kind = 'found') as found_on,
            max(step.occurred_on) filter (where step.kind = 'screened') as screened_on,
            max(step.occurred_on) filter (where step.kind = 'trained') as trained_on,
            max(step.occurred_on) filter (where step.kind = 'started') as started_on
        from programme_recruitmentrequest request
        left join published on published.request_id = request.id and published.occurred_on <= by_day
        left join programme_candidate candidate on candidate.request_id = request.id
        left join programme_recruitmentstep step on step.candidate_id = candidate.id and step.occurred_on <= by_day
        where request.project_id = reading_project() and request.asked_on <= by_day
        group by candidate.id, request.id, request.asked_on, published.occurred_on
    ),
    taken as (
        select distinct 'asked' as earlier, 'published' as later, request_id, null::uuid as candidate_id,
            published_on - asked_on as days from moments
        union all
        select 'published', 'found', request_id, candidate_id, found_on - published_on from moments
        union all
        select 'found', 'screened', request_id, candidate_id, screened_on - found_on from moments
        union all
        select 'screened', 'trained', request_id, candidate_id, trained_on - screened_on from moments
        union all
        select 'trained', 'started', request_id, candidate_id, started_on - trained_on from moments
        union all
        select 'asked', 'started', request_id, candidate_id, started_on - asked_on from moments
    )
    select earlier::varchar, later::varchar, days from taken where days >= 0 order by earlier, later, days
$$;

-- Which of some counts may be shown beside their sum. A count below the least is hidden, none included; what is hidden is
-- only told as a sum of at least two, that is not itself below the least and does not give its parts away. Until that is
-- so, the smallest count that is shown is hidden too. So neither one count nor “all for the same reason” can be found.
create function shown_counts(counts integer[], fewest integer) returns integer[]
language plpgsql immutable set search_path = public, pg_temp
as $$
declare
    shown integer[] := '{}';
    total integer := 0;
    counted integer;
    hidden integer;
    rest integer;
    smallest integer;
begin
    foreach counted in array counts loop
        total := total + counted;
        shown := shown || case when counted < fewest then null else counted end;
    end loop;
    if total < fewest then
        return array_fill(null::integer, array[cardinality(counts)]);
    end if;
    loop
        select count(*) filter (where kept is null), total - coalesce(sum(kept), 0), min(kept)
        into hidden, rest, smallest
        from unnest(shown) kept;
        exit when smallest is null or hidden = 0 or (hidden >= 2 and rest >= fewest and rest <> (fewest - 1) * hidden);
        -- All that are equal: which of them came first would tell what is hidden.
        shown := array_replace(shown, smallest, null);
    end loop;
    return shown;
end
$$;

-- How many left in each year that is over, and why. A departure counts in the year in which it was both registered and
-- there, so that what was told once never changes; the present year is told when it is over. Years of fewer than five
-- departures have no sum. There are no other periods, so that nothing can be found by taking one from another.
create function departures_counted() returns table (in_year integer, reason_kind varchar, departures integer, total integer)
language sql stable security definer set search_path = public, pg_temp
as $$
    with departed as (
        select departure.reason_kind,
            greatest(
                extract(year from appointment.appointed_until),
                extract(year from departure.recorded_at at time zone 'Europe/Amsterdam')
            )::integer as in_year
        from partnership_departure departure
        join partnership_appointment appointment on appointment.id = departure.appointment_id
        where departure.project_id = reading_project()
    ),
    closed as (
        select * from departed where in_year < extract(year from now() at time zone 'Europe/Amsterdam')
    ),
    kinds as (
        select kind, place from unnest(array['end_of_term', 'other_work', 'uncertainty', 'recalled', 'other'])
        with ordinality named (kind, place)
    ),
    counted as (
        select years.in_year, array_agg(coalesce(found.number, 0)::integer order by kinds.place) as counts
        from (select distinct closed.in_year from closed) years
        cross join kinds
        left join (
            select closed.in_year, closed.reason_kind, count(*) as number from closed group by 1, 2
        ) found on found.in_year = years.in_year and found.reason_kind = kinds.kind
        group by years.in_year
    )
    select counted.in_year, kinds.kind::varchar, (shown_counts(counted.counts, 5))[kinds.place],
        (select case when sum(one) >= 5 then sum(one) end::integer from unnest(counted.counts) one)
    from counted cross join kinds
    order by counted.in_year, kinds.place
$$;

revoke execute on function
    capacity_organisations(), capacity_givers(), manages_programme(), reads_all_capacity(), recruitment_counts(date),
    recruitment_days(date), shown_counts(integer[], integer), departures_counted()
from public;
