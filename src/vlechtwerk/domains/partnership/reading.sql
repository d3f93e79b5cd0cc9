-- Who may open a reading context: someone whose appointment runs today, for the one project it is in.
-- These functions belong to the owner of the tables, so they see all rows; they answer for one person or account only.

create function memberships_of(account uuid)
returns table (person_id uuid, project_id uuid, project_code varchar, project_name varchar, origin varchar)
language sql stable security definer set search_path = public, pg_temp
as $$
    select person.id, project.id, project.code, project.name, project.origin
    from partnership_person person
    join partnership_project project on project.id = person.project_id
    where person.account_id = account
      and exists (
          select from partnership_appointment appointment
          where appointment.person_id = person.id
            and appointment.appointed_from <= (now() at time zone 'Europe/Amsterdam')::date
            and (appointment.appointed_until is null or appointment.appointed_until > (now() at time zone 'Europe/Amsterdam')::date)
      )
    order by project.name
$$;

create function open_reading(person uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    reader record;
    new_handle text := gen_random_uuid()::text;
begin
    select appointment.project_id, appointment.organisation_id into reader
    from partnership_appointment appointment
    where appointment.person_id = person
      and appointment.appointed_from <= (now() at time zone 'Europe/Amsterdam')::date
      and (appointment.appointed_until is null or appointment.appointed_until > (now() at time zone 'Europe/Amsterdam')::date)
    order by appointment.appointed_from desc
    limit 1;
    if not found then
        return null;
    end if;
    insert into reading_context (handle, transaction_id, project_id, person_id, organisation_id, body_ids)
    values (
        new_handle,
        pg_current_xact_id(),
        reader.project_id,
        person,
        reader.organisation_id,
        array(
            select seat.body_id from partnership_seat seat
            where seat.person_id = person
              and seat.seated_from <= (now() at time zone 'Europe/Amsterdam')::date
              and (seat.seated_until is null or seat.seated_until > (now() at time zone 'Europe/Amsterdam')::date)
        )
    );
    return new_handle;
end
$$;

revoke execute on function memberships_of(uuid), open_reading(uuid) from public;

-- Whom one can step into in the demo: asked before anyone has signed in, and only there.
create function demo_cast()
returns table (
    email varchar, name varchar, title varchar, function varchar, organisation varchar, project_code varchar,
    project_name varchar
)
language sql stable security definer set search_path = public, pg_temp
as $$
    select distinct on (project.code, account.email)
        account.email, person.name, appointment.title, appointment.function, organisation.name, project.code, project.name
    from partnership_person person
    join partnership_account account on account.id = person.account_id and account.is_active
    join partnership_project project on project.id = person.project_id
    join partnership_appointment appointment on appointment.person_id = person.id
    join partnership_organisation organisation on organisation.id = appointment.organisation_id
    where project.loaded_checksum <> ''
      and appointment.appointed_from <= (now() at time zone 'Europe/Amsterdam')::date
      and (
          appointment.appointed_until is null
          or appointment.appointed_until > (now() at time zone 'Europe/Amsterdam')::date
      )
    order by project.code, account.email, appointment.appointed_from desc
$$;

revoke execute on function demo_cast() from public;
