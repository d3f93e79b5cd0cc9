-- What the competent authority agreed to is given once (Wpg art. 19): what carried the marking at that moment. With the
-- agreement the marking is closed, so that nothing that is given later lies open by it; equal items get a new marking.
create function close_marking() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update sharing_marking set closed_at = new.answered_at where id = new.marking_id and closed_at is null;
    return null;
end
$$;

create function refuse_closed_marking() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if exists (select from sharing_marking where id = new.marking_id and closed_at is not null) then
        raise exception using errcode = 'integrity_constraint_violation', message = 'this marking is closed';
    end if;
    return new;
end
$$;

-- A document keeps the marking that it was given with, and stays kept to the same people.
create function refuse_change_of_marking() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
    raise exception using errcode = 'integrity_constraint_violation',
        message = 'a document keeps its marking and whom it is kept to';
end
$$;

revoke execute on function close_marking(), refuse_closed_marking(), refuse_change_of_marking() from public;

create trigger closes_marking after insert or update on sharing_consent
    for each row when (new.kind = 'competent_authority_agreement' and new.state = 'given')
    execute function close_marking();
create trigger with_open_marking before insert on sharing_document
    for each row execute function refuse_closed_marking();
create trigger keeps_marking before update on sharing_document
    for each row when (new.marking_id <> old.marking_id or new.kept_to is distinct from old.kept_to)
    execute function refuse_change_of_marking();
-- After: what belongs to a document gets its marking before it is written.
create trigger with_open_marking after insert on sharing_documentversion
    for each row execute function refuse_closed_marking();
create trigger with_open_marking after insert on sharing_documentsubject
    for each row execute function refuse_closed_marking();
create trigger with_open_marking after insert on sharing_documentlink
    for each row execute function refuse_closed_marking();
create trigger with_open_marking after insert on sharing_comment
    for each row execute function refuse_closed_marking();
create trigger with_open_marking after insert on sharing_edition
    for each row execute function refuse_closed_marking();

update sharing_marking set closed_at = first.answered_at
from (
    select marking_id, min(answered_at) as answered_at from sharing_consent
    where kind = 'competent_authority_agreement' and state in ('given', 'withdrawn')
    group by marking_id
) first
where first.marking_id = sharing_marking.id;
