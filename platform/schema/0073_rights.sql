-- Rights of the person: to see what is held about them, to take it with them, to have it erased.

-- Rows of one table that are the viewer's own: columns with personal data and moments, without whom else they name and
-- without secrets. As the viewer, so that nothing shows by this way what its policy hides.
create function own_query(rule retention_rules) returns text stable language sql
begin atomic
  select format('select jsonb_strip_nulls(jsonb_build_object(%s)) from %s t where (%s) = $1 order by %s limit $2',
    string_agg(format(case a.atttypid when 'timestamptz'::regtype then '%L, to_char(t.%I at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS"Z"'')' else '%L, t.%I' end,
      a.attname, a.attname), ', ' order by a.attnum), table_of(rule), rule.whose,
    -- As it happened, where it says when.
    concat_ws(', ', min(format('t.%I', a.attname)) filter (where a.attname = rule.since), string_agg(format('t.%I', a.attname), ', ' order by a.attnum) filter (where a.atttypid = 'timestamptz'::regtype), '1'))
    from pg_attribute a
   where a.attrelid = table_of(rule) and a.attnum > 0 and not a.attisdropped and a.attname not in ('audience_until', 'audience_due')
     and case rule.personal ->> a.attname when 'link' then false when 'secret' then false
         else rule.personal ? a.attname or a.atttypid in ('timestamptz'::regtype, 'date'::regtype) end;
end;
create function visible_rows(of_table text, at_most integer) returns setof jsonb stable language plpgsql as $$
declare rule retention_rules;
begin
  select * into rule from retention_rules r where r.table_name = of_table and r.whose is not null and not r.own;
  if found then return query execute own_query(rule) using viewer_person(), at_most; end if;
end $$;
-- The same of tables that no policy opens to anyone: sign-in, mail, invitations.
create function own_rows(of_table text, at_most integer) returns setof jsonb
stable security definer set search_path = public language plpgsql as $$
declare rule retention_rules;
begin
  select * into rule from retention_rules r where r.table_name = of_table and r.own;
  if found and preview_org() is null then return query execute own_query(rule) using viewer_person(), at_most; end if;
end $$;
-- How many they are, table by table.
create function count_visible_rows() returns table (table_name text, rows integer) stable language plpgsql as $$
declare rule retention_rules;
begin
  for rule in select * from retention_rules r where r.whose is not null and not r.own loop
    execute format('select count(*) from %s t where (%s) = $1', table_of(rule), rule.whose) into rows using viewer_person();
    table_name := rule.table_name;
    return next;
  end loop;
end $$;
create function count_own_rows() returns table (table_name text, rows integer) stable security definer set search_path = public language plpgsql as $$
declare rule retention_rules;
begin
  for rule in select * from retention_rules r where r.own and preview_org() is null loop
    execute format('select count(*) from %s t where (%s) = $1', table_of(rule), rule.whose) into rows using viewer_person();
    table_name := rule.table_name;
    return next;
  end loop;
end $$;
grant execute on function own_rows, count_own_rows to app;

create table erasures (
  id         uuid primary key default gen_random_uuid(),
  person     uuid not null references persons default viewer_person(),
  reason     text not null default '' check (length(reason) <= 1000),
  reference  text not null default '' check (length(reference) <= 200),
  asked_by   uuid not null references persons default viewer_person(),
  asked_at   timestamptz not null default now(),
  outcome    text check (outcome in ('done', 'refused', 'withdrawn')),
  words      text not null default '' check (length(words) <= 1000),
  decided_by uuid references persons,
  decided_at timestamptz,
  receipt    jsonb,
  check ((outcome is null) = (decided_at is null)),
  check (asked_by = person or length(trim(reference)) >= 2),
  check (outcome = 'withdrawn' or (decided_by <> asked_by and decided_by <> person)),
  check (outcome is distinct from 'refused' or length(trim(words)) >= 10),
  check ((outcome is not distinct from 'done') = (receipt is not null))
);
comment on table erasures is 'Requests of people to have erased what is held about them, and what was done.';
comment on column erasures.reference is 'Of the person''s letter, where someone else asks in their name.';
comment on column erasures.words is 'Why it was refused.';
comment on column erasures.receipt is 'json: { table: string, done: ''deleted'' | ''emptied'' | ''kept'' }[]; what was done, table by table. Without figures: these would tell of what the reader may not see.';
call retain('erasures', area => 'proof', kept => 'permanently', why => 'accountability',
  personal => '{"person": "link", "reason": "words", "reference": "words", "asked_by": "link", "words": "words", "decided_by": "link"}',
  whose => 't.person', on_erasure => 'empty', emptied => '{"reason": "''''"}');
create unique index erasures_open on erasures (person) where outcome is null;
create policy erasures_read on erasures for select using (
  (select preview_org()) is null and (person = (select viewer_person()) or (select viewer_may('retention:read'))));
create policy erasures_ask on erasures for insert with check (
  preview_org() is null and asked_by = viewer_person() and outcome is null
  and (person = viewer_person() or (viewer_may('retention:decide') and exists (select from persons p where p.id = person and not p.service and p.erased_at is null))));

create function guard_erasure() returns trigger language plpgsql as $$
begin
  if by_viewer() and tg_op = 'INSERT' and (new.asked_at <> now() or new.words <> '') then raise exception 'access.fixed' using errcode = 'CC403'; end if;
  return new;
end $$;
create trigger guard before insert on erasures for each row execute function guard_erasure();

create function withdraw_erasure(wanted uuid) returns void security definer set search_path = public language plpgsql as $$
begin
  update erasures set outcome = 'withdrawn', decided_by = viewer_person(), decided_at = now()
   where id = wanted and outcome is null and preview_org() is null and viewer_person() in (person, asked_by);
  if not found then raise exception 'not_found' using errcode = 'CC404'; end if;
end $$;

-- By trigger, so that what goes counts as following from the decision: who decides does not read in their own trail how much
-- there was of the person.
create function erase_person() returns trigger security definer set search_path = public language plpgsql as $$
declare p persons;
begin
  select * into p from persons where id = new.person for update;
  -- Places end, and with them all that hangs on having one; then the account, with sessions and keys.
  update memberships set ends_on = greatest(current_date - 1, starts_on - 1) where person = p.id and coalesce(ends_on, 'infinity') >= current_date;
  update group_members set ends_on = greatest(current_date, starts_on) where person = p.id and coalesce(ends_on, 'infinity') > current_date;
  update persons set status = 'left', erased_at = now(), version = version + 1 where id = p.id;
  -- Letters to others that name them.
  update mails set subject = replace(replace(subject, p.name, '…'), p.mail, '…'), text = replace(replace(text, p.name, '…'), p.mail, '…')
   where person is distinct from p.id and (position(p.name in subject || text) > 0 or position(p.mail in subject || text) > 0);
  perform apply_erasure(p.id);
  return null;
end $$;
create trigger erase after update of outcome on erasures for each row when (new.outcome = 'done' and old.outcome is null) execute function erase_person();

-- The word of the second person; when it is yes, everything happens here and now, or nothing does.
create function decide_erasure(wanted uuid, yes boolean, why text) returns void security definer set search_path = public language plpgsql as $$
declare e erasures;
begin
  if preview_org() is not null or not viewer_may('retention:decide') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  select * into e from erasures where id = wanted for update;
  if not found then raise exception 'not_found' using errcode = 'CC404'; end if;
  if e.outcome is not null then raise exception 'retention.settled' using errcode = 'CC409'; end if;
  if viewer_person() in (e.asked_by, e.person) then raise exception 'retention.second_person' using errcode = 'CC403'; end if;
  if not yes then
    update erasures set outcome = 'refused', words = why, decided_by = viewer_person(), decided_at = now() where id = e.id;
    return;
  end if;
  if person_held(e.person) then raise exception 'retention.held' using errcode = 'CC409'; end if;
  update erasures set outcome = 'done', decided_by = viewer_person(), decided_at = now(), receipt = (
    select jsonb_agg(jsonb_build_object('table', r.table_name, 'done', case r.on_erasure when 'delete' then 'deleted' when 'empty' then 'emptied' else 'kept' end) order by r.table_name)
      from retention_rules r where r.on_erasure is not null) where id = e.id;
end $$;

-- Whom to tell of a request, for whoever made it.
create function erasure_deciders(request uuid) returns setof uuid stable security definer set search_path = public language sql
begin atomic
  select distinct m.person from erasures e, memberships m
   where e.id = request and e.asked_by = viewer_person() and m.person not in (e.asked_by, e.person)
     and 'retention:decide' = any (permissions_of(m.roles)) and current_date between m.starts_on and coalesce(m.ends_on, 'infinity');
end;
grant execute on function withdraw_erasure, decide_erasure, erasure_deciders to app;
