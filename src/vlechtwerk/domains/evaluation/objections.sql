-- What goes with words that go, of objections to judgements, beside all that went before. This function belongs to the
-- owner of the tables.
create function forget_repeated(of_text uuid, numbers integer[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
    going jsonb;
begin
    perform forget_repeated_before_objections(of_text, numbers);
    select jsonb_object_agg(stretch, true) into going
    from passages_said(of_text, numbers) said cross join lateral stretches_of(said.words) stretch;
    if going is null then
        return;
    end if;
    update evaluation_judgementobjection set text = '[…]'
    where project_id = (select project_id from evaluation_transcript where id = of_text) and repeats_words(text, going);
end
$$;
