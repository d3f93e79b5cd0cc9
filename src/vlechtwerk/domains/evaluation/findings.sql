-- Who reads findings, and what of their evidence goes when its words are removed. These functions belong to the owner of
-- the tables.

-- The findings of the evaluations of which the reader is evaluator today.
create function reading_findings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(finding.id), '{}')
    from evaluation_finding finding
    where finding.evaluation_id = any (reading_evaluations())
$$;
revoke execute on function reading_findings() from public;

-- The approvals that stand in this project: the same for every reader, as what is made of their evidence is kept for all.
create function reading_approvals() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(approved.id), '{}')
    from evaluation_approvedfinding approved
    where approved.project_id = reading_project() and approved.ended_at is null
$$;
revoke execute on function reading_approvals() from public;

-- Evidence that is a fragment of a text whose words were removed since, in whole or in part.
create function links_to_removed(of_text uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp
as $$
    select link.id
    from evaluation_transcript transcript
    join evaluation_evaluation evaluation on evaluation.id = transcript.evaluation_id
    join evidence_evidencelink link on link.project_id = transcript.project_id and link.kind = 'fragment'
    where transcript.id = of_text
      and starts_with(link.identifier, evaluation.code || ',' || transcript.code || ',')
      and exists (
          select from evaluation_passage passage
          where passage.transcript_id = of_text and passage.is_removed
            and passage.start < substring(link.identifier from '-([0-9]{1,9})$')::integer
            and passage."end" > substring(link.identifier from ',([0-9]{1,9})-[0-9]+$')::integer
      )
$$;
revoke execute on function links_to_removed(uuid) from public;

-- Take the words away that were written beside fragments of a text of which parts were removed: such a line may repeat
-- them, and evidence is never changed otherwise.
create function forget_removed_fragments(of_text uuid, seal text) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    forgotten integer;
begin
    if not is_sealed(concat_ws(E'\x1f', 'forget_removed_fragments', of_text), seal) or not exists (
        select from evaluation_transcript where id = of_text and evaluation_id = any (reading_evaluations())
    ) then
        raise exception using errcode = 'insufficient_privilege', message = 'only an evaluator removes a text';
    end if;
    update evidence_evidencelink set text = '' where text <> '' and id in (select links_to_removed(of_text));
    get diagnostics forgotten = row_count;
    return forgotten;
end
$$;
revoke execute on function forget_removed_fragments(uuid, text) from public;

-- Forget again, in what was restored from a backup, all that findings keep of words that were removed from a text since;
-- or of all its words, when they may not be quoted any more.
create function forget_again(of_text uuid, all_of_it boolean) returns void
language sql volatile security definer set search_path = public, pg_temp
as $$
    with forgotten as (
        update evidence_evidencelink link set text = ''
        from evaluation_transcript transcript
        join evaluation_evaluation evaluation on evaluation.id = transcript.evaluation_id
        where transcript.id = of_text and link.project_id = transcript.project_id and link.kind = 'fragment'
          and starts_with(link.identifier, evaluation.code || ',' || transcript.code || ',')
          and (all_of_it or link.id in (select links_to_removed(of_text)))
        returning link.holder_kind, link.holder_id
    ), resting as (
        select finding.id, finding.evaluation_id, finding.number
        from evaluation_finding finding
        where finding.id in (select holder_id from forgotten where holder_kind = 'finding')
    ), ended as (
        update evaluation_approvedfinding approved set sentence = '', ended_at = coalesce(approved.ended_at, now())
        from resting
        where approved.evaluation_id = resting.evaluation_id and approved.number = resting.number
    )
    update evaluation_finding
    set state = 'reopened', kept = '{}', checked_by_id = null, checked_at = null, check_remark = '',
        approved_by_id = null, approved_at = null, approval_remark = ''
    where state = 'approved' and id in (select id from resting)
$$;
revoke execute on function forget_again(uuid, boolean) from public;
