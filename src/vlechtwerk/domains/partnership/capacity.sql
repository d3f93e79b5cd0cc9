-- A person acts in one appointment, and so in one legal capacity, at a time.

alter table reading_context add column appointment_id uuid;

drop function open_reading(uuid);

-- Opens a reading context in a running appointment: the one asked for while it runs, or else the newest.
create function open_reading(person uuid, appointment uuid, seal text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    reader record;
    new_handle text := gen_random_uuid()::text;
    today date := (now() at time zone 'Europe/Amsterdam')::date;
begin
    if not is_sealed(concat_ws(E'\x1f', 'open_reading', person, coalesce(appointment::text, '')), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program opens a reading context';
    end if;
    select running.id, running.project_id, running.organisation_id into reader
    from partnership_appointment running
    where running.person_id = person
      and running.appointed_from <= today
      and (running.appointed_until is null or running.appointed_until > today)
    order by (running.id = appointment) desc nulls last, running.appointed_from desc, running.id
    limit 1;
    if not found then
        return null;
    end if;
    insert into reading_context (handle, transaction_id, project_id, person_id, organisation_id, appointment_id, body_ids)
    values (
        new_handle,
        pg_current_xact_id(),
        reader.project_id,
        person,
        reader.organisation_id,
        reader.id,
        array(
            select seat.body_id from partnership_seat seat
            where seat.person_id = person
              and seat.seated_from <= today
              and (seat.seated_until is null or seat.seated_until > today)
        )
    );
    return new_handle;
end
$$;

create function reading_appointment() returns uuid
language sql stable security definer set search_path = public, pg_temp
as $$
    select appointment_id from reading_context
    where handle = nullif(current_setting('vw.reading', true), '') and transaction_id = pg_current_xact_id_if_assigned()
$$;

revoke execute on function open_reading(uuid, uuid, text), reading_appointment() from public;
