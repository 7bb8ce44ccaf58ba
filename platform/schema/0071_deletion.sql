-- Deletion when the time is up, and the proof of it.
create table retention_runs (
  id         uuid primary key default gen_random_uuid(),
  started_at timestamptz not null default now(),
  ended_at   timestamptz
);
comment on table retention_runs is 'Each day once, all tables are gone through for what has served its time.';
call retain('retention_runs', area => 'proof', kept => 'permanently', why => 'accountability');
create unique index retention_runs_open on retention_runs ((true)) where ended_at is null;
create index retention_runs_started on retention_runs (started_at desc);

create table retention_proofs (
  run        uuid not null references retention_runs,
  table_name text not null,
  cut_off    timestamptz not null,
  deleted    integer not null default 0,
  held       integer,
  remaining  integer,
  settled_at timestamptz,
  primary key (run, table_name),
  check ((settled_at is null) = (held is null) and (settled_at is null) = (remaining is null))
);
comment on table retention_proofs is 'What a run found and left of one table: rows deleted, rows that are older and held, and rows that are older and not held, of which there are none.';
comment on column retention_proofs.cut_off is 'What is older was deleted.';
call retain('retention_proofs', area => 'proof', kept => 'permanently', why => 'accountability');

create policy retention_runs_read on retention_runs for select using ((select viewer_may('retention:read')) and (select preview_org()) is null);
create policy retention_proofs_read on retention_proofs for select using ((select viewer_may('retention:read')) and (select preview_org()) is null);

-- Does with the data of erased people what the rules say, but for what is held. One person, or (null) all: what a hold kept
-- goes when the hold is lifted.
create function apply_erasure(who uuid) returns void security definer set search_path = public language plpgsql as $$
declare
  rule retention_rules; words text;
  erased constant text := case when who is null then '(select p.id from persons p where p.erased_at is not null)' else '($1)' end;
begin
  -- The person last: until then their mail says what else is theirs.
  for rule in select * from retention_rules where on_erasure in ('delete', 'empty') order by table_name = 'persons', table_name loop
    select string_agg(format('%I = %s', e.key, e.value), ', ') into words from jsonb_each_text(rule.emptied) e;
    execute case rule.on_erasure when 'delete' then format('delete from %s t', table_of(rule))
                                 else format('update %s t set %s', table_of(rule), words) end
         || format(' where (%s) in %s and not coalesce(%s, false)', rule.whose, erased, held_where(rule)) using who;
  end loop;
end $$;

create function table_of(rule retention_rules) returns regclass stable language sql
  return case when position('.' in rule.table_name) > 0 then format('%I.%I', split_part(rule.table_name, '.', 1), split_part(rule.table_name, '.', 2))
              else quote_ident(rule.table_name) end::regclass;

-- One step of the daily run: deletes up to so many rows of one table whose time is up, and writes the proof. Begins a run
-- where none is under way; true while there is more to do. Killed at any moment, the next step goes on where it was.
call make_service_actor('retention.delete', 'Concord: retention');
create function retention_step(at_most integer) returns boolean security definer set search_path = public language plpgsql as $$
declare run retention_runs; rule retention_rules; proof retention_proofs; old_rows text; is_held text; gone integer; whole boolean;
begin
  if viewer_person() is distinct from service_actor('retention.delete') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  insert into retention_runs default values on conflict do nothing;
  select * into run from retention_runs where ended_at is null for update;
  select r.* into rule from retention_rules r where r.kept = 'for_period'
     and not exists (select from retention_proofs p where p.run = run.id and p.table_name = r.table_name and p.settled_at is not null) order by r.table_name limit 1;
  if not found then
    perform apply_erasure(null);
    update retention_runs set ended_at = now() where id = run.id;
    return false;
  end if;
  insert into retention_proofs (run, table_name, cut_off) values (run.id, rule.table_name, run.started_at - rule.period)
    on conflict on constraint retention_proofs_pkey do update set deleted = retention_proofs.deleted returning * into proof;
  old_rows := format('from %s t where t.%I < $1 and coalesce(%s, true)', table_of(rule), rule.since, coalesce(rule.only_if, 'true'));
  is_held := format('coalesce(%s, false)', held_where(rule));
  -- What is a record of its own goes as a record, with all that hangs on it.
  whole := exists (select from shareable_tables s where s.name = rule.table_name and s.key = 'id');
  execute case when whole then format('delete from records where id in (select t.id %s and not %s limit $2)', old_rows, is_held)
                          else format('delete from %s where ctid in (select t.ctid %s and not %s limit $2)', table_of(rule), old_rows, is_held) end
    using proof.cut_off, at_most;
  get diagnostics gone = row_count;
  update retention_proofs p set deleted = p.deleted + gone where p.run = run.id and p.table_name = rule.table_name;
  if gone < at_most then
    execute format('update retention_proofs p set settled_at = now(), (held, remaining) = (
      select count(*) filter (where %1$s), count(*) filter (where not %1$s) %2$s) where p.run = $2 and p.table_name = $3', is_held, old_rows)
      using proof.cut_off, run.id, rule.table_name;
  end if;
  return true;
end $$;
grant execute on function retention_step to app;
