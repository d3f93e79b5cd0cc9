-- Whether a file of the store belongs to a version of a document. For the job that clears what waits: it reads as
-- nobody, and may not take an unfinished move for an upload that failed.
create function is_kept(stored uuid, seal text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'is_kept', stored), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program asks what is kept';
    end if;
    return exists (select from sharing_documentversion where stored_as = stored);
end
$$;
revoke execute on function is_kept(uuid, text) from public;
