-- Reading the log (Wpg art. 32a(2)): for the privacy officer and the director, on one of four grounds, with a reason. The
-- line about the reading is written before the answer is made, in the same function, so that it can't be left out.
create function read_log(
    ground text, reason text, since timestamptz, until timestamptz, filters jsonb, page integer,
    size integer, trace text, span text, origin text
) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    running partnership_appointment;
    organisation_code text;
    capacity_kind text;
    written bigint;
begin
    select * into running from partnership_appointment appointment
    where appointment.id = reading_appointment()
      and appointment.function in ('privacy_officer', 'director')
      and appointment.appointed_from <= day_here()
      and (appointment.appointed_until is null or appointment.appointed_until > day_here())
      and not is_suspended(appointment.person_id, clock_timestamp());
    if running.id is null
        or ground is null or ground not in ('lawfulness', 'internal_control', 'security', 'criminal_proceedings')
        or btrim(coalesce(reason, '')) = ''
        or since is null or until is null
    then
        return null;
    end if;
    select organisation.code into organisation_code
    from partnership_organisation organisation where organisation.id = running.organisation_id;
    select capacity.kind into capacity_kind
    from partnership_legalcapacity capacity where capacity.id = running.capacity_id;
    insert into sharing_logline (id, project_id, trace_id, span_id, parent_span_id, part, body)
    values (gen_random_uuid(), reading_project(), trace, span, '', 'decision', jsonb_build_object(
        'event_name', 'log_read', 'action', 'read', 'outcome', 'allowed', 'ground', ground, 'reason', btrim(reason),
        'since', since, 'until', until, 'filters', filters, 'page', page, 'organisation', organisation_code,
        'capacity', coalesce(capacity_kind, 'other'), 'resources', '[]'::jsonb, 'markings', '[]'::jsonb
    ))
    returning number into written;
    insert into sharing_logline (id, project_id, trace_id, span_id, parent_span_id, part, body)
    values (gen_random_uuid(), reading_project(), trace, span, '', 'actor', jsonb_build_object(
        'person', reading_person(), 'appointment', running.id, 'organisation', organisation_code,
        'organisation_id', running.organisation_id, 'capacity', coalesce(capacity_kind, 'other'), 'origin', origin
    ));
    return jsonb_build_object('line', written)
        || log_chain()
        || log_readings(reading_project(), since, until, filters)
        || log_lines(reading_project(), since, until, filters, greatest(coalesce(page, 1), 1), size)
        || case when running.function = 'privacy_officer' then log_readers(reading_project(), size) else '{}'::jsonb end;
end
$$;

-- Whether the chain is whole, its head to keep elsewhere, and how many lines wait to be sealed.
create function log_chain() returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select jsonb_build_object(
        'head', (select to_jsonb(head) from log_head() head),
        'sealed', (select count(*) from sharing_logline where batch is not null),
        'mistakes', (
            select coalesce(jsonb_agg(to_jsonb(found)), '[]'::jsonb) from (select * from log_mistakes() limit 20) found
        ),
        'mistaken', (select count(*) from log_mistakes())
    )
$$;

-- The acts of a period that someone is shown counts of: what was read or handed out, or refused; one per marking.
create function log_acts(project uuid, since timestamptz, until timestamptz, filters jsonb)
returns table (
    number bigint, at timestamptz, event text, operation text, outcome text, purpose text, organisation text,
    capacity text, clearance text, marking uuid, giver text, trace_id text, span_id text
)
language sql stable security definer set search_path = public, pg_temp
as $$
    select line.number, line.at, line.body ->> 'event_name', line.body ->> 'action', line.body ->> 'outcome',
        coalesce(line.body ->> 'purpose_code', ''), line.body ->> 'organisation', line.body ->> 'capacity',
        line.body ->> 'clearance', marking.id, giver.code, line.trace_id, line.span_id
    from sharing_logline line
    left join lateral jsonb_array_elements_text(line.body -> 'markings') named (id) on true
    left join sharing_marking marking on marking.id::text = named.id and marking.project_id = project
    left join partnership_organisation giver on giver.id = marking.organisation_id
    where line.project_id = project
      and line.part = 'decision'
      and line.at >= since and line.at < until
      and line.body ->> 'action' <> 'clearance'
      and line.body ->> 'event_name' <> 'log_read'
      -- That something hidden is there is for the privacy officer, and for who gives it.
      and (
          reads_as_privacy_officer() or marking.id is null or not 'existence_hidden' = any (marking.handling)
          or marking.organisation_id = reading_organisation()
      )
      and coalesce(nullif(filters ->> 'purpose', ''), line.body ->> 'purpose_code') = line.body ->> 'purpose_code'
      and coalesce(nullif(filters ->> 'receiver', ''), line.body ->> 'organisation') = line.body ->> 'organisation'
      and (coalesce(filters ->> 'giver', '') = '' or giver.code = filters ->> 'giver')
      and (coalesce(filters ->> 'outcome', '') = '' or line.body ->> 'outcome' = filters ->> 'outcome')
$$;

-- Counts per purpose, receiver, clearance and marking, with the facts on which each clearance was decided: so that the
-- ground of each reading can be established again.
create function log_readings(project uuid, since timestamptz, until timestamptz, filters jsonb) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with counted as (
        select act.purpose, act.organisation, act.capacity, act.clearance, act.marking,
            count(*) filter (where act.outcome = 'allowed' and act.marking is not null) as readings,
            count(*) filter (where act.outcome = 'refused') as refusals,
            count(*) filter (where act.outcome = 'nothing_there') as nothing
        from log_acts(project, since, until, filters) act
        where act.operation in ('read', 'disclose')
        group by 1, 2, 3, 4, 5
    ), known as (
        select distinct on (line.body ->> 'clearance')
            line.body ->> 'clearance' as clearance, line.body -> 'facts' as facts, line.body ->> 'grounds' as grounds
        from sharing_logline line
        where line.part = 'decision' and line.body ->> 'action' = 'clearance' and line.project_id = project
          and line.body ->> 'clearance' in (select clearance from counted)
        order by line.body ->> 'clearance', line.number
    )
    select jsonb_build_object(
        'groups', (
            select coalesce(jsonb_agg(to_jsonb(counted)), '[]'::jsonb)
            from counted where readings + refusals + nothing > 0
        ),
        'clearances', (
            select coalesce(jsonb_object_agg(clearance, jsonb_build_object('facts', facts, 'grounds', grounds)), '{}'::jsonb)
            from known
        ),
        'policies', (
            select coalesce(jsonb_object_agg(digest, policy_text.text), '{}'::jsonb)
            from policy_text where digest in (select grounds from known)
        )
    )
$$;

-- A page of lines: time, act, outcome, function, organisation and capacity, purpose, marking. No title, no name, no item.
create function log_lines(project uuid, since timestamptz, until timestamptz, filters jsonb, page integer, size integer)
returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    with acts as (
        select act.number, act.at, act.event, act.operation, act.outcome, act.purpose, act.organisation, act.capacity,
            act.clearance, act.trace_id, act.span_id,
            coalesce(jsonb_agg(act.marking) filter (where act.marking is not null), '[]'::jsonb) as markings
        from log_acts(project, since, until, filters) act
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ), shown as (
        select * from acts order by number desc limit size offset (page - 1) * size
    ), rows as (
        select shown.number, shown.at, shown.event, shown.operation, shown.outcome, shown.purpose, shown.organisation,
            shown.capacity, shown.markings, coalesce(running.function, '') as function
        from shown
        left join sharing_logline actor
            on actor.trace_id = shown.trace_id and actor.span_id = shown.span_id and actor.part = 'actor'
        left join partnership_appointment running
            on running.id::text = actor.body ->> 'appointment' and running.project_id = project
    )
    select jsonb_build_object(
        'total', (select count(*) from acts),
        'lines', (select coalesce(jsonb_agg(to_jsonb(rows) order by number desc), '[]'::jsonb) from rows),
        'markings', (
            select coalesce(jsonb_object_agg(marking.id, jsonb_build_object(
                'organisation', organisation.code, 'name', organisation.name, 'capacity', coalesce(capacity.name, ''),
                'category', marking.category, 'level', marking.level, 'handling', to_jsonb(marking.handling)
            )), '{}'::jsonb)
            from sharing_marking marking
            join partnership_organisation organisation on organisation.id = marking.organisation_id
            left join partnership_legalcapacity capacity on capacity.id = marking.capacity_id
            where marking.project_id = project
              and marking.id in (select act.marking from log_acts(project, since, until, filters) act)
        )
    )
$$;

-- The log of the log: who read it, when, on which ground. Only the privacy officer is given this.
create function log_readers(project uuid, size integer) returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select jsonb_build_object('readers', coalesce(jsonb_agg(to_jsonb(one) order by one.number desc), '[]'::jsonb))
    from (
        select line.number, line.at, line.body ->> 'ground' as ground, line.body ->> 'reason' as reason,
            coalesce(person.name, line.body ->> 'account', '') as name, coalesce(running.function, '') as function,
            line.body ->> 'organisation' as organisation
        from sharing_logline line
        left join sharing_logline actor
            on actor.trace_id = line.trace_id and actor.span_id = line.span_id and actor.part = 'actor'
        left join partnership_appointment running
            on running.id::text = actor.body ->> 'appointment' and running.project_id = project
        left join partnership_person person on person.id = running.person_id
        where line.project_id = project and line.part = 'decision' and line.body ->> 'event_name' = 'log_read'
        order by line.number desc
        limit size
    ) one
$$;
create index log_of_the_log on sharing_logline (project_id, number)
    where part = 'decision' and (body ->> 'event_name') = 'log_read';
create index log_by_clearance on sharing_logline ((body ->> 'clearance'))
    where part = 'decision' and (body ->> 'action') = 'clearance';
