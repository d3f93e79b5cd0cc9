-- What of the added value is public: the newest page that was approved, for who has no account; nothing else is told.

create function published_added_value(of_project text)
returns table (
    project_name varchar, origin varchar, title varchar, text text, checksum varchar, as_of date, approved_as varchar,
    approved_on date, withdrawn_on date
)
language sql stable security definer set search_path = public, pg_temp
as $$
    select project.name,
           project.origin,
           case when page.withdrawn_at is null then page.title else '' end,
           case when page.withdrawn_at is null then page.text else '' end,
           case when page.withdrawn_at is null then page.checksum else '' end,
           case when page.withdrawn_at is null then page.as_of end,
           case when page.withdrawn_at is null then page.approved_as else '' end,
           case when page.withdrawn_at is null then (page.approved_at at time zone 'Europe/Amsterdam')::date end,
           (page.withdrawn_at at time zone 'Europe/Amsterdam')::date
    from partnership_project project
    join lateral (
        select *
        from programme_valuepublication publication
        where publication.project_id = project.id and publication.state in ('approved', 'withdrawn')
        order by publication.approved_at desc, publication.number desc
        limit 1
    ) page on true
    where project.code = of_project
$$;

revoke execute on function published_added_value(text) from public;

-- A text that was put up stays as it is; only a draft is written in, and what was published can only be withdrawn.
create function published_text_stays() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
    if tg_op = 'DELETE' then
        raise exception using errcode = 'check_violation', message = 'a page is withdrawn, never removed';
    end if;
    if new.text <> '' and new.checksum <> encode(sha256(convert_to(new.text, 'UTF8')), 'hex') then
        raise exception using errcode = 'check_violation', message = 'the checksum of a page is that of its text';
    end if;
    if tg_op = 'INSERT' then
        return new;
    end if;
    if old.state <> 'draft' and new.state <> 'draft'
        and (new.text, new.checksum, new.as_of, new.evidence, new.title, new.introduction)
            is distinct from (old.text, old.checksum, old.as_of, old.evidence, old.title, old.introduction) then
        raise exception using errcode = 'check_violation', message = 'a page that was put up stays as it is';
    end if;
    if old.state in ('approved', 'withdrawn')
        and (new.state not in ('approved', 'withdrawn') or (old.state = 'withdrawn' and new.state <> 'withdrawn')
            or (new.approved_by_id, new.approved_as, new.approved_at)
                is distinct from (old.approved_by_id, old.approved_as, old.approved_at)) then
        raise exception using errcode = 'check_violation', message = 'a page that was published can only be withdrawn';
    end if;
    return new;
end
$$;

revoke execute on function published_text_stays() from public;

create trigger published_text_stays before insert or update or delete on programme_valuepublication
    for each row execute function published_text_stays();
