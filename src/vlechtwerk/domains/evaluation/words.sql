-- Words of people that are typed elsewhere, and words that went and come back. These functions belong to the owner of the
-- tables.

-- Passages of what people said that hold one of these stretches of a text, or (short ones) may be one as a whole; a
-- stretch of everyday words alone is none. Not those of documents, nor those of who asks. Only evaluators find any.
create function passages_repeating(of_evaluation uuid, stretches text[], short_ones text[])
returns table (stretch text, transcript uuid, start integer, words text)
language sql stable security definer set search_path = public, pg_temp set enable_seqscan = off
as $$
    with asked as (
        select known.stretch, known.longest, phraseto_tsquery('dutch', known.stretch) as sought
        from (
            select unnest(stretches) as stretch, 2147483647 as longest
            union all
            select unnest(short_ones), 80
        ) known
        where of_evaluation = any (reading_evaluations())
    -- By the index of words alone, whatever is known of the table by now.
    ), found as materialized (
        select asked.stretch, asked.longest, passage.*
        from asked
        cross join lateral (
            select passage.id, passage.evaluation_id, passage.transcript_id, passage.start, passage."end",
                passage.speaker_id, passage.text
            from evaluation_passage passage
            where passage.vector @@ asked.sought
        ) passage
        where numnode(asked.sought) >= 3
    )
    select found.stretch, found.transcript_id, found.start, found.text
    from found
    join evaluation_transcript transcript on transcript.id = found.transcript_id
    join evaluation_fieldworksession session on session.id = transcript.session_id
    where found.evaluation_id = of_evaluation
      and found."end" - found.start <= found.longest
      and session.kind <> 'documents'
      and (found.speaker_id is not null or not exists (
          select from evaluation_passage other
          where other.transcript_id = found.transcript_id and other.speaker_id is not null
      ))
$$;

-- The words of a text alone, each between spaces: however its letters are composed, its lines end, and it is punctuated.
create function plain_words(words text) returns text
language sql immutable
as $$
    select ' ' || btrim(regexp_replace(
        regexp_replace(lower(normalize(words, NFKD)), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'
    )) || ' '
$$;

-- The words of a paragraph without the name that it begins with; none where that is of the one who asks.
create function words_said(paragraph text) returns text
language sql immutable
as $$
    select case
        when paragraph ~* '^\s*\[?(vraag|interviewer|int|i|v|question|q)\]?\s*:\s' then ' '
        else plain_words(regexp_replace(paragraph, '^\s*\[?[[:alnum:]][\w .-]{0,39}?\]?\s*:\s', ''))
    end
$$;

-- A keyed sum of words that are enough to be told from others; nothing of fewer.
create function sum_of_words(words text) returns text
language sql stable security definer set search_path = public, pg_temp
as $$
    select encode(sha256(key || sha256(key || convert_to(words, 'UTF8'))), 'hex')
    from removal_key where cardinality(string_to_array(btrim(words), ' ')) >= 8
$$;

-- The passages of these that are words of who takes part, by number: not of who asks, where a text tells them apart.
create function passages_said(of_text uuid, numbers integer[]) returns table (number integer, words text)
language sql stable security definer set search_path = public, pg_temp
as $$
    select passage.number, words_said(passage.text)
    from evaluation_passage passage
    where passage.transcript_id = of_text and passage.number = any (numbers) and not passage.is_removed
      and (passage.speaker_id is not null or not exists (
          select from evaluation_passage other where other.transcript_id = of_text and other.speaker_id is not null
      ))
$$;

-- Keep sums of passages that go and, as long as it is whole, of their text: so that they are known when they come back.
create function keep_sums_of(of_text uuid, numbers integer[]) returns void
language sql volatile security definer set search_path = public, pg_temp
as $$
    insert into evaluation_removedwords (id, project_id, evaluation_id, session_id, sum)
    select gen_random_uuid(), transcript.project_id, transcript.evaluation_id, transcript.session_id, going.sum
    from evaluation_transcript transcript
    cross join lateral (
        select sum_of_words(words) from passages_said(of_text, numbers)
        union
        select sum_of_words(plain_words(string_agg(passage.text, '' order by passage.number)))
        from evaluation_passage passage
        where passage.transcript_id = of_text and transcript.removed_on is null
    ) going (sum)
    where transcript.id = of_text and going.sum is not null
$$;

-- Whether someone of a session withdrew, and did not consent again since.
create function someone_withdrew(of_session uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (
        select from evaluation_participantconsent consent
        join evaluation_sessionpart part on part.id = consent.part_id
        where part.session_id = of_session and consent.use = 'study' and consent.state = 'withdrawn' and not exists (
            select from evaluation_participantconsent later
            where later.part_id = consent.part_id and later.use = 'study' and later.state = 'given'
              and later.number > consent.number
        )
    )
$$;

-- The paragraphs, by number, of a text that comes in of which the words were removed; 0: the text as a whole. Words that
-- stand in another text still are not those that went. Only evaluators are told.
create function removed_words_in(of_evaluation uuid, paragraphs text[]) returns setof integer
language sql stable security definer set search_path = public, pg_temp
as $$
    with asked as materialized (
        select known.place, known.words, sum_of_words(known.words) as sum
        from (
            select place::integer, words_said(paragraph) as words
            from unnest(paragraphs) with ordinality as told (paragraph, place)
            union all
            select 0, plain_words(array_to_string(paragraphs, ''))
        ) known
    )
    select distinct asked.place
    from asked
    join evaluation_removedwords removed on removed.evaluation_id = of_evaluation and removed.sum = asked.sum
    where of_evaluation = any (reading_evaluations())
      and someone_withdrew(removed.session_id)
      and not exists (
          select from evaluation_passage passage
          where passage.evaluation_id = of_evaluation and words_said(passage.text) = asked.words
            and passage.vector @@ plainto_tsquery('dutch', regexp_replace(left(asked.words, 300), '\S*$', ''))
      )
    order by asked.place
$$;

-- Each eight words in a row of plain words: so many repeat others by no chance.
create function stretches_of(words text) returns setof text
language sql immutable
as $$
    select array_to_string(held[place : place + 7], ' ')
    from (select string_to_array(btrim(words), ' ') as held) plain
    cross join lateral generate_series(1, cardinality(held) - 7) place
$$;

-- Whether a text repeats one of these stretches, which are the keys of an object.
create function repeats_words(typed text, stretches jsonb) returns boolean
language sql immutable
as $$
    select exists (select from stretches_of(plain_words(typed)) stretch where jsonb_exists(stretches, stretch))
$$;

-- Take away what was typed elsewhere in the project, by whomever, and repeats words that go. What is written on an
-- adopted agenda stays.
create function forget_repeated(of_text uuid, numbers integer[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    of evaluation_transcript;
    going jsonb;
    place record;
begin
    select * into of from evaluation_transcript where id = of_text;
    select jsonb_object_agg(stretch, true) into going
    from passages_said(of_text, numbers) said cross join lateral stretches_of(said.words) stretch;
    if going is null then
        return;
    end if;
    for place in select * from (values
        ('evaluation_memo', 'text'), ('evaluation_code', 'name'), ('evaluation_code', 'description'),
        ('evaluation_findingstep', 'remark'),
        ('evidence_evidencelink', 'text'), ('evaluation_finding', 'check_remark'),
        ('evaluation_finding', 'approval_remark'), ('evaluation_knowledgegap', 'text'),
        ('evaluation_knowledgegap', 'reason'), ('evaluation_insight', 'observation'), ('evaluation_insight', 'text'),
        ('evaluation_trial', 'what'), ('evaluation_trial', 'known_by'), ('evaluation_triallook', 'saw'),
        ('evaluation_listedpoint', 'text'), ('evaluation_pointjudgement', 'note'),
        ('evaluation_sessionproposal', 'goal'), ('evaluation_sessionproposal', 'barrier'),
        ('evaluation_learningpoint', 'title'), ('evaluation_learningpoint', 'reason'),
        ('evaluation_learningpoint', 'level_note'), ('evaluation_learningsession', 'name'),
        ('evaluation_learningsession', 'asks')
    ) as places (of_table, of_column) loop
        execute format(
            'update %1$I set %2$I = $1 where project_id = $2 and repeats_words(%2$I, $3)', place.of_table, place.of_column
        ) using '[…]', of.project_id, going;
    end loop;
    update evaluation_questionlineage lineage set reason = '[…]'
    from evaluation_learningquestion question
    join evaluation_agendaversion draft on draft.id = question.version_id and draft.adopted_at is null
    where question.id = lineage.to_question_id and draft.project_id = of.project_id
      and repeats_words(lineage.reason, going);
    update evaluation_learningquestion question
    set goal = case when repeats_words(goal, going) then '[…]' else goal end,
        barrier = case when repeats_words(barrier, going) then '[…]' else barrier end,
        raised_by = case when repeats_words(raised_by, going) then '[…]' else raised_by end,
        ending = case when repeats_words(ending, going) then '[…]' else ending end,
        actions = array(
            select case when repeats_words(one, going) then '[…]' else one end
            from unnest(actions) with ordinality as told (one, nth) order by nth
        )
    from evaluation_agendaversion draft
    where draft.id = question.version_id and draft.adopted_at is null and draft.project_id = of.project_id
      and repeats_words(concat_ws(' | ', goal, barrier, raised_by, ending, array_to_string(actions, ' | ')), going);
    -- The steps of coding keep each code as it was and became: its identifier, its name, and the one above it.
    update evaluation_codingstep taken
    set step = jsonb_set(taken.step, '{codes}', (
        select jsonb_agg((
            select jsonb_agg(
                case when repeats_words(code ->> 1, going) then jsonb_set(code, '{1}', '"[…]"') else code end order by side
            )
            from jsonb_array_elements(pair) with ordinality as sides (code, side)
        ) order by nth)
        from jsonb_array_elements(taken.step -> 'codes') with ordinality as pairs (pair, nth)
    ))
    where taken.project_id = of.project_id and exists (
        select from jsonb_array_elements(taken.step -> 'codes') pair, jsonb_array_elements(pair) code
        where repeats_words(code ->> 1, going)
    );
    update evaluation_findingstep step
    set changes = (
        select jsonb_agg(one || jsonb_build_object(
            'old', case when repeats_words(one ->> 'old', going) then '"[…]"' else one -> 'old' end,
            'new', case when repeats_words(one ->> 'new', going) then '"[…]"' else one -> 'new' end
        ))
        from jsonb_array_elements(step.changes) one
    )
    where step.project_id = of.project_id and exists (
        select from jsonb_array_elements(step.changes) one
        where repeats_words(one ->> 'old', going) or repeats_words(one ->> 'new', going)
    );
    update evaluation_finding
    set sentence = '[…]', state = case when state = 'draft' then 'draft' else 'reopened' end, kept = '{}',
        checked_by_id = null, checked_at = null, check_remark = '',
        approved_by_id = null, approved_at = null, approval_remark = ''
    where evaluation_id = of.evaluation_id and repeats_words(sentence, going);
end
$$;

-- Give a text of which all words went a code that says nothing, where its code came from the name of a file; what points
-- at it follows.
create function code_neutrally(of_text uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    held record;
    neutral text;
begin
    select transcript.*, evaluation.code as evaluation_code into held
    from evaluation_transcript transcript
    join evaluation_evaluation evaluation on evaluation.id = transcript.evaluation_id
    where transcript.id = of_text;
    -- As operations/coding_files.py makes it; one that looks like a pseudonym says nothing.
    if held.file_name = '' or held.code ~ '^[A-Za-z]{1,2}-?[0-9]+$' or not starts_with(held.code, left(btrim(
        regexp_replace(regexp_replace(held.file_name, '\.[^.]*$', ''), '[^-a-zA-Z0-9_]+', '-', 'g'), '-'
    ), 14)) then
        return;
    end if;
    select 'T' || number into neutral
    from generate_series(1, 100000) number
    where not exists (select from evaluation_transcript where evaluation_id = held.evaluation_id and code = 'T' || number)
      and not exists (
          select from evaluation_fieldworksession where evaluation_id = held.evaluation_id and code = 'T' || number
      )
    order by number limit 1;
    update evaluation_transcript set code = neutral where id = of_text;
    update evaluation_fieldworksession session set code = neutral
    where session.id = held.session_id and session.code = held.code and not exists (
        select from evaluation_passage passage
        join evaluation_transcript other on other.id = passage.transcript_id
        where other.session_id = session.id and not passage.is_removed
    );
    update evidence_evidencelink
    set identifier = held.evaluation_code || ',' || neutral || ',' || split_part(identifier, ',', 3)
    where project_id = held.project_id and kind = 'fragment'
      and starts_with(identifier, held.evaluation_code || ',' || held.code || ',');
    update evaluation_findingstep set changes = replace(
        changes::text, 'fragment ' || held.evaluation_code || ',' || held.code || ',',
        'fragment ' || held.evaluation_code || ',' || neutral || ','
    )::jsonb
    where evaluation_id = held.evaluation_id;
end
$$;

-- Forget who withdrew from a session, when they take part in no other.
create function forget_who(of_part uuid) returns void
language sql volatile security definer set search_path = public, pg_temp
as $$
    delete from evaluation_participantidentity identity
    using evaluation_sessionpart mine
    where mine.id = of_part and identity.participant_id = mine.participant_id and not exists (
        select from evaluation_sessionpart part
        where part.participant_id = mine.participant_id and coalesce((
            select consent.state from evaluation_participantconsent consent
            where consent.part_id = part.id and consent.use = 'study'
            order by consent.number desc limit 1
        ), 'asked') not in ('withdrawn', 'refused')
    )
$$;

create function forget_who_withdrew(of_part uuid, seal text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'forget_who_withdrew', of_part), seal) or not exists (
        select from evaluation_sessionpart where id = of_part and evaluation_id = any (reading_evaluations())
    ) then
        raise exception using errcode = 'insufficient_privilege', message = 'only an evaluator notes who withdrew';
    end if;
    perform forget_who(of_part);
end
$$;
