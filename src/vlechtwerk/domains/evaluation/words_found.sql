-- What a withdrawal takes besides what the texts themselves hold. These functions belong to the owner of the tables.

-- Take away what was typed in fieldwork itself and repeats words that go: of a guide the lines that do.
create or replace function forget_repeated_in_fieldwork(of_text uuid, numbers integer[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    of_project uuid;
    going jsonb;
begin
    select project_id into of_project from evaluation_transcript where id = of_text;
    select jsonb_object_agg(stretch, true) into going
    from passages_said(of_text, numbers) said cross join lateral stretches_of(said.words) stretch;
    if going is null then
        return;
    end if;
    update evaluation_fieldworksession set guide = (
        select string_agg(case when repeats_words(line, going) then '[…]' else line end, E'\n' order by nth)
        from unnest(string_to_array(guide, E'\n')) with ordinality as told (line, nth)
    )
    where project_id = of_project and repeats_words(guide, going);
    -- Over the end of a line.
    update evaluation_fieldworksession set guide = '[…]' where project_id = of_project and repeats_words(guide, going);
    update evaluation_settling set decided_by = '[…]'
    where project_id = of_project and repeats_words(decided_by, going);
    update evaluation_settledplace set reason = '[…]' where project_id = of_project and repeats_words(reason, going);
end
$$;

-- Take the words of passages from a text, with all codings and memos that touch them, and every file that may hold them.
-- What was typed elsewhere and repeats them goes too; sums of longer ones stay (words.sql).
create or replace function take_words_from(of_text uuid, numbers integer[], on_day date) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    gone uuid[];
    parts integer;
begin
    perform keep_sums_of(of_text, numbers), forget_repeated(of_text, numbers),
        forget_repeated_in_fieldwork(of_text, numbers);
    update evaluation_passage set text = '', sentences = '{}', speaker_id = null, is_removed = true
    where transcript_id = of_text and number = any (numbers) and not is_removed;
    get diagnostics parts = row_count;
    select coalesce(array_agg(coding.id), '{}') into gone
    from evaluation_coding coding
    where coding.transcript_id = of_text and exists (
        select from evaluation_passage passage
        where passage.transcript_id = of_text and passage.is_removed
          and passage.start < coding."end" and coding.start < passage."end"
    );
    delete from evaluation_memo where about = 'coding' and about_id = any (gone);
    delete from evaluation_coding where id = any (gone);
    delete from evaluation_settledplace place
    using evaluation_settling settling
    where settling.id = place.settling_id and settling.transcript_id = of_text and exists (
        select from evaluation_passage passage
        where passage.transcript_id = of_text and passage.is_removed
          and passage.start < place."end" and place.start < passage."end"
    );
    update evaluation_transcript set removed_on = on_day where id = of_text;
    if not exists (select from evaluation_passage where transcript_id = of_text and not is_removed) then
        perform code_neutrally(of_text);
        update evaluation_transcript set file_name = '', checksum = '' where id = of_text;
        delete from evaluation_memo where transcript_id = of_text;
        delete from evaluation_memo memo using evaluation_transcript transcript
        where transcript.id = of_text and memo.about = 'session' and memo.about_id = transcript.session_id;
    end if;
    update evaluation_codingfile file set content = '', told = file.told - 'sources'
    from evaluation_transcript transcript
    where transcript.id = of_text and file.evaluation_id = transcript.evaluation_id;
    return parts;
end
$$;
