-- Likely twins: records that may be the same, found without comparing each with each.

-- Eight numbers for a title in one language; titles that share three of five words share one of the eight six times in
-- seven, those that share four of five nearly always (MinHash in eight bands of three: Broder 1997). Words as they are searched: stems, without those that say nothing.
create function title_blocks(kind text, title jsonb) returns bigint[] immutable parallel safe language sql
begin atomic
  select coalesce(array_agg(distinct hashtextextended(concat_ws('|', kind, 't', band, least_of[1], least_of[2], least_of[3]), 0)), '{}')
    from jsonb_each_text(title -> 'texts') t(language, said)
   cross join lateral (select search_stems(t.language, t.said) as stems) s
   cross join generate_series(1, 8) band
   cross join lateral (select array(
     select min(hashtextextended(stem, band * 3 + row_of)) from unnest(s.stems) stem, generate_series(0, 2) row_of group by row_of order by row_of) as least_of) m
   where cardinality(s.stems) > 0;
end;

-- Of two without a word in common, because each is in another language: the same symbol, or the same kind of work in the same
-- places from the same day or month on.
create function fact_blocks(kind text, code text, type text, states uuid[], regions text[], start_on date, start_precision text) returns bigint[]
immutable parallel safe language sql
begin atomic
  select array_remove(array[
    case when length(code) >= 4 and code ~ '[0-9]' then hashtextextended(concat_ws('|', kind, 'c', upper(code)), 0) end,
    case when start_precision in ('day', 'month') and (states <> '{}' or regions <> '{}')
      then hashtextextended(concat_ws('|', kind, 'f', type, array(select x from unnest(states) x order by x), array(select x from unnest(regions) x order by x), start_on), 0) end], null);
end;

create table twin_blocks (
  block  bigint not null,
  record uuid not null references records on delete cascade,
  primary key (block, record)
);
comment on table twin_blocks is 'Numbers that likely twins have in common: of words of their titles, symbols, identifiers, and of where, when and what. Derived by trigger.';
call retain('twin_blocks', area => 'records', kept => 'with_record', why => 'operation');
create index twin_blocks_record on twin_blocks (record);
-- An equal sign of whole numbers is all that is asked of it: the index serves under this policy, which one of likenesses would not.
create policy twin_blocks_read on twin_blocks for select using (exists (select from presence p where p.record = twin_blocks.record));

create function refresh_blocks(of_record uuid) returns void security definer set search_path = public language plpgsql as $$
begin
  delete from twin_blocks where record = of_record;
  insert into twin_blocks (block, record)
    select distinct b, of_record from (
      select title_blocks('p', title) || fact_blocks('p', code, type, states, regions, start_on, start_precision) from programmes where id = of_record
      union all select title_blocks('a', title) || fact_blocks('a', code, type, states, regions, start_on, start_precision) from activities where id = of_record
      union all select array[hashtextextended('i|' || upper(identifier), 0)] from iati_identifiers where id = of_record) found(blocks), unnest(blocks) b;
end $$;
create function note_blocks() returns trigger security definer set search_path = public language plpgsql as $$
begin
  perform refresh_blocks(case when tg_op = 'DELETE' then old.id else new.id end);
  return null;
end $$;
create trigger twins after insert or update of code, title, type, states, regions, start_on, start_precision on programmes for each row execute function note_blocks();
create trigger twins after insert or update of code, title, type, states, regions, start_on, start_precision on activities for each row execute function note_blocks();
create trigger twins after insert or update on iati_identifiers for each row execute function note_blocks();
select refresh_blocks(id) from records where kind in ('programmes.programme', 'programmes.activity');

create table distinctions (
  id       uuid primary key default gen_random_uuid(),
  one      uuid not null references records on delete cascade,
  other    uuid not null references records on delete cascade check (one < other),
  said_by  uuid references persons default viewer_person(),
  said_org uuid references organisations default viewer_org(),
  said_at  timestamptz not null default now(),
  reason   text not null default '' check (length(reason) <= 500),
  unique (one, other)
);
comment on table distinctions is 'That two records that look alike are not the same: who said so and why, for whoever may read both.';
call retain('distinctions', area => 'records', kept => 'with_record', why => 'memory',
  personal => '{"said_by": "link", "reason": "words"}', whose => 't.said_by', on_erasure => 'keep');
call make_shareable('distinctions', 'one', writes => 'distinguish');
create index distinctions_other on distinctions (other);
create policy both_ends on distinctions as restrictive for select to app using (exists (select from presence p where p.record = other));
create policy say on distinctions for insert to app with check (
  preview_org() is null and viewer_may('programmes:write') and viewer_sees(one, 'read') and viewer_sees(other, 'read')
  and said_by = viewer_person() and said_org = viewer_org() and said_at = now());
create policy take_back on distinctions for delete to app using (
  preview_org() is null and viewer_may('programmes:write') and said_org = viewer_org() and viewer_sees(other, 'read'));
