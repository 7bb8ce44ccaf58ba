-- The register of what left Concord: every file that someone took, and every record of others that it holds a copy of. It
-- is written where files leave (platform/http.ts), so that no export can forget it.
create table exports (
  id           uuid primary key default gen_random_uuid(),
  person       uuid not null references persons,
  organisation uuid not null references organisations,
  roles        text[] not null,
  action       text not null,
  name         text not null check (length(name) <= 500),
  format       text not null check (format ~ '^[a-z0-9]{1,10}$'),
  level        smallint not null check (level between 0 and 2),
  taken_at     timestamptz(3) not null default now(),
  checked_at   timestamptz(3) not null default now(),
  destroyed_at timestamptz(3)
);
comment on table exports is 'Files that people took and that hold records of other organisations, each seen by who took it.';
call retain('exports', area => 'proof', kept => 'for_period', why => 'accountability', period => '10 years', since => 'taken_at',
  personal => '{"person": "link", "roles": "identity", "action": "acts", "taken_at": "acts", "destroyed_at": "acts"}', whose => 't.person', on_erasure => 'keep');
comment on column exports.roles is 'What the person was in the organisation then: when they have left, their successors'' right is asked for.';
comment on column exports.format is 'csv, xlsx, json, xml …: the end of the name, or file where it has none.';
comment on column exports.level is 'Highest level of what it holds, at that time.';
comment on column exports.checked_at is 'When it was last asked whether all in it may still be held.';
comment on column exports.destroyed_at is 'When who took it confirmed that it is destroyed.';
create index exports_person on exports (person, taken_at desc, id);
create index exports_checked on exports (checked_at) where destroyed_at is null;

create table copies (
  export       uuid not null references exports on delete cascade,
  record       uuid not null,
  owner_org    uuid not null,
  holder       uuid not null,
  level        smallint not null check (level between 0 and 2),
  handling     text[] not null,
  due          text check (due in ('right', 'handling', 'level')),
  due_at       timestamptz(3),
  asked_at     timestamptz(3),
  destroyed_at timestamptz(3),
  primary key (export, record),
  check ((due is null) = (due_at is null))
);
comment on table copies is 'Each record of another organisation in a file that someone took, seen by that organisation and by who took it. It outlives the record.';
call retain('copies', area => 'proof', kept => 'with_parent', why => 'accountability');
comment on column copies.owner_org is 'Originator of the record.';
comment on column copies.holder is 'Organisation for which it was taken.';
comment on column copies.level is 'Of the record when it was taken, as the file says; likewise handling.';
comment on column copies.due is 'Why it may no longer be held as it is: the right to read it has ended (right), its originator no longer lets it be carried away (handling), it is more sensitive than the file says (level).';
comment on column copies.asked_at is 'When the originator asked that it be destroyed, whatever the right.';
create index copies_record on copies (record);
create index copies_owner on copies (owner_org, holder) where destroyed_at is null;

create policy exports_own on exports for select using (
  (select preview_org()) is null and person = (select viewer_person()) and organisation = (select viewer_org()) and level <= (select viewer_level()));
create policy copies_read on copies for select using (
  (select preview_org()) is null and (
    exists (select from exports e where e.id = export)
    or (owner_org = (select viewer_org()) and (select viewer_may('audit:own')) and exists (select from records r where r.id = record))));

-- Notes a file that the viewer takes away: each record of others in it that they may read, with what it was made from. What is of their own
-- organisation is no copy in another's hands; who is not signed in takes only what is open to everyone.
create function note_export(action text, name text, format text, ids uuid[]) returns void
security definer set search_path = public language plpgsql as $$
declare noted uuid := gen_random_uuid(); taken uuid[]; who uuid[] := viewer_principals(); up_to integer := viewer_level();
begin
  if viewer_org() is null or cardinality(ids) = 0 then return; end if;
  -- Whoever names others than they read would learn from their own register that these are there.
  ids := array(select i from unnest(ids) i where may(who, up_to, 'read', i));
  taken := array(select r.id from records r
    where r.id in (select unnest(ids) union select unnest(m.sources) from records m where m.id = any (ids) and m.sources <> '{}')
      and r.owner_org <> viewer_org());
  if taken = '{}' then return; end if;
  insert into exports (id, person, organisation, roles, action, name, format, level)
    select noted, viewer_person(), viewer_org(), viewer_roles(), note_export.action, left(note_export.name, 500), note_export.format, max(r.level)
      from records r where r.id = any (ids);
  insert into copies (export, record, owner_org, holder, level, handling)
    select noted, r.id, r.owner_org, viewer_org(), r.level, r.handling from records r where r.id = any (taken);
end $$;
grant execute on function note_export to app;

-- Why this copy may not be held as it is; null while it may. Asked for who took it while they are there, else for whoever
-- is in their place. A record that was removed is one that nobody may read.
create function why_due(c copies, e exports) returns text
stable security definer set search_path = public language sql
begin atomic
  select case
           when r.id is null or o.id is null
             or not may(principals_of(m.person, e.organisation, coalesce(m.roles, e.roles)), p.clearance, 'read', c.record) then 'right'
           when 'no_export' = any (r.handling) and not 'no_export' = any (c.handling) then 'handling'
           when r.level > c.level then 'level' end
    from persons p
    left join records r on r.id = c.record
    left join organisations o on o.id = e.organisation and current_date >= o.joined_on and (o.left_on is null or current_date < o.left_on)
    left join lateral (
      select ms.person, ms.roles from memberships ms
       where ms.person = p.id and p.status = 'active' and ms.organisation = e.organisation
         and current_date between ms.starts_on and coalesce(ms.ends_on, 'infinity')
       order by ms.starts_on desc, ms.id limit 1) m on true
   where p.id = e.person;
end;

-- Sets right what is said of these copies, and tells who holds them what became due.
create function settle_copies(in_exports uuid[], of_records uuid[]) returns void
security definer set search_path = public language plpgsql as $$
declare told record;
begin
  for told in
    with now_due as (
      select c.export, c.record, why_due(c, e) as why from copies c join exports e on e.id = c.export
       where c.destroyed_at is null and (c.export = any (in_exports) or c.record = any (of_records))
    ), settled as (
      update copies c set due = n.why, due_at = case when n.why is not null then now() end
        from now_due n where c.export = n.export and c.record = n.record and c.due is distinct from n.why
      returning c.export, c.due
    )
    select distinct e.person, s.due from settled s join exports e on e.id = s.export where s.due is not null
  loop
    perform tell_people('exports.due', array[told.person], false, null, 'read', '/exports?view=due', jsonb_build_object('why', told.due));
  end loop;
end $$;

-- At once when a record is narrowed, raised, marked or removed; what ends with time or with a membership, at night.
create function records_settle_copies() returns trigger security definer set search_path = public language plpgsql as $$
declare ids uuid[];
begin
  if tg_op = 'DELETE' then
    ids := array(select o.id from old_rows o);
  else
    ids := array(select c.id from (select id, level, handling, readers, excluded, audience_until from new_rows
                            except select id, level, handling, readers, excluded, audience_until from old_rows) c);
    -- What was made from a record is narrowed with it.
    ids := ids || array(select d.id from records d where ids <> '{}' and d.sources && ids);
  end if;
  -- Looked for by these ids alone: there may be many copies, of other records.
  ids := array(select distinct c.record from copies c where c.record = any (ids));
  if ids <> '{}' then perform settle_copies('{}', ids); end if;
  return null;
end $$;
create trigger settle_copies after update on records referencing old table as old_rows new table as new_rows
  for each statement execute function records_settle_copies();
create trigger settle_removed after delete on records referencing old table as old_rows
  for each statement execute function records_settle_copies();

-- Who took a copy, when and as what, for those of its originator who see the copy: nothing else of the file is theirs.
create function taken_by(of_export uuid, of_record uuid) returns table (person uuid, taken_at timestamptz, format text)
stable security definer set search_path = public language sql
begin atomic
  select e.person, e.taken_at, e.format from exports e join copies c on c.export = e.id
   where e.id = of_export and c.record = of_record and c.owner_org = viewer_org() and preview_org() is null and viewer_may('audit:own')
     and may(viewer_principals(), viewer_level(), 'discover', c.record);
end;
grant execute on function taken_by to app;

-- Who took a file says that it is destroyed, with all in it.
create function confirm_destroyed(of_export uuid) returns boolean
security definer set search_path = public language plpgsql as $$
begin
  update exports set destroyed_at = now() where id = of_export and person = viewer_person() and organisation = viewer_org()
    and level <= viewer_level() and destroyed_at is null and preview_org() is null;
  if not found then return false; end if;
  update copies set destroyed_at = now() where export = of_export and destroyed_at is null;
  return true;
end $$;
grant execute on function confirm_destroyed to app;

-- The originator of a record asks an organisation to destroy the copies it took; answers how many there are.
create function ask_to_destroy(of_record uuid, by_holder uuid) returns integer
security definer set search_path = public language plpgsql as $$
declare asked uuid[];
begin
  if preview_org() is not null or not viewer_may('records:share') or not exists (select from records r where r.id = of_record and r.owner_org = viewer_org())
     or not may(viewer_principals(), viewer_level(), 'discover', of_record) then
    raise exception 'not_found' using errcode = 'CC404';
  end if;
  with marked as (
    update copies set asked_at = coalesce(asked_at, now()) where record = of_record and holder = by_holder and destroyed_at is null returning export
  ) select array_agg(export) into asked from marked;
  perform tell_people('exports.due', array(select distinct e.person from exports e where e.id = any (asked)), false, null, 'read', '/exports?view=due', '{"why": "asked"}');
  return coalesce(cardinality(asked), 0);
end $$;
grant execute on function ask_to_destroy to app;

-- At night, some files a step.
call make_service_actor('exports.check', 'Concord: copies outstanding');
create function check_exports(at_most integer) returns boolean
security definer set search_path = public language plpgsql as $$
declare next uuid[];
begin
  if viewer_person() is distinct from service_actor('exports.check') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  next := array(select id from exports where destroyed_at is null and checked_at < now() - interval '20 hours' order by checked_at limit at_most);
  perform settle_copies(next, '{}');
  update exports set checked_at = now() where id = any (next);
  return cardinality(next) = at_most;
end $$;
grant execute on function check_exports to app;

-- The parts of a file are handed out to who asked for the work while they may read all that is in it: asked once for all
-- parts, not for each.
drop policy asked_job_parts_read on asked_job_parts;
create policy asked_job_parts_read on asked_job_parts for select using (job in (
  select j.id from asked_jobs j where viewer_reads_all(j.records)
     and not exists (select from unnest(j.records) i where not exists (select from records r where r.id = i))));

-- A file that is written from what the steps gathered takes its place.
alter table asked_jobs add column first_part integer not null default 1;
comment on column asked_jobs.first_part is 'Where its file begins: what steps gathered for it before is gone.';
create function drop_gathered() returns trigger security definer set search_path = public language plpgsql as $$
begin
  delete from asked_job_parts where job = new.id and n < new.first_part;
  return null;
end $$;
create trigger drop_gathered after update of first_part on asked_jobs for each row when (new.first_part > old.first_part) execute function drop_gathered();
