-- The processing log. The application adds lines and can do nothing else with them; lines carry their own sum, and are
-- sealed in batches, each with the sum of the batch before it. What lines say is read through read_log, which logs that;
-- counts for the giver (readers_in_log), the head and the proof of the chain are not logged.

create sequence log_number;

-- What a line's sum covers: everything but the sum itself and the batch.
create function log_line_sum(line sharing_logline) returns bytea
language sql stable set search_path = public, pg_temp
as $$
    select sha256(convert_to(concat_ws(E'\x1f',
        line.number, line.id, line.project_id, line.trace_id, line.span_id, line.parent_span_id, line.part,
        to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), line.body::text
    ), 'UTF8'))
$$;

create function number_and_sum_log_line() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    new.number := nextval('log_number');
    new.batch := null;
    new.at := clock_timestamp();
    new.hash := log_line_sum(new);
    return new;
end
$$;

create trigger number_and_sum before insert on sharing_logline
    for each row execute function number_and_sum_log_line();

create table log_batch (
    number bigint primary key,
    sealed_at timestamptz not null default clock_timestamp(),
    lines bigint[] not null,
    sums bytea[] not null,
    former bytea not null,
    hash bytea not null
);

create function log_batch_sum(number bigint, lines bigint[], sums bytea[], former bytea) returns bytea
language sql immutable set search_path = public, pg_temp
as $$
    select sha256(
        former || convert_to(number::text || E'\x1f' || array_to_string(lines, ','), 'UTF8')
        || (select coalesce(string_agg(part, ''::bytea order by place), ''::bytea)
            from unnest(sums) with ordinality as parts (part, place))
    )
$$;

-- Seal the lines that are not sealed yet into one batch; returns how many. One sealer at a time.
create function seal_log() returns integer
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    waiting bigint[];
    their_sums bytea[];
    last_number bigint;
    last_hash bytea;
begin
    perform pg_advisory_xact_lock(hashtext('vlechtwerk log'));
    select array_agg(line.number order by line.number), array_agg(line.hash order by line.number)
    into waiting, their_sums
    from (select number, hash from sharing_logline where batch is null order by number limit 5000) line;
    if waiting is null then
        return 0;
    end if;
    select number, hash into last_number, last_hash from log_batch order by number desc limit 1;
    last_number := coalesce(last_number, 0);
    last_hash := coalesce(last_hash, ''::bytea);
    insert into log_batch (number, lines, sums, former, hash)
    values (
        last_number + 1, waiting, their_sums, last_hash,
        log_batch_sum(last_number + 1, waiting, their_sums, last_hash)
    );
    update sharing_logline set batch = last_number + 1 where number = any (waiting);
    return cardinality(waiting);
end
$$;

-- The head of the chain, to print and keep elsewhere, and how many lines wait to be sealed.
create function log_head() returns table (batch bigint, sealed_at timestamptz, hash text, waiting bigint)
language sql stable security definer set search_path = public, pg_temp
as $$
    select head.number, head.sealed_at, encode(head.hash, 'hex'),
        (select count(*) from sharing_logline where sharing_logline.batch is null)
    from (select 1) one
    left join lateral (select * from log_batch order by number desc limit 1) head on true
$$;

-- What is wrong with the log: nothing when it is whole. Looks at every sealed line and batch.
create function log_mistakes() returns table (batch bigint, line bigint, mistake text)
language sql stable security definer set search_path = public, pg_temp
as $$
    select sealed.number, null::bigint, 'batch_changed'
    from log_batch sealed
    where sealed.hash <> log_batch_sum(sealed.number, sealed.lines, sealed.sums, sealed.former)
    union all
    select sealed.number, null, 'chain_broken'
    from log_batch sealed
    left join log_batch before on before.number = sealed.number - 1
    where sealed.former <> coalesce(before.hash, ''::bytea) or (sealed.number > 1 and before.number is null)
    union all
    select sealed.number, leaf.line, case
        when kept.number is null then 'line_deleted'
        when kept.batch is distinct from sealed.number then 'line_moved'
        else 'line_changed' end
    from log_batch sealed
    cross join lateral unnest(sealed.lines, sealed.sums) as leaf (line, sum)
    left join sharing_logline kept on kept.number = leaf.line
    where kept.number is null
       or kept.batch is distinct from sealed.number
       or kept.hash <> leaf.sum
       or log_line_sum(kept) <> leaf.sum
    union all
    select kept.batch, kept.number, 'line_added'
    from sharing_logline kept
    left join log_batch sealed on sealed.number = kept.batch
    where kept.batch is not null and (sealed.number is null or not kept.number = any (sealed.lines))
    union all
    select null, kept.number, 'line_changed'
    from sharing_logline kept
    where kept.batch is null and log_line_sum(kept) <> kept.hash
    order by 1, 2
$$;
