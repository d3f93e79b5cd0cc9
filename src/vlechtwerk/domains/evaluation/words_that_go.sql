-- What goes with words that go, of frameworks, mechanisms and reports, beside all that went before; and what a restored
-- backup brought back of it. These functions belong to the owner of the tables.

-- What stands in a manifest, or in what a report was refused for, in words.
create function words_in(told jsonb) returns text
language sql immutable
as $$
    select coalesce(string_agg(said #>> '{}', ' | '), '')
    from jsonb_path_query(told, '$.** ? (@.type() == "string")') said
$$;

-- The reports of this project that tell words that go: eight in a row, or a quotation on which a finding in them rests.
create function reports_telling(of_text uuid, numbers integer[], going jsonb) returns setof uuid
language sql stable security definer set search_path = public, pg_temp
as $$
    with quoted as (
        select evaluation.code || ',' || approved.code as finding, plain_words(string_agg(substr(
            passage.text, greatest(place.start - passage.start, 0) + 1,
            least(place.ends, passage."end") - greatest(place.start, passage.start)
        ), '' order by passage.number)) as words
        from evaluation_transcript transcript
        join evaluation_evaluation evaluation on evaluation.id = transcript.evaluation_id
        join evidence_evidencelink link on link.project_id = transcript.project_id and link.kind = 'fragment'
            and link.holder_kind = 'approved_finding'
            and starts_with(link.identifier, evaluation.code || ',' || transcript.code || ',')
        join evaluation_approvedfinding approved on approved.id = link.holder_id
        cross join lateral (
            select substring(link.identifier from ',([0-9]{1,9})-[0-9]+$')::integer as start,
                substring(link.identifier from '-([0-9]{1,9})$')::integer as ends
        ) place
        join evaluation_passage passage on passage.transcript_id = of_text and passage.number = any (numbers)
            and passage.start < place.ends and place.start < passage."end"
        where transcript.id = of_text
        group by link.id, evaluation.code, approved.code
    ), told as (
        select report.id, report.manifest, words_in(
            case when report.manifest = '' then '{}' else report.manifest::jsonb end || jsonb_build_object('', report.refused)
        ) as words
        from evaluation_evaluationreport report
        where report.project_id = (select project_id from evaluation_transcript where id = of_text)
    )
    select told.id
    from told
    where repeats_words(told.words, going) or exists (
        select from quoted
        where strpos(told.manifest, '"finding:' || quoted.finding || '"') > 0
          and quoted.words <> '  ' and strpos(plain_words(told.words), quoted.words) > 0
    )
$$;

-- Take back every report that tells words that go: one that is not frozen is built anew; of a frozen one stays by whom and
-- when, and the sum by which a copy of it is known.
create function forget_in_reports(of_text uuid, numbers integer[], going jsonb) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    telling uuid[] := array(select reports_telling(of_text, numbers, going));
begin
    delete from evaluation_evaluationreportfile where report_id = any (telling);
    update evaluation_evaluationreport
    set state = case when state in ('frozen', 'taken_back') then 'taken_back' else 'failed' end,
        checksum = case when state in ('frozen', 'taken_back') then checksum else '' end,
        manifest = '', refused = '[]'
    where id = any (telling);
end
$$;

-- Take away what was typed in the project and repeats words that go, and what was built of it.
create function forget_repeated(of_text uuid, numbers integer[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    of evaluation_transcript;
    going jsonb;
    place record;
begin
    perform forget_repeated_elsewhere(of_text, numbers);
    select * into of from evaluation_transcript where id = of_text;
    select jsonb_object_agg(stretch, true) into going
    from passages_said(of_text, numbers) said cross join lateral stretches_of(said.words) stretch;
    perform forget_in_reports(of_text, numbers, coalesce(going, '{}'));
    if going is null then
        return;
    end if;
    for place in select * from (values
        ('evaluation_criterialist', 'title'), ('evaluation_criterialist', 'about'),
        ('evaluation_criterionwording', 'group'), ('evaluation_criterionwording', 'question'),
        ('evaluation_criterionwording', 'indicator'), ('evaluation_criterionwording', 'reason'),
        ('evaluation_criterionnorm', 'text'), ('evaluation_criterionnorm', 'reason'),
        ('evaluation_criterionbaseline', 'text'), ('evaluation_criterionbaseline', 'reason'),
        ('evaluation_rubric', 'met'), ('evaluation_rubric', 'largely'), ('evaluation_rubric', 'partly'),
        ('evaluation_rubric', 'not_met'), ('evaluation_rubric', 'reason'),
        ('evaluation_criterionjudgement', 'text'),
        ('evaluation_mechanismwording', 'text'), ('evaluation_mechanismwording', 'reason'),
        ('evaluation_otherexplanation', 'text'), ('evaluation_otherexplanation', 'why'),
        ('evaluation_mechanismverdict', 'text'),
        ('evaluation_chainversion', 'claim'), ('evaluation_chainversion', 'text'),
        ('evaluation_sourcesentence', 'text'), ('evaluation_chapterversion', 'text')
    ) as places (of_table, of_column) loop
        execute format(
            'update %1$I set %2$I = $1 where project_id = $2 and repeats_words(%2$I, $3)', place.of_table, place.of_column
        ) using '[…]', of.project_id, going;
    end loop;
    update evaluation_checkedjudgement set text = '[…]', ended_at = coalesce(ended_at, now())
    where project_id = of.project_id and repeats_words(text, going);
end
$$;

-- Forget again, in what was restored from a backup, what findings keep of words that were removed since; and let nothing
-- that was checked, and no report, stand on them.
create function forget_again(of_text uuid, all_of_it boolean) returns void
language sql volatile security definer set search_path = public, pg_temp
as $$
    select forget_again_of_findings(of_text, all_of_it);
    with gone as (
        select link.holder_kind, link.holder_id
        from evaluation_transcript transcript
        join evaluation_evaluation evaluation on evaluation.id = transcript.evaluation_id
        join evidence_evidencelink link on link.project_id = transcript.project_id and link.kind = 'fragment'
            and link.holder_kind in ('criterion_judgement', 'mechanism', 'other_explanation')
            and starts_with(link.identifier, evaluation.code || ',' || transcript.code || ',')
        where transcript.id = of_text and (all_of_it or link.id in (select links_to_removed(of_text)))
    ), unchecked as (
        update evaluation_checkedjudgement checked set ended_at = now()
        from gone
        join evaluation_criterionjudgement judgement on judgement.id = gone.holder_id
        where gone.holder_kind = 'criterion_judgement' and checked.ended_at is null
          and (checked.criterion_id, checked.number) = (judgement.criterion_id, judgement.number)
    )
    -- A verdict is of a revision.
    update evaluation_mechanism mechanism set revision = revision + 1
    where mechanism.id in (select holder_id from gone where holder_kind = 'mechanism')
       or mechanism.id in (
           select explanation.mechanism_id
           from gone
           join evaluation_otherexplanation explanation on explanation.id = gone.holder_id
           where gone.holder_kind = 'other_explanation'
       )
$$;
