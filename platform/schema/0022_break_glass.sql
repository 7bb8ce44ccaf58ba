-- The emergency way to a record that one was not meant to read: a person of the secretariat asks, another allows it, for
-- hours; the originator is told and sees it in the record's audience for ever. Level, clearance and denials still hold.
create table break_glass (
  id           uuid primary key default gen_random_uuid(),
  record       uuid not null,
  reason       text not null check (length(reason) between 20 and 500),
  hours        smallint not null check (hours between 1 and 24),
  requested_by uuid not null references persons default viewer_person(),
  requested_at timestamptz not null default now(),
  decided_by   uuid references persons check (decided_by <> requested_by),
  decided_at   timestamptz,
  approved     boolean,
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (approved is null))
);
comment on table break_glass is 'Requests to read a record in an emergency, and what a second person decided.';
comment on column break_glass.record is 'No foreign key: a request must look the same whether the record exists or not.';
comment on column break_glass.approved is 'Also true where there was no such record: then it opened nothing.';
create index break_glass_requested on break_glass (requested_at desc);
create policy break_glass_read on break_glass for select using (
  (select preview_org()) is null and ((select viewer_may('records:break-glass')) or (select viewer_may('audit:read'))));
create policy break_glass_ask on break_glass for insert with check (
  viewer_may('records:break-glass') and requested_by = viewer_person() and requested_at = now() and decided_by is null);

-- The second person's word. Opens the record and what it was made from, where they exist.
create function decide_break_glass(request uuid, approve boolean) returns void security definer set search_path = public language plpgsql as $$
declare asked break_glass;
begin
  if not viewer_may('records:break-glass') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  select * into asked from break_glass where id = request for update;
  if not found then raise exception 'not_found' using errcode = 'CC404'; end if;
  if asked.requested_by = viewer_person() then raise exception 'records.second_person' using errcode = 'CC403'; end if;
  if asked.decided_at is not null or asked.requested_at < now() - interval '24 hours' then
    raise exception 'records.request_over' using errcode = 'CC409';
  end if;
  if approve and not exists (select from persons p where p.id = asked.requested_by and p.status = 'active'
       and 'records:break-glass' = any (permissions_of(held_roles(p.id)))) then
    raise exception 'records.request_over' using errcode = 'CC409';
  end if;
  update break_glass set decided_by = viewer_person(), decided_at = now(), approved = approve where id = request;
  insert into grants (record, grantee_kind, grantee, gives, ends_at, basis, reference)
  select r.id, 'person', asked.requested_by, 'read', now() + make_interval(hours => asked.hours), 'break_glass', asked.reason
    from records r where approve and r.id in (select asked.record union select unnest(s.sources) from records s where s.id = asked.record);
end $$;
grant execute on function decide_break_glass to app;

-- Whom to tell: at each originator, those who decide there who sees what; else everyone there. For the one who decided, at
-- that moment only.
create function break_glass_notices(request uuid) returns table (person uuid, language text, record uuid)
stable security definer set search_path = public language sql
begin atomic
  with opened as (
    select r.id, r.owner_org from break_glass b join records r
        on r.id = b.record or r.id in (select unnest(s.sources) from records s where s.id = b.record)
     where b.id = request and b.approved and b.decided_by = viewer_person() and b.decided_at = now()
  ), staff as (
    select p.id, p.language, m.organisation, 'records:share' = any (permissions_of(m.roles)) as decides
      from persons p join memberships m on m.person = p.id
     where p.status = 'active' and not p.service and m.organisation in (select owner_org from opened)
       and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')
  )
  select s.id, s.language, o.id from opened o join staff s on s.organisation = o.owner_org
   where s.decides or not exists (select from staff other where other.organisation = o.owner_org and other.decides);
end;
grant execute on function break_glass_notices to app;
