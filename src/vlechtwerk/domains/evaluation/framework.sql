-- Who reads what is judged of criteria, and what is typed in a framework when words go. These functions belong to the owner
-- of the tables.

-- The judgements of the evaluations of which the reader is evaluator today.
create function reading_judgements() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(judgement.id), '{}')
    from evaluation_criterionjudgement judgement
    where judgement.evaluation_id = any (reading_evaluations())
$$;

-- The checked judgements that stand in this project: the same for every reader, as what is made of their evidence is kept
-- for all.
create function reading_checked_judgements() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(checked.id), '{}')
    from evaluation_checkedjudgement checked
    where checked.project_id = reading_project() and checked.ended_at is null
$$;

-- Take away what was typed elsewhere in the project, and in its frameworks, and repeats words that go.
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
        ('evaluation_criterionjudgement', 'text')
    ) as places (of_table, of_column) loop
        execute format(
            'update %1$I set %2$I = $1 where project_id = $2 and repeats_words(%2$I, $3)', place.of_table, place.of_column
        ) using '[…]', of.project_id, going;
    end loop;
    update evaluation_checkedjudgement set text = '[…]', ended_at = coalesce(ended_at, now())
    where evaluation_id = of.evaluation_id and repeats_words(text, going);
end
$$;

-- Forget again, in what was restored from a backup, what findings keep of words that were removed since; and let no check
-- stand of a judgement that rests on them.
create function forget_again(of_text uuid, all_of_it boolean) returns void
language sql volatile security definer set search_path = public, pg_temp
as $$
    select forget_again_of_findings(of_text, all_of_it);
    update evaluation_checkedjudgement checked set ended_at = now()
    from evaluation_transcript transcript
    join evaluation_evaluation evaluation on evaluation.id = transcript.evaluation_id
    join evidence_evidencelink link on link.project_id = transcript.project_id and link.kind = 'fragment'
        and link.holder_kind = 'criterion_judgement'
        and starts_with(link.identifier, evaluation.code || ',' || transcript.code || ',')
    join evaluation_criterionjudgement judgement on judgement.id = link.holder_id
    where transcript.id = of_text and checked.ended_at is null
      and (checked.criterion_id, checked.number) = (judgement.criterion_id, judgement.number)
      and (all_of_it or link.id in (select links_to_removed(of_text)))
$$;
