-- What gives someone a say or a view (appointments, purposes, authorisations, covenants…) is written in an act of the
-- program only: a statement that was smuggled into it can change such a row, but not commit it.
create unlogged table noted_act (
    transaction_id xid8 not null,
    act text not null
);

-- The program tells, under its seal, which act this transaction is.
create function note_act(act text, seal text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
    if not is_sealed(concat_ws(E'\x1f', 'note_act', act), seal) then
        raise exception using errcode = 'insufficient_privilege', message = 'only the program notes an act';
    end if;
    -- What is left of transactions that ended; nobody waits for who is clearing the same.
    delete from noted_act where ctid in (
        select ctid from noted_act where transaction_id < pg_snapshot_xmin(pg_current_snapshot()) for update skip locked
    );
    insert into noted_act values (pg_current_xact_id(), act);
end
$$;
revoke execute on function note_act(text, text) from public;

-- Looks, before a transaction commits, whether it is one of the acts named. The owner of the table migrates and restores,
-- and so may who is above all rules.
create function stands_on_act() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if not pg_has_role(session_user, (select relowner from pg_class where oid = tg_relid), 'member') and not exists (
        select from noted_act where transaction_id = pg_current_xact_id() and act = any (tg_argv)
    ) then
        raise exception using errcode = 'insufficient_privilege',
            message = format('only an act of the program writes in %s', tg_table_name);
    end if;
    return null;
end
$$;
revoke execute on function stands_on_act() from public;
