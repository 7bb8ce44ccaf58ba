create table audit_events (
  id           bigint generated always as identity primary key,
  at           timestamptz not null default clock_timestamp(),
  person       uuid,
  organisation uuid,
  token        uuid,
  action       text not null,
  outcome      text not null default 'done',
  subject      uuid,
  records      uuid[] not null default '{}',
  originator   uuid,
  changed      text[],
  hashes       jsonb,
  purpose      text,
  wake         boolean not null default false
);
comment on table audit_events is 'Who did what to whose data, when, and with what outcome. Append-only; holds names of columns and keyed hashes, never values.';
call retain('audit_events', area => 'proof', kept => 'permanently', why => 'accountability',
  personal => '{"person": "link", "action": "acts", "subject": "link", "purpose": "words"}', whose => 't.person', on_erasure => 'keep');
comment on column audit_events.records is 'Of a call: the confidential records it handed out, of one originator; a call that handed out those of several leaves a row for each. Of a changed row: its record.';
comment on column audit_events.originator is 'Organisation whose records these were: it sees who read its own, and nothing of what else was read.';
comment on column audit_events.hashes is 'HMAC-SHA-256 of each new value under the audit key, so that a value can be proved but not read.';
comment on column audit_events.wake is 'Whether the change followed from an act of the person, by a trigger or because a row belonged to one that went: who acts need not know all that follows.';
create index audit_events_at on audit_events (at desc, id desc);
create index audit_events_person on audit_events (person, at desc, id desc);
create index audit_events_organisation on audit_events (organisation, at desc, id desc);
create index audit_events_action on audit_events (action, at desc, id desc);
create index audit_events_originator on audit_events (originator, at desc, id desc) where originator is not null;
-- Entered at once: who asks for a thousand records would look through all entries put off, for each of them.
create index audit_events_records on audit_events using gin (records) with (fastupdate = off) where records <> '{}';
create policy audit_read on audit_events for select using ((select preview_org()) is null and (select viewer_may('audit:read')));

create table audit_seals (
  to_id     bigint primary key,
  from_id   bigint not null unique,
  rows      integer not null,
  previous  text not null,
  digest    text not null,
  mac       text not null,
  sealed_at timestamptz not null
);
comment on table audit_seals is 'Each row seals a block of the audit trail: digest of its rows, and a MAC of digest and previous seal under a key kept outside the database.';
call retain('audit_seals', area => 'proof', kept => 'permanently', why => 'accountability');
comment on column audit_seals.from_id is 'One more than where the block before ends: numbers that were never used lie inside a block, so that nothing can be put between two.';
comment on column audit_seals.digest is 'SHA-256 of the rows, each in one form that stays the same for ever (platform/audit/seal.ts).';
comment on column audit_seals.mac is 'HMAC-SHA-256 of everything else here; previous is that of the block before.';
create policy audit_seals_read on audit_seals for select using ((select viewer_may('audit:read')) and (select preview_org()) is null);

create table audit_horizon (
  settled bigint not null,
  noted   bigint not null,
  writers text[] not null
);
comment on table audit_horizon is 'One row: up to `settled` no row of the audit trail is still on its way, so that what lies before may be sealed.';
call retain('audit_horizon', area => 'proof', kept => 'permanently', why => 'operation');
comment on column audit_horizon.noted is 'Becomes settled when none of `writers`, who were writing when it was noted, is at it any more.';
insert into audit_horizon values (0, 0, '{}');
create policy audit_horizon_none on audit_horizon for select using (false);

-- Nobody edits what happened, the owner of the database no more than others: whoever takes this trigger off to do so
-- leaves a block that does not fit its seal.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger append_only before update or delete or truncate on audit_events for each statement execute function refuse_rewriting();
create trigger append_only before update or delete or truncate on audit_seals for each statement execute function refuse_rewriting();

-- The one way in for the server: a call, done or refused, and the confidential records it handed out. Who reads what was
-- made from a record has read that record.
create function audit_call(action text, outcome text, records uuid[], purpose text) returns void
security definer set search_path = public language plpgsql as $$
begin
  insert into audit_events (person, organisation, token, action, outcome, records, originator, purpose)
  select viewer_person(), viewer_org(), nullif(current_setting('concord.token', true), '')::uuid, action, outcome, coalesce(read.ids, '{}'), read.owner_org, purpose
    from (select) once left join (
      select r.owner_org, array_agg(distinct r.id order by r.id) as ids from records r
       where r.id in (select unnest(audit_call.records) union select unnest(m.sources) from records m where m.id = any (audit_call.records))
         and r.level > 0 group by r.owner_org) read on true;
end $$;
grant execute on function audit_call to app;

-- Whether a row goes ('c'), or loses a link ('n'), because another goes. PostgreSQL does that as if the statement had named it.
create function goes_along(of_table oid, gone jsonb, how "char") returns boolean stable strict security definer set search_path = public language plpgsql as $$
declare c record; stays boolean;
begin
  for c in
    select con.confrelid::regclass as target, a.attname as link, k.attname as key, format_type(k.atttypid, null) as type
      from pg_constraint con join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1]
      join pg_attribute k on k.attrelid = con.confrelid and k.attnum = con.confkey[1]
     where con.conrelid = of_table and con.contype = 'f' and con.confdeltype = how and array_length(con.conkey, 1) = 1
  loop
    continue when gone ->> c.link is null;
    execute format('select exists (select from %s where %I = $1::%s)', c.target, c.key, c.type) into stays using gone ->> c.link;
    if not stays then return true; end if;
  end loop;
  return false;
end $$;

-- What of a row is in the trail. What triggers keep of the audience is left out: the grant that caused it has a row of its own.
create function is_audited(table_name text, row_is jsonb, k text) returns boolean immutable parallel safe language sql
  return k not in ('discoverers', 'readers', 'commenters', 'contributors', 'excluded', 'audience_until', 'audience_due')
     and (table_name = 'records' or not (row_is ? 'audience_until') or k not in ('owner_org', 'level', 'sources'));
-- The record that a row is, or hangs on.
create function record_in(row_is jsonb) returns uuid immutable parallel safe language sql
  return coalesce(row_is ->> 'record', case when row_is ? 'audience_until' then row_is ->> 'id' end)::uuid;

-- Rows that a statement added, together.
create function audit_added() returns trigger security definer set search_path = public language plpgsql as $$
declare secret constant text := coalesce(current_setting('concord.audit_key', true), '');
begin
  insert into audit_events (person, organisation, token, action, subject, records, originator, changed, wake, hashes)
  select viewer_person(), viewer_org(), nullif(current_setting('concord.token', true), '')::uuid,
         tg_table_name || '.insert', (r.row_is ->> 'id')::uuid, array_remove(array[of.record], null),
         coalesce((r.row_is ->> 'owner_org')::uuid, (select o.owner_org from records o where o.id = of.record)),
         said.keys, pg_trigger_depth() > 1, said.hashes
    -- Offset: each row becomes JSON once, not again for each of its columns.
    from (select to_jsonb(a) as row_is from added a offset 0) r
    cross join lateral (select record_in(r.row_is) as record) of
    cross join lateral (
      select array_agg(e.k order by e.k) as keys,
             jsonb_object_agg(e.k, encode(hmac(concat_ws(':', tg_table_name, r.row_is ->> 'id', e.k, e.value), secret, 'sha256'), 'hex')) filter (where secret <> '') as hashes
        from jsonb_each_text(r.row_is) e(k, value) where is_audited(tg_table_name, r.row_is, e.k)) said
   where said.keys is not null;
  return null;
end $$;

-- A row that changed or went.
create function audit_row() returns trigger security definer set search_path = public language plpgsql as $$
declare
  before constant jsonb := to_jsonb(old);
  after  constant jsonb := case when tg_op = 'UPDATE' then to_jsonb(new) end;
  row_is constant jsonb := coalesce(after, before);
  keys   text[];
  of     constant uuid := record_in(row_is);
  owner  uuid;
  secret constant text := coalesce(current_setting('concord.audit_key', true), '');
begin
  select array_agg(k order by k) into keys from jsonb_object_keys(row_is) k
   where (after is null or before -> k is distinct from after -> k) and is_audited(tg_table_name, row_is, k);
  if keys is null then return null; end if;
  owner := coalesce((row_is ->> 'owner_org')::uuid, (select r.owner_org from records r where r.id = of));
  insert into audit_events (person, organisation, token, action, subject, records, originator, changed, wake, hashes)
  values (viewer_person(), viewer_org(), nullif(current_setting('concord.token', true), '')::uuid,
    tg_table_name || '.' || lower(tg_op), (row_is ->> 'id')::uuid, array_remove(array[of], null), owner, keys,
    pg_trigger_depth() > 1 or (tg_op = 'DELETE' and goes_along(tg_relid, row_is, 'c'))
      or (tg_op = 'UPDATE' and coalesce(goes_along(tg_relid, (select jsonb_object_agg(k, before -> k) from unnest(keys) k where after ->> k is null), 'n'), false)),
    case when after is not null and secret <> '' then
      (select jsonb_object_agg(k, encode(hmac(concat_ws(':', tg_table_name, row_is ->> 'id', k, after ->> k), secret, 'sha256'), 'hex')) from unnest(keys) k) end);
  return null;
end $$;
