-- A row that belongs to a document carries the document's marking and is kept to the same people, whoever writes it. The
-- document is read with the writer's own rights, so that what they may not see is as absent here as anywhere: a foreign
-- key would look past row security and tell the two apart.
create function take_after_document() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
declare
    parent record;
begin
    select document.marking_id, document.kept_to into parent
    from sharing_document document where document.id = new.document_id;
    if not found then
        raise exception using errcode = 'foreign_key_violation', message = 'there is no such document';
    end if;
    new.marking_id := parent.marking_id;
    new.kept_to := parent.kept_to;
    return new;
end
$$;

create function take_after_fuller_document() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
declare
    parent record;
begin
    select document.marking_id, document.kept_to into parent
    from sharing_document document where document.id = new.fuller_id;
    if not found or not exists (select from sharing_document document where document.id = new.lower_id) then
        raise exception using errcode = 'foreign_key_violation', message = 'there is no such document';
    end if;
    new.marking_id := parent.marking_id;
    new.kept_to := parent.kept_to;
    return new;
end
$$;

create trigger take_after_document before insert on sharing_documentversion
    for each row execute function take_after_document();
create trigger take_after_document before insert on sharing_comment
    for each row execute function take_after_document();
create trigger take_after_document before insert on sharing_documentsubject
    for each row execute function take_after_document();
create trigger take_after_document before insert on sharing_documentlink
    for each row execute function take_after_document();
create trigger take_after_document before insert on sharing_edition
    for each row execute function take_after_fuller_document();

-- Who read a document, or met its words in a search, as the log has it; for its recall and for who gives it. Whoever may
-- write a marking speaks for its provider.
create function readers_in_log(document uuid)
returns table (person_id uuid, organisation_id uuid, last_read timestamptz, times bigint)
language sql stable security definer set search_path = public, pg_temp
as $$
    select (actor.body ->> 'person')::uuid, (actor.body ->> 'organisation_id')::uuid, max(actor.at), count(*)
    from sharing_logline processing
    join sharing_logline actor
        on actor.trace_id = processing.trace_id and actor.span_id = processing.parent_span_id and actor.part = 'actor'
    where processing.part = 'processing'
      and processing.project_id = (select reading_project())
      and processing.body ->> 'object' = document::text
      and processing.body ->> 'operation' in ('read', 'disclose')
      and processing.body ->> 'outcome' = 'allowed'
      and (processing.body ->> 'event' <> 'adl.search_resource' or exists (
          select from sharing_logline decision
          where decision.trace_id = processing.trace_id and decision.span_id = processing.parent_span_id
            and decision.part = 'decision' and (decision.body ->> 'searched')::boolean
      ))
      and exists (
          select from sharing_document known
          where known.id = document and known.marking_id = any ((select writable_markings())::uuid[])
      )
    group by 1, 2
$$;

-- Tell everyone who read a document that it was wrong: one message each, none for others (Wpg art. 4(4), 28(5)). It says
-- in which purpose they read it last, and in which function it was recalled.
create function recall_from_readers(document uuid, because text) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    told integer;
begin
    insert into sharing_recall (
        id, project_id, person_id, organisation_id, document_id, reason, read_on, purpose_id, recalled_by_id,
        recalled_as, recalled_at
    )
    select distinct on (reader.person_id)
        gen_random_uuid(), reading_project(), reader.person_id, marking.organisation_id, document, because,
        (reader.last_read at time zone 'Europe/Amsterdam')::date, purpose.id, reading_person(),
        coalesce((select acting.function from partnership_appointment acting where acting.id = reading_appointment()), ''),
        clock_timestamp()
    from readers_in_log(document) reader
    join sharing_document known on known.id = document
    join sharing_marking marking on marking.id = known.marking_id
    left join lateral (
        select processing.body ->> 'processing_activity' as code
        from sharing_logline processing
        join sharing_logline actor
            on actor.trace_id = processing.trace_id and actor.span_id = processing.parent_span_id
            and actor.part = 'actor'
        where processing.part = 'processing'
          and processing.project_id = reading_project()
          and processing.body ->> 'object' = document::text
          and actor.at = reader.last_read
          and actor.body ->> 'person' = reader.person_id::text
        limit 1
    ) last on true
    left join sharing_purpose purpose on purpose.project_id = reading_project() and purpose.code = last.code
    where reader.person_id <> reading_person()
    order by reader.person_id, reader.last_read desc
    on conflict do nothing;
    get diagnostics told = row_count;
    return told;
end
$$;
-- To whom the items of a marking are kept at a moment, and how many to the same people; nothing where they are kept to
-- nobody. For the privacy officer, who is told who can see items and not what they say.
create function kept_with(marking uuid, moment timestamptz) returns table (kept_to uuid[], items bigint)
language sql stable security definer set search_path = public, pg_temp
as $$
    select kept.kept_to, count(*)
    from sharing_document kept
    where kept.marking_id = marking
      and kept.project_id = (select reading_project())
      and kept.given_at <= moment
      and (kept.recalled_at is null or kept.recalled_at > moment)
      and (select reads_as_privacy_officer())
    group by 1
    order by 2 desc, 1
$$;
create index log_by_object on sharing_logline ((body ->> 'object')) where part = 'processing';
