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

-- Passages of other texts that say the same as these do, by number: in texts that came in once more, of sessions in which
-- nobody takes part. Eight words tell such a text; then shorter ones of it go too. Only evaluators find any.
create or replace function copies_of(of_text uuid, numbers integer[]) returns table (transcript uuid, number integer)
language sql stable security definer set search_path = public, pg_temp
as $$
    with said as materialized (
        select distinct words from passages_said(of_text, numbers) where words !~ '^ *$'
    ), twice as (
        select distinct other.transcript_id
        from said
        join evaluation_transcript mine on mine.id = of_text and mine.evaluation_id = any (reading_evaluations())
        join evaluation_passage other on other.evaluation_id = mine.evaluation_id and other.transcript_id <> of_text
          and other.vector @@ plainto_tsquery('dutch', regexp_replace(left(said.words, 300), '\S*$', ''))
          and words_said(other.text) = said.words
        join evaluation_transcript copy on copy.id = other.transcript_id
        join evaluation_fieldworksession session on session.id = copy.session_id and session.kind <> 'documents'
        where cardinality(string_to_array(btrim(said.words), ' ')) >= 8
          and not exists (select from evaluation_sessionpart part where part.session_id = session.id)
    )
    select passage.transcript_id, passage.number
    from evaluation_passage passage
    join said on said.words = words_said(passage.text)
    where passage.transcript_id in (select transcript_id from twice) and not passage.is_removed
$$;

-- A paragraph without the name that it begins with. See words_said.
create or replace function without_name(paragraph text) returns text
language sql immutable
as $$
    select regexp_replace(paragraph, '^\s*\[?[[:alnum:]][\w .-]{0,39}?\]?\s*:\s', '')
$$;

-- The words of a text in a row, of letters and digits alone: what a hyphen parts, at the end of a line too, is one word.
create or replace function words_in_row(words text) returns text[]
language sql immutable
as $$
    select string_to_array(
        btrim(plain_words(regexp_replace(words, '[-\u00ad\u2010\u2011\u200b-\u200d\u2060\ufeff]\s*', '', 'g'))), ' '
    )
$$;

-- Eight words in a row, then the next eight, and the last eight where four of these or more are left: whoever knows a run
-- can't find the next word by trying. Runs of everyday words tell nothing and are left out.
create or replace function runs_to_keep(words text[]) returns setof text
language sql immutable
as $$
    select run
    from (
        select generate_series(1, cardinality(words) - 7, 8)
        union
        select cardinality(words) - 7 where cardinality(words) > 8 and cardinality(words) % 8 >= 4
    ) places (place)
    cross join lateral array_to_string(words[place : place + 7], ' ') run
    where length(to_tsvector('dutch', run)) >= 4
$$;

-- The runs of passages that go, each passage by itself; short ones that follow each other count as one.
create or replace function runs_going(of_text uuid, numbers integer[]) returns setof text
language sql stable security definer set search_path = public, pg_temp
as $$
    with spoken as (
        select passage.number, words_in_row(without_name(passage.text)) as words
        from passages_said(of_text, numbers) said
        join evaluation_passage passage on passage.transcript_id = of_text and passage.number = said.number
        where said.words !~ '^ *$'
    ), short as (
        select number, words, number - row_number() over (order by number) as island
        from spoken where cardinality(words) < 8
    ), stretches as (
        select words from spoken where cardinality(words) >= 8
        union all
        select string_to_array(string_agg(array_to_string(words, ' '), ' ' order by number), ' ')
        from short group by island
    )
    select distinct run from stretches cross join lateral runs_to_keep(words) run
$$;

-- Keep sums of passages that go, as a whole and by runs of eight words, and of their text as long as it is whole: so that
-- they are known when they come back.
create or replace function keep_sums_of(of_text uuid, numbers integer[]) returns void
language sql volatile security definer set search_path = public, pg_temp
as $$
    insert into evaluation_removedwords (id, project_id, evaluation_id, session_id, sum)
    select gen_random_uuid(), transcript.project_id, transcript.evaluation_id, transcript.session_id, going.sum
    from evaluation_transcript transcript
    cross join lateral (
        select sum_of_words(words) from passages_said(of_text, numbers)
        union
        select sum_of_words(run) from runs_going(of_text, numbers) run
        union
        select sum_of_words(plain_words(string_agg(passage.text, '' order by passage.number)))
        from evaluation_passage passage
        where passage.transcript_id = of_text and transcript.removed_on is null
    ) going (sum)
    where transcript.id = of_text and going.sum is not null
$$;

-- Each eight words in a row of paragraphs that come in, whoever says them and over their ends too, with the number of the
-- one it begins in.
create or replace function runs_in(paragraphs text[]) returns table (place integer, run text)
language sql immutable
as $$
    select place, run
    from (
        select place, string_agg(word, ' ') over following as run, count(*) over following as words
        from (
            select told.place::integer as place, word, row_number() over (order by told.place, nth) as at
            from unnest(paragraphs) with ordinality as told (paragraph, place)
            cross join lateral unnest(words_in_row(without_name(paragraph))) with ordinality as words (word, nth)
        ) spoken
        window following as (order by at rows between current row and 7 following)
    ) runs
    where words = 8
$$;

-- The paragraphs, by number, of a text that comes in of which eight words in a row were removed, or the whole; 0: the
-- text as a whole. Words that stand in another text still are not those that went. Only evaluators are told.
create or replace function removed_words_in(of_evaluation uuid, paragraphs text[]) returns setof integer
language sql stable security definer set search_path = public, pg_temp
as $$
    with asked as materialized (
        select known.place, known.words, sum_of_words(known.words) as sum, false as is_run
        from (
            select place::integer, words_said(paragraph) as words
            from unnest(paragraphs) with ordinality as told (paragraph, place)
            union all
            select 0, plain_words(array_to_string(paragraphs, ''))
        ) known
        union all
        -- As sum_of_words has it, without asking for the key again at each of thousands.
        select place, run, encode(sha256(key || sha256(key || convert_to(run, 'UTF8'))), 'hex'), true
        from runs_in(paragraphs) cross join removal_key
    )
    select distinct asked.place
    from asked
    join evaluation_removedwords removed on removed.evaluation_id = of_evaluation and removed.sum = asked.sum
    where of_evaluation = any (reading_evaluations())
      and someone_withdrew(removed.session_id)
      and not exists (
          select from evaluation_passage passage
          where passage.evaluation_id = of_evaluation
            and passage.vector @@ plainto_tsquery('dutch', regexp_replace(left(asked.words, 300), '\S*$', ''))
            and case
                when asked.is_run then strpos(
                    ' ' || array_to_string(words_in_row(without_name(passage.text)), ' ') || ' ', ' ' || asked.words || ' '
                ) > 0
                else words_said(passage.text) = asked.words
            end
      )
    order by asked.place
$$;
