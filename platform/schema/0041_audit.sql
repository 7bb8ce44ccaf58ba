-- Who acted, for those who see the row: beside what the directory shows, an originator learns who read its records, and an
-- auditor whose trail it is.
create function audit_people(events bigint[]) returns table (id uuid, name text)
stable security definer set search_path = public language sql
begin atomic
  select distinct p.id, p.name from audit_events e join persons p on p.id = e.person
   where e.id = any (events) and preview_org() is null
     and (viewer_may('audit:read') or p.id = viewer_person()
       or (viewer_may('audit:own') and e.originator = viewer_org()
           and exists (select from unnest(e.records) named where may(viewer_principals(), viewer_level(), 'discover', named))));
end;

-- The latest calls that handed out a record of the viewer's organisation that they may know of, but for looks at the list of
-- such calls. Row-level security keeps a query from using an index on arrays; this one does.
create function readings_of(of_record uuid, at_most integer) returns table (id bigint)
stable security definer set search_path = public language sql
begin atomic
  select e.id from audit_events e
   where e.records @> array[of_record] and e.records <> '{}' and e.originator = viewer_org() and e.changed is null and e.action <> 'audit.readings'
     and preview_org() is null and viewer_may('audit:own')
     and may(viewer_principals(), viewer_level(), 'discover', of_record)
   order by e.at desc, e.id desc limit at_most;
end;
grant execute on function audit_people, readings_of to app;

-- Seals the trail block by block, as its own actor: it reads the trail, and adds seals.
call make_service_actor('audit.seal', 'Concord: seals of the audit trail');
create policy audit_events_seal on audit_events for select using ((select viewer_person()) = (select service_actor('audit.seal')));
create policy audit_seals_seal on audit_seals for select using ((select viewer_person()) = (select service_actor('audit.seal')));

-- A row takes its number before it is committed: when number 900 is there to be read, 870 may still be on its way, in a
-- transaction that is under way, and must not turn up inside a block that is sealed already. So the last number given out
-- is first only noted, and with it everyone writing at that moment: who writes into the trail holds a lock on it, from before
-- it takes a number until its end. When none of these is left, all up to that number are here or will never come.
-- Nobody waits for anybody: while a long transaction is under way, sealing stays behind.
create function settle_audit() returns bigint security definer set search_path = public language plpgsql as $$
declare horizon audit_horizon; given_out bigint; writing text[];
begin
  if viewer_person() is distinct from service_actor('audit.seal') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  -- Held until the transaction ends: one at a time settles and seals.
  select * into horizon from audit_horizon for update;
  -- First the number, then who writes. The other way round, someone could begin to write in between.
  select case when is_called then last_value else 0 end into given_out from audit_events_id_seq;
  writing := array(select l.virtualtransaction from pg_locks l
    where l.locktype = 'relation' and l.relation = 'audit_events'::regclass and l.mode = 'RowExclusiveLock' and l.pid <> pg_backend_pid()
      and l.database = (select d.oid from pg_database d where d.datname = current_database()));
  if writing = '{}' then
    horizon := (given_out, given_out, '{}');
  elsif not horizon.writers && writing then
    horizon := (horizon.noted, given_out, writing);
  end if;
  update audit_horizon set (settled, noted, writers) = (horizon.settled, horizon.noted, horizon.writers);
  return horizon.settled;
end $$;

create function add_seal(from_id bigint, to_id bigint, rows integer, previous text, digest text, mac text, sealed_at timestamptz) returns void
security definer set search_path = public language plpgsql as $$
declare last audit_seals; horizon bigint;
begin
  if viewer_person() is distinct from service_actor('audit.seal') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  select settled into horizon from audit_horizon for update;
  select * into last from audit_seals s order by s.to_id desc limit 1;
  if add_seal.from_id <> coalesce(last.to_id, 0) + 1 or add_seal.previous <> coalesce(last.mac, '')
     or add_seal.to_id < add_seal.from_id or add_seal.to_id > horizon then
    raise exception 'this seal does not follow the last one';
  end if;
  insert into audit_seals (from_id, to_id, rows, previous, digest, mac, sealed_at)
  values (add_seal.from_id, add_seal.to_id, add_seal.rows, add_seal.previous, add_seal.digest, add_seal.mac, add_seal.sealed_at);
end $$;
grant execute on function settle_audit, add_seal to app;
