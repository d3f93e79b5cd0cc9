-- What goes again after an older backup was restored, what a file brought and is undone, and who speaks in a text. These
-- functions belong to the owner of the tables.

-- All that was removed so far, as the lines of the list that is kept beside backups.
create function removals_so_far() returns setof jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
    select jsonb_build_object(
        'text', passage.transcript_id, 'numbers', jsonb_agg(passage.number order by passage.number),
        'on', transcript.removed_on
    )
    from evaluation_passage passage
    join evaluation_transcript transcript on transcript.id = passage.transcript_id
    where passage.is_removed
    group by passage.transcript_id, transcript.removed_on
    union all
    select jsonb_build_object(
        'consent', id, 'part', part_id, 'use', use, 'on', said_on, 'by', recorded_by_id, 'at', recorded_at
    )
    from evaluation_participantconsent
    where state = 'withdrawn'
$$;
revoke execute on function removals_so_far() from public;

-- Remove again, in what was restored, what the list says; what is not in it yet, or is removed already, stays as it is.
create function remove_again(lines jsonb) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    line jsonb;
    parts integer := 0;
begin
    for line in select jsonb_array_elements(lines) loop
        if line ? 'text' then
            parts := parts + take_words_from(
                (line ->> 'text')::uuid,
                array(select jsonb_array_elements_text(line -> 'numbers')::integer),
                (line ->> 'on')::date
            );
            perform forget_again((line ->> 'text')::uuid, false);
            update evaluation_approvedfinding approved set sentence = '', ended_at = coalesce(approved.ended_at, now())
            from evaluation_finding finding
            where finding.sentence = '[…]' and approved.sentence <> ''
              and approved.evaluation_id = finding.evaluation_id and approved.number = finding.number;
        else
            insert into evaluation_participantconsent (
                id, project_id, evaluation_id, part_id, number, use, state, said_on, recorded_by_id, recorded_at
            )
            select (line ->> 'consent')::uuid, part.project_id, part.evaluation_id, part.id,
                1 + coalesce((select max(number) from evaluation_participantconsent where part_id = part.id), 0),
                line ->> 'use', 'withdrawn', (line ->> 'on')::date, person.id, (line ->> 'at')::timestamptz
            from evaluation_sessionpart part, partnership_person person
            where part.id = (line ->> 'part')::uuid and person.id = (line ->> 'by')::uuid
              and not exists (select from evaluation_participantconsent where id = (line ->> 'consent')::uuid);
            if line ->> 'use' = 'study' then
                perform forget_who((line ->> 'part')::uuid);
            elsif line ->> 'use' = 'quotes' then
                perform forget_again(transcript.id, true)
                from evaluation_transcript transcript
                join evaluation_sessionpart part on part.session_id = transcript.session_id
                where part.id = (line ->> 'part')::uuid;
            end if;
        end if;
    end loop;
    return parts;
end
$$;
revoke execute on function remove_again(jsonb) from public;

-- Take away what a file brought: its codings, its texts, and their sessions where nobody takes part.
create function undo_taking_in(of_file uuid, seal text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    file evaluation_codingfile;
    gone uuid[];
    sessions uuid[];
begin
    select * into file from evaluation_codingfile
    where id = of_file and state = 'taken_in' and evaluation_id = any (reading_evaluations());
    if not is_sealed(concat_ws(E'\x1f', 'undo_taking_in', of_file), seal) or file.id is null then
        raise exception using errcode = 'insufficient_privilege', message = 'only an evaluator undoes this';
    end if;
    select coalesce(array_agg(id), '{}') into gone from evaluation_coding
    where evaluation_id = file.evaluation_id and (id = any (file.new_codings) or transcript_id = any (file.new_texts));
    select coalesce(array_agg(session_id), '{}') into sessions from evaluation_transcript
    where evaluation_id = file.evaluation_id and id = any (file.new_texts);
    delete from evaluation_memo
    where evaluation_id = file.evaluation_id
      and (about = 'coding' and about_id = any (gone) or transcript_id = any (file.new_texts)
          or about = 'code' and about_id = any (file.new_codes));
    delete from evaluation_coding where id = any (gone);
    delete from evaluation_passage where evaluation_id = file.evaluation_id and transcript_id = any (file.new_texts);
    delete from evaluation_transcript where evaluation_id = file.evaluation_id and id = any (file.new_texts);
    select coalesce(array_agg(id), '{}') into sessions from evaluation_fieldworksession session
    where id = any (sessions)
      and not exists (select from evaluation_sessionpart where session_id = session.id)
      and not exists (select from evaluation_transcript where session_id = session.id);
    delete from evaluation_memo where about = 'session' and about_id = any (sessions);
    delete from evaluation_sessionquestion where session_id = any (sessions);
    delete from evaluation_fieldworksession where id = any (sessions);
end
$$;
revoke execute on function undo_taking_in(uuid, text) from public;

-- Empty the files that came in, or were written, before a moment: in all projects.
create function clear_coding_files(before timestamptz, seal text) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    cleared integer;
begin
    if not is_sealed('clear_coding_files', seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program clears files';
    end if;
    update evaluation_codingfile set content = '', told = told - 'sources'
    where asked_at < before and (content <> '' or told ? 'sources');
    get diagnostics cleared = row_count;
    return cleared;
end
$$;
revoke execute on function clear_coding_files(timestamptz, text) from public;

-- Say whose words passages of a text are (nothing: of who asks), and so those of the codings that begin in them.
create function say_who_speaks(of_text uuid, numbers integer[], participant uuid, seal text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'say_who_speaks', of_text), seal) or not exists (
        select from evaluation_transcript
        where id = of_text and evaluation_id = any (reading_evaluations())
    ) then
        raise exception using errcode = 'insufficient_privilege', message = 'only an evaluator says who speaks';
    end if;
    update evaluation_passage set speaker_id = participant
    where transcript_id = of_text and number = any (numbers) and not is_removed;
    update evaluation_coding coding set speaker_id = passage.speaker_id
    from evaluation_passage passage
    where coding.transcript_id = of_text and passage.transcript_id = of_text and passage.number = any (numbers)
      and passage.start <= coding.start and coding.start < passage."end";
end
$$;
revoke execute on function say_who_speaks(uuid, integer[], uuid, text) from public;
