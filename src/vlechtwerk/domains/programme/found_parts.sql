-- Keeps the words of a record of which the text stands in rows of another table, beside the record itself: of all its
-- rows, or of the latest. Takes the kind, the column that names the record, the column that orders its rows (empty: all
-- of them count), and the columns with words.
create function keep_words_of_parts() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    record uuid := (to_jsonb(case when tg_op = 'DELETE' then old else new end) ->> tg_argv[1])::uuid;
    project uuid := case when tg_op = 'DELETE' then old.project_id else new.project_id end;
    words text;
begin
    execute format(
        'select string_agg(concat_ws('' '', %3$s), '' '') from %1$I part where part.%2$I = $1 and %4$s',
        tg_table_name, tg_argv[1],
        (select string_agg(format('part.%I', tg_argv[place]), ', ') from generate_series(3, tg_nargs - 1) place),
        case when tg_argv[2] = '' then 'true' else format(
            'part.%1$I = (select max(later.%1$I) from %2$I later where later.%3$I = $1)',
            tg_argv[2], tg_table_name, tg_argv[1]
        ) end
    ) into words using record;
    if words is null then
        delete from found_text where record_id = record and kind = tg_argv[0];
        return null;
    end if;
    insert into found_text (project_id, kind, record_id, search)
    values (project, tg_argv[0], record, search_words(words))
    on conflict (record_id, kind) do update set search = excluded.search, changed_at = now();
    return null;
end
$$;

revoke execute on function keep_words_of_parts() from public;
