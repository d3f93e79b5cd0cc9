-- Whether anything changed of what every member of a project may read: so that what was made of it once can be kept.
-- A transaction that writes leaves one mark, which is seen when it is committed; all marks together are the mark of how
-- it stands. Nobody waits for anybody: no transaction changes a row of another.
create table change_mark (
    mark bigint not null default hashtextextended(gen_random_uuid()::text, 0),
    noted_at timestamptz not null default now()
);

create function note_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if current_setting('vw.changed', true) is distinct from pg_current_xact_id()::text then
        insert into change_mark default values;
        perform set_config('vw.changed', pg_current_xact_id()::text, true);
        delete from change_mark where ctid in (
            select ctid from change_mark where noted_at < now() - interval '1 day' for update skip locked
        );
    end if;
    return null;
end
$$;
revoke execute on function note_change() from public;

-- The mark of how it stands; nothing without a reading context, or when this transaction itself has written.
create function standing_mark() returns bigint
language sql stable security definer set search_path = public, pg_temp
as $$
    select coalesce(bit_xor(mark), 0) from change_mark
    having reading_project() is not null
        and current_setting('vw.changed', true) is distinct from pg_current_xact_id_if_assigned()::text
$$;
revoke execute on function standing_mark() from public;
