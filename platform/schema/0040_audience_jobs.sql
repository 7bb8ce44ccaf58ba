-- Keeps the audience arrays exact where a grant began or ended with time, so that policies need not ask the grants.
call make_service_actor('records.expire', 'Concord: audiences in time');
create function refresh_due(at_most integer) returns boolean security definer set search_path = public language plpgsql as $$
declare due uuid[];
begin
  if viewer_person() is distinct from service_actor('records.expire') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  due := array(select id from records where audience_due <= now() order by audience_due limit at_most);
  perform refresh_audience(due);
  return cardinality(due) = at_most;
end $$;
grant execute on function refresh_due to app;

-- Seals the audit trail, block by block, as its own actor.
call make_service_actor('audit.seal', 'Concord: seal of the audit trail');
create policy audit_events_seal on audit_events for select using ((select viewer_person()) = service_actor('audit.seal'));
create policy audit_seals_seal on audit_seals for select using ((select viewer_person()) = service_actor('audit.seal'));

-- Up to which row the trail is settled. A row gets its number before it is committed, so that a lower one may still be on
-- its way; whoever holds the table for a moment knows that none is. When that moment does not come, the next run tries.
create function settle_audit() returns bigint security definer set search_path = public set lock_timeout = '250ms' language plpgsql as $$
declare last bigint;
begin
  if viewer_person() is distinct from service_actor('audit.seal') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  begin
    lock table audit_events in share mode;
    update audit_horizon set settled = coalesce((select max(id) from audit_events), 0);
  exception when lock_not_available then null;
  end;
  select settled into last from audit_horizon;
  return last;
end $$;
create function add_seal(of_seal audit_seals) returns void security definer set search_path = public language plpgsql as $$
declare last audit_seals;
begin
  if viewer_person() is distinct from service_actor('audit.seal') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  lock table audit_seals in exclusive mode;
  select * into last from audit_seals order by to_id desc limit 1;
  if of_seal.from_id <> coalesce(last.to_id, 0) + 1 or of_seal.previous <> coalesce(last.mac, '') then raise exception 'audit.not_next' using errcode = 'CC409'; end if;
  insert into audit_seals (to_id, from_id, rows, previous, digest, mac)
  values (of_seal.to_id, of_seal.from_id, of_seal.rows, of_seal.previous, of_seal.digest, of_seal.mac);
end $$;
grant execute on function settle_audit, add_seal to app;

-- A row of the trail as one line, the same for ever: what the seal's digest is made of.
create function audit_line(e audit_events) returns text stable language sql
  return jsonb_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.person, e.organisation, e.token,
    e.action, e.outcome, e.subject, e.records, e.originator, e.changed, e.hashes, e.purpose)::text;
