-- A version of the map that stays as it was adopted.

create function refuse_change_of_fixed_version() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
    if old.fixed_at is not null then
        raise exception 'A version of the map that was fixed is not changed.'
            using errcode = 'integrity_constraint_violation', constraint = 'fixed_version_of_the_map_stays';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;
revoke execute on function refuse_change_of_fixed_version() from public;

create trigger fixed_version_stays before update or delete on programme_mapversion
for each row execute function refuse_change_of_fixed_version();

-- Belongs to the owner, so that it sees the version whoever writes; it answers nothing.
create function refuse_change_on_fixed_version() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    row_before jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
    row_after jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
begin
    if exists (
        select from (values (row_before), (row_after)) changed (one)
        left join programme_mapnode node on node.id = (one ->> 'node_id')::uuid
        join programme_mapversion version on version.id = coalesce((one ->> 'version_id')::uuid, node.version_id)
        where version.fixed_at is not null
    ) then
        raise exception 'Nothing is added to a version of the map that was fixed, changed on it or removed.'
            using errcode = 'integrity_constraint_violation', constraint = 'fixed_version_of_the_map_stays';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;
revoke execute on function refuse_change_on_fixed_version() from public;

create trigger fixed_version_stays before insert or update or delete on programme_mapnode
for each row execute function refuse_change_on_fixed_version();
create trigger fixed_version_stays before insert or update or delete on programme_mapnodeactivity
for each row execute function refuse_change_on_fixed_version();
create trigger fixed_version_stays before insert or update or delete on programme_maplink
for each row execute function refuse_change_on_fixed_version();
create trigger fixed_version_stays before insert or update or delete on programme_maplineage
for each row execute function refuse_change_on_fixed_version();
