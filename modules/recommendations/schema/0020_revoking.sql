-- Consents that are revoked together end together: receipts, grants and audiences once for all of them. One by one, a thousand
-- would be spread over all tables a thousand times.

-- Who read or holds what these consents disclose, among those whom they name. For the functions below, which ask who asks.
-- Looked for consent by consent in the indexes: a plan made while there was little, or for a few, would read all for a thousand.
create function consents_seen(of_consents uuid[]) returns table (consent uuid, record uuid, holder uuid, people integer, last_read_at timestamptz, copies integer)
stable security definer set search_path = public set enable_seqscan = off set plan_cache_mode = force_custom_plan language sql
begin atomic
  with c as (
    select c.* from consents c where c.id = any (of_consents) and c.disclosed is not null
  ), reading as (
    select c.id, e.organisation, e.people, e.last from c cross join lateral (
      select e.organisation, count(distinct e.person)::integer as people, max(e.at) as last from audit_events e
       where e.records @> array[c.disclosed] and e.records <> '{}' and e.changed is null and e.outcome = 'done' group by e.organisation) e
  ), held as (
    select c.id, k.holder, k.n from c cross join lateral (
      select k.holder, count(*)::integer as n from copies k where k.record = c.disclosed and k.destroyed_at is null group by k.holder) k
  ), found as (
    select coalesce(r.id, h.id) as id, coalesce(r.organisation, h.holder) as holder, coalesce(r.people, 0) as people, r.last, coalesce(h.n, 0) as n
      from reading r full join held h on h.id = r.id and h.holder = r.organisation
  )
  select c.id, c.record, o.id, f.people, f.last, f.n
    from found f join c on c.id = f.id join organisations o on o.id = f.holder
   where o.id <> c.given_org and o.kind <> 'installation' and (
      c.to_kind = 'circle' or o.id = c.to_id
      or exists (select from group_members m left join memberships p on p.person = m.person
                  where m.group_id = c.to_id and coalesce(m.organisation, p.organisation) = o.id));
end;

create or replace function consent_seen(of_consent uuid) returns table (holder uuid, people integer, last_read_at timestamptz, copies integer)
stable security definer set search_path = public language sql
begin atomic
  select s.holder, s.people, s.last_read_at, s.copies
    from consents c join records r on r.id = c.record cross join consents_seen(array[c.id]) s
   where c.id = of_consent and preview_org() is null
     and (r.controller = viewer_org() or viewer_org() is null) and (viewer_org() is null or may(viewer_principals(), viewer_level(), 'read', r.id));
end;

drop trigger grants on consents;
create or replace function grant_consent() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if new.disclosed is not null and new.revoked_at is null then
    insert into grants (id, record, grantee_kind, grantee, gives, starts_at, ends_at, basis, reference, granted_by, granted_org)
    values (new.granted, new.disclosed, new.to_kind, new.to_id, 'read', new.starts_at, new.ends_at, 'consent', new.reference, new.given_by, new.given_org);
  end if;
  return null;
end $$;
create trigger grants after insert on consents for each row execute function grant_consent();

create function revoke_consents() returns trigger security definer set search_path = public language plpgsql as $$
declare ended uuid[] := array(select n.id from new_rows n join old_rows o on o.id = n.id where n.revoked_at is not null and o.revoked_at is null);
begin
  if ended = '{}' then return null; end if;
  insert into consent_receipts (consent, record, holder, people, last_read_at, copies)
    select s.consent, s.record, s.holder, s.people, s.last_read_at, s.copies from consents_seen(ended) s;
  update grants g set revoked_at = c.revoked_at, revoked_by = c.revoked_by
    from consents c where c.id = any (ended) and g.id = c.granted and g.revoked_at is null;
  return null;
end $$;
create trigger revokes after update on consents referencing old table as old_rows new table as new_rows
  for each statement execute function revoke_consents();
