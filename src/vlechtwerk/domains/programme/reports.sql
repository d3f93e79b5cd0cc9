-- Who reads what a progress report holds before it is frozen: who writes it, and, once it was submitted, the body that
-- is asked to approve it. Whoever leads an activity reads and writes what stands there at that activity.

create function readable_reports() returns setof uuid
language sql stable security definer set search_path = public, pg_temp
as $$
    select report.id from programme_progressreport report
    where report.project_id = reading_project() and (
        (select manages_programme())
        or (report.state <> 'draft' and report.approving_body_id = any (reading_bodies()))
    )
$$;

-- What lies with a body, or was frozen, is not written on.
create function writable_reports() returns setof uuid
language sql stable security definer set search_path = public, pg_temp
as $$
    select report.id from programme_progressreport report
    where report.project_id = reading_project() and report.state in ('draft', 'returned')
      and (select manages_programme())
$$;

create function led_activities() returns setof uuid
language sql stable security definer set search_path = public, pg_temp
as $$
    select activity.id from programme_teamrole led
    join programme_activity activity on led.activity_id in (activity.id, activity.parent_id)
    where led.project_id = reading_project() and led.person_id = reading_person() and led.role = 'lead'
      and led.active_from <= (now() at time zone 'Europe/Amsterdam')::date
      and (led.active_until is null or led.active_until > (now() at time zone 'Europe/Amsterdam')::date)
$$;

-- Nor by who leads an activity, or the owner.
create function refuse_closed_report() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if tg_op = 'UPDATE' and new is not distinct from old then
        return new;
    end if;
    if (select state from programme_progressreport where id = new.report_id) not in ('draft', 'returned') then
        raise exception using errcode = 'check_violation', message = 'report_that_is_not_a_draft_stays_as_it_is';
    end if;
    return new;
end
$$;

-- A frozen report stays as it was approved.
create function refuse_frozen_report() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if old.state = 'frozen' and new is distinct from old then
        raise exception using errcode = 'check_violation', message = 'frozen_report_stays_as_it_is';
    end if;
    return new;
end
$$;

-- What was noted when a report was frozen, and when its files were made last; the application can't read the notes.
create function noted_checksums(report uuid) returns table (act text, checksum text)
language sql stable security definer set search_path = public, pg_temp
as $$
    select distinct on (noted.act) noted.act, noted.details ->> 'checksum'
    from journal_journalentry noted
    where noted.project_id = reading_project() and noted.subject_kind = 'progress_report' and noted.subject_id = report
      and noted.act in ('approve_progress_report', 'make_report_files')
    order by noted.act, noted.happened_at desc, noted.id desc
$$;

revoke execute on function
    noted_checksums(uuid), writable_reports(), readable_reports(), led_activities(), refuse_closed_report(), refuse_frozen_report()
from public;
