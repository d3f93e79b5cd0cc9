-- The report of an evaluation: a frozen one stays as it is, and words that go with a withdrawal go from chapters and from
-- what was built of them too. These functions belong to the owner of the tables.

create function keep_frozen_evaluation_report() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if old.state = 'frozen' and new is distinct from old then
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

-- As before, and from chapters and what was built: what was built and not frozen is built anew.
alter function forget_repeated(uuid, integer[]) rename to forget_repeated_beside_reports;

create function forget_repeated(of_text uuid, numbers integer[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    of_project uuid;
    going jsonb;
begin
    select project_id into of_project from evaluation_transcript where id = of_text;
    select jsonb_object_agg(stretch, true) into going
    from passages_said(of_text, numbers) said cross join lateral stretches_of(said.words) stretch;
    if going is not null then
        update evaluation_chapterversion set text = '[…]' where project_id = of_project and repeats_words(text, going);
        delete from evaluation_evaluationreportfile file using evaluation_evaluationreport report
        where report.id = file.report_id and report.project_id = of_project and report.state <> 'frozen'
          and repeats_words(report.manifest, going);
        update evaluation_evaluationreport set state = 'failed', manifest = '', checksum = ''
        where project_id = of_project and state <> 'frozen' and repeats_words(manifest, going);
    end if;
    perform forget_repeated_beside_reports(of_text, numbers);
end
$$;
