-- Who holds the key to the pseudonyms of fieldwork, how its texts are searched, and what goes when consent is withdrawn.
-- These functions belong to the owner of the tables.

-- The evaluations of which the reader holds the key: the latest holder does, as long as they evaluate.
create function reading_keys() returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(array_agg(latest.evaluation_id), '{}')
    from (
        select distinct on (evaluation_id) evaluation_id, person_id
        from evaluation_keyholder
        where evaluation_id = any (reading_evaluations())
        order by evaluation_id, number desc
    ) latest
    where latest.person_id = reading_person()
$$;
revoke execute on function reading_keys() from public;

-- Passages with these words, in the order of their texts. The index is used, which row-level security would not let.
create function search_passages(of_evaluation uuid, words text, most integer)
returns table (passage uuid, found bigint)
language sql stable security definer set search_path = public, pg_temp
as $$
    select passage.id, count(*) over ()
    from evaluation_passage passage
    where passage.evaluation_id = of_evaluation
      and of_evaluation = any (reading_evaluations())
      and passage.vector @@ websearch_to_tsquery('dutch', words)
    order by passage.transcript_id, passage.number
    limit most
$$;
revoke execute on function search_passages(uuid, text, integer) from public;

-- Take the words of passages from a text, with all codings and memos that touch them, and every file that may hold them.
-- What was typed elsewhere and repeats them goes too; a sum of each longer one stays (words.sql).
create function take_words_from(of_text uuid, numbers integer[], on_day date) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    gone uuid[];
    parts integer;
begin
    perform keep_sums_of(of_text, numbers), forget_repeated(of_text, numbers);
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
revoke execute on function take_words_from(uuid, integer[], date) from public;

-- Remove passages of a text whose speaker withdrew consent. Its other passages keep their places; what was removed
-- says so.
create function remove_from_text(of_text uuid, numbers integer[], on_day date, seal text) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'remove_from_text', of_text), seal) or not exists (
        select from evaluation_transcript
        where id = of_text and evaluation_id = any (reading_evaluations())
    ) then
        raise exception using errcode = 'insufficient_privilege', message = 'only an evaluator removes a text';
    end if;
    return take_words_from(of_text, numbers, on_day);
end
$$;
revoke execute on function remove_from_text(uuid, integer[], date, text) from public;
