-- What only the program may ask of the database, it asks with a seal: a sum over the question and the connection, made
-- with a key that no statement of the application can read. A statement that was smuggled into the program therefore
-- opens no reading context and writes no clearance.
create table sealing_key (
    inner_pad bytea not null,
    outer_pad bytea not null
);
create unique index one_sealing_key on sealing_key ((true));

-- HMAC-SHA-256 (RFC 2104) over the words, for this connection only.
create function is_sealed(words text, seal text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
    select exists (
        select from sealing_key
        where seal = encode(sha256(outer_pad || sha256(
            inner_pad || convert_to(pg_backend_pid() || E'\x1f' || words, 'UTF8')
        )), 'hex')
    )
$$;
revoke execute on function is_sealed(text, text) from public;

-- Whether the program that asks has the key: asked before anything is served.
create function knows_seal(seal text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select is_sealed('knows_seal', seal) $$;
revoke execute on function knows_seal(text) from public;
