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
  originators  uuid[] not null default '{}',
  changed      text[],
  hashes       jsonb,
  purpose      text
);
comment on table audit_events is 'Who did what to whose data, when, and with what outcome. Append-only; holds names of columns and keyed hashes, never values.';
comment on column audit_events.records is 'Confidential records that the call handed out.';
comment on column audit_events.originators is 'Organisations whose records these were: each sees who read its own.';
comment on column audit_events.hashes is 'HMAC-SHA-256 of each new value under the audit key, so that a value can be proved but not read.';
create index audit_events_originators on audit_events using gin (originators);
create index audit_events_at on audit_events (at desc);
create policy audit_read on audit_events for select using (
  viewer_may('audit:read') or (viewer_may('audit:own') and (originators @> array[viewer_org()] or person = viewer_person())));

create table audit_seals (
  to_id     bigint primary key,
  from_id   bigint not null,
  rows      integer not null,
  previous  text not null,
  digest    text not null,
  mac       text not null,
  sealed_at timestamptz not null default now()
);
comment on table audit_seals is 'Each row seals a block of the audit trail: digest of its rows, and a MAC of digest and previous seal under a key kept outside the database.';
create policy audit_seals_read on audit_seals for select using (viewer_may('audit:read'));

-- The one way in for the server: a call, done or refused, and the confidential records it handed out.
create function audit_call(action text, outcome text, records uuid[], purpose text) returns void
security definer set search_path = public language plpgsql as $$
begin
  insert into audit_events (person, organisation, token, action, outcome, records, originators, purpose)
  values (viewer_person(), viewer_org(), nullif(current_setting('concord.token', true), '')::uuid, action, outcome, audit_call.records,
    coalesce((select array_agg(distinct r.owner_org) from records r where r.id = any (audit_call.records)), '{}'), purpose);
end $$;
grant execute on function audit_call to app;

create function audit_row() returns trigger security definer set search_path = public language plpgsql as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after  jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  keys   text[];
  secret text := coalesce(nullif(current_setting('concord.audit_key', true), ''), '');
begin
  select array_agg(k order by k) into keys from jsonb_object_keys(coalesce(after, before)) k
   where (before is null or after is null or before -> k is distinct from after -> k)
     and (tg_table_name = 'records' or not (after ? 'audience_until')
       or k not in ('owner_org', 'level', 'sources', 'readers', 'contributors', 'excluded', 'audience_until'));
  if keys is null then return null; end if;
  insert into audit_events (person, organisation, token, action, subject, originators, changed, hashes)
  values (viewer_person(), viewer_org(), nullif(current_setting('concord.token', true), '')::uuid,
    tg_table_name || '.' || lower(tg_op), (coalesce(after, before) ->> 'id')::uuid,
    array_remove(array[(coalesce(after, before) ->> 'owner_org')::uuid], null),
    keys,
    case when after is not null and secret <> '' then
      (select jsonb_object_agg(k, encode(hmac(coalesce(after ->> k, ''), secret, 'sha256'), 'hex')) from unnest(keys) k) end);
  return null;
end $$;
