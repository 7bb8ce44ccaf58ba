-- Who may know of a record but not read it asks its originator.
create table access_requests (
  id           uuid primary key default gen_random_uuid(),
  record       uuid not null references records on delete cascade,
  person       uuid not null default viewer_person() references persons on delete cascade,
  organisation uuid not null default viewer_org() references organisations,
  gives        text not null check (gives in ('read', 'comment', 'contribute')),
  reason       text not null check (length(reason) <= 2000 and length(trim(reason)) >= 10),
  asked_at     timestamptz not null default now(),
  withdrawn_at timestamptz,
  answer       text check (answer in ('granted', 'refused')),
  answered_at  timestamptz,
  answered_by  uuid references persons,
  words        text not null default '' check (length(words) <= 2000),
  granted      uuid references grants on delete set null,
  check ((answer is null) = (answered_at is null)),
  check (withdrawn_at is null or answer is null)
);
comment on table access_requests is 'Requests to read a record, and what its originator said to them. It tells on what ground somebody reads it.';
call retain('access_requests', area => 'together', kept => 'with_record', why => 'evidence',
  personal => '{"person": "link", "reason": "words", "answered_by": "link", "words": "words"}', whose => 't.person', on_erasure => 'delete');
comment on column access_requests.gives is 'Right that is asked for.';
comment on column access_requests.granted is 'The grant that was given; an ordinary one, that may be withdrawn like any other.';
create index access_requests_record on access_requests (record);
create index access_requests_person on access_requests (person, asked_at desc);

create function access_request_state(a access_requests) returns text stable language sql
  return case when a.answer is not null then a.answer
              when a.withdrawn_at is not null then 'withdrawn'
              when a.asked_at > now() - interval '30 days' then 'waiting' else 'lapsed' end;

-- Both sides see it while they see the record: who asked, and at the originator who may share.
create policy access_requests_read on access_requests for select using (
  (select preview_org()) is null and exists (select from records r where r.id = record and (
    (person = viewer_person() and organisation = viewer_org()) or (r.owner_org = viewer_org() and viewer_may('records:share')))));
create policy access_requests_ask on access_requests for insert with check (
  person = viewer_person() and organisation = viewer_org() and preview_org() is null
  and exists (select from records r where r.id = record) and not viewer_sees(record, gives));
create policy access_requests_settle on access_requests for update using (
  preview_org() is null and exists (select from records r where r.id = record and (
    (person = viewer_person() and organisation = viewer_org()) or (r.owner_org = viewer_org() and viewer_may('records:share')))));

create function guard_access_request() returns trigger language plpgsql as $$
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'INSERT' then
    if new.asked_at <> now() or new.withdrawn_at is not null or new.answer is not null or new.granted is not null or new.answered_by is not null then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
    return new;
  end if;
  if access_request_state(old) <> 'waiting' then raise exception 'requests.settled' using errcode = 'CC409'; end if;
  if (new.id, new.record, new.person, new.organisation, new.gives, new.reason, new.asked_at)
     is distinct from (old.id, old.record, old.person, old.organisation, old.gives, old.reason, old.asked_at) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if old.person = viewer_person() then
    if (new.answer, new.words, new.granted) is distinct from (old.answer, old.words, old.granted) then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
    new.withdrawn_at := now();
  else
    -- The grant is one that the viewer gave, on this record.
    if new.withdrawn_at is not null or new.answer is null or (new.answer = 'granted') <> (new.granted is not null)
       or (new.granted is not null and not exists (select from grants g where g.id = new.granted and g.record = new.record and g.granted_by = viewer_person())) then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
    new.answered_at := now(); new.answered_by := viewer_person();
  end if;
  return new;
end $$;
create trigger guard before insert or update on access_requests for each row execute function guard_access_request();

-- Who asks makes themselves known to those who see the request: who answers it.
create policy persons_asking on persons for select using (exists (select from access_requests a where a.person = persons.id));

-- Whom a request goes to, for who made it: of the originator's people, those who may share the record.
create function answerers_of(request uuid) returns setof uuid
stable security definer set search_path = public language sql
begin atomic
  select distinct p.id from access_requests a join records r on r.id = a.record
    join memberships m on m.organisation = r.owner_org and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')
    join persons p on p.id = m.person and p.status = 'active' and not p.service
   where a.id = request and a.person = viewer_person() and 'records:share' = any (permissions_of(m.roles));
end;
grant execute on function answerers_of to app;
