-- The report of an evaluation: a frozen one stays as it is, unless words in it go: then the whole of it is taken back.
-- These functions belong to the owner of the tables.

create function keep_frozen_evaluation_report() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if old.state in ('frozen', 'taken_back') and new is distinct from old
        and (new.state, new.manifest) is distinct from ('taken_back', '') then
        raise exception using errcode = 'check_violation', message = 'frozen_evaluation_report_stays_as_it_is';
    end if;
    return new;
end
$$;

-- What was noted when a report was built and frozen; the application can't read the notes.
create function noted_evaluation_report(of_report uuid) returns table (act text, checksum text)
language sql stable security definer set search_path = public, pg_temp
as $$
    select noted.act, noted.details ->> 'checksum'
    from journal_journalentry noted
    where noted.project_id = reading_project() and noted.subject_kind = 'evaluation_report'
      and noted.subject_id = of_report and noted.act in ('build_evaluation_report', 'freeze_evaluation_report')
$$;
