-- Consent of the State concerned. It becomes audience in the one machinery of records and grants: a consent makes, or finds,
-- a record of the State's own that holds exactly what is disclosed, and lets the named reader into that record.

create table redactions (
  id       uuid primary key default gen_random_uuid(),
  record   uuid not null references recommendations on delete cascade,
  title    jsonb not null check (is_written(title)),
  body     jsonb not null check (is_written(body)),
  facts    text[] not null default '{}' check (facts <@ array['resolution', 'priority', 'due', 'leads']),
  made_by  uuid not null references persons default viewer_person(),
  made_at  timestamptz not null default now()
);
comment on table redactions is 'Texts that a State wrote to be disclosed in place of the original.';
call retain('redactions', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"made_by": "link", "made_at": "acts"}', whose => 't.made_by', on_erasure => 'keep');
comment on column redactions.title is 'json: Written';
comment on column redactions.body is 'json: Written';
comment on column redactions.facts is 'What the State lets go along with its text: resolution (with its paragraph), priority, due, leads. Nothing else of the original does.';
call make_shareable('redactions', 'record', writes => 'consent');

create table consents (
  id         uuid primary key default gen_random_uuid(),
  record     uuid not null references recommendations on delete cascade,
  form       text check (form in ('whole', 'redacted', 'need')),
  to_kind    text not null check (to_kind in ('nobody', 'organisation', 'group', 'circle')),
  to_id      uuid,
  redaction  uuid references redactions on delete cascade,
  reference  text not null check (length(trim(reference)) between 3 and 500),
  starts_at  timestamptz not null default now(),
  ends_at    timestamptz check (ends_at > starts_at),
  given_by   uuid not null references persons default viewer_person(),
  given_org  uuid not null references organisations default viewer_org(),
  given_at   timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_by uuid references persons,
  disclosed  uuid,
  worded     text,
  granted    uuid not null default gen_random_uuid(),
  unique (id, record),
  check ((to_kind = 'nobody') = (to_id is null) and (to_kind = 'nobody') = (form is null)),
  check ((form is not distinct from 'redacted') = (redaction is not null)),
  check (to_kind <> 'circle' or to_id in (circle_id('compact'), circle_id('donors'))),
  check ((revoked_at is null) = (revoked_by is null))
);
comment on table consents is 'What a State ever consented to: to whom, how much, by which document, from when until when, who gave and who revoked it. Nothing else lets anyone into what it disclosed. Rows stay.';
call retain('consents', area => 'records', kept => 'with_record', why => 'evidence',
  personal => '{"given_by": "link", "given_at": "acts", "revoked_by": "link", "revoked_at": "acts"}', whose => 't.given_by', on_erasure => 'keep');
comment on column consents.to_kind is 'nobody: the State decided that nobody beyond the originator sees it.';
comment on column consents.reference is 'The document in which the State says so.';
comment on column consents.disclosed is 'The record that holds what is disclosed; made by trigger. Without a foreign key: the originator sees the consent, and not what became of the record.';
comment on column consents.worded is 'Digest of the words of the original that it rests on (wording_of); null where it is to nobody. Where the original has another by now, what is disclosed is the wording of before.';
comment on column consents.granted is 'The grant that this consent is.';
call make_shareable('consents', 'record', writes => 'consent');
create index consents_disclosed on consents (disclosed);
create unique index consents_granted on consents (granted, owner_org);

create policy give on consents for insert to app with check (
  viewer_may('recommendations:consent') and viewer_controls(record) and owner_org <> viewer_org()
  and given_by = viewer_person() and given_org = viewer_org());
create policy revoke on consents for update to app using (
  viewer_may('recommendations:consent') and viewer_controls(record) and owner_org <> viewer_org());
create policy write on redactions for insert to app with check (
  viewer_may('recommendations:consent') and viewer_controls(record) and owner_org <> viewer_org() and made_by = viewer_person());

-- Nothing of a consent is ever written twice, but that it is revoked, once.
create function guard_consent() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if by_viewer() and (new.given_at <> now() or new.revoked_at is not null or new.starts_at < now() or new.ends_at <= now()) then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
    if by_viewer() then new.granted := gen_random_uuid(); end if;
    if new.redaction is not null and not exists (select from redactions d where d.id = new.redaction and d.record = new.record) then
      raise exception 'not_found' using errcode = 'CC404';
    end if;
    return new;
  end if;
  if not by_viewer() then return new; end if;
  if old.revoked_at is not null or (to_jsonb(new) - array['revoked_at', 'revoked_by']) is distinct from (to_jsonb(old) - array['revoked_at', 'revoked_by']) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  new.revoked_at := now(); new.revoked_by := viewer_person();
  return new;
end $$;
create trigger guard before insert or update on consents for each row execute function guard_consent();

-- Digest of what a consent rests on: what the original is about; where more than the need is disclosed, its words; and what
-- goes along with them: of a redaction the facts that the State lets go along, and no others.
create function wording_of(form text, facts text[], about jsonb, words jsonb, along jsonb) returns text immutable parallel safe language sql
  return case when form = 'need' then md5(about::text) when form is not null then md5((about || words
    || case form when 'whole' then along else (select coalesce(jsonb_object_agg(f, along -> f), '{}') from unnest(facts) f) end)::text) end;

-- Finds what was disclosed with the same words already, else makes it: a record of the State's, at the level and with the
-- caveats of the original, into which nobody but the State is let yet.
create function disclose() returns trigger security definer set search_path = public language plpgsql as $$
declare
  o recommendations; held records; d redactions; said recommendations; along text[];
  -- Of the audience, or the same in all rows of a matter that have it, by trigger.
  kept constant text[] := array['id', 'owner_org', 'level', 'sources', 'readers', 'contributors', 'excluded', 'audience_until', 'need', 'view', 'view_words', 'status', 'status_on'];
begin
  new.disclosed := null; new.worded := null;
  if new.to_kind = 'nobody' then return new; end if;
  select * into o from recommendations where id = new.record and form = 'original' and kind = 'assessment';
  select * into held from records where id = new.record;
  if o.id is null or held.controller is distinct from new.given_org then raise exception 'not_found' using errcode = 'CC404'; end if;
  if new.form = 'need' and o.need is null then raise exception 'recommendations.no_need' using errcode = 'CC409'; end if;
  if new.form = 'redacted' then select * into d from redactions where id = new.redaction; end if;
  along := coalesce(d.facts, '{}');
  new.worded := wording_of(new.form, d.facts, jsonb_build_array(o.themes, o.pillars), jsonb_build_array(o.title, o.body, o.source, o.capacity),
    jsonb_build_object('resolution', jsonb_build_array(o.resolution, o.paragraph), 'priority', o.priority, 'due', o.due_on, 'leads', o.leads, 'code', o.code, 'unofficial', o.unofficial));
  said := o;
  said.form := new.form;
  -- Whole is whole; but the assessment is another record, and was not consented to.
  said.assessment := null;
  if new.form <> 'whole' then
    said.title := case new.form when 'redacted' then d.title else (select t.names from themes t where t.code = o.themes[1]) end;
    said.body := d.body;
    -- The symbol and the source lead to the original text.
    said.code := ''; said.source := ''; said.unofficial := '{}'; said.capacity := null; said.view := null; said.view_words := null;
    said.addressees := '{}'; said.uptake := '[]';
    if not along @> '{resolution}' then said.resolution := ''; said.paragraph := ''; end if;
    if not along @> '{priority}' then said.priority := null; end if;
    if not along @> '{due}' then said.due_on := null; end if;
    if not along @> '{leads}' then said.leads := '{}'; end if;
  end if;
  if new.form = 'need' then
    -- When its status last changed would tell that it did.
    said.status := 'not_started'; said.status_on := current_date;
  end if;
  select r.id into new.disclosed from recommendations r
   where r.matter = o.matter and r.form = new.form and to_jsonb(r) - kept = to_jsonb(said) - kept
   order by r.id limit 1;
  if new.disclosed is null then
    new.disclosed := gen_random_uuid();
    insert into records (id, kind, owner_org, controller, level, handling, invented)
      values (new.disclosed, held.kind, held.controller, held.controller, held.level, held.handling, held.invented);
    said.id := new.disclosed;
    -- The audience is that of the new record (trigger audience).
    insert into recommendations select said.*;
  end if;
  return new;
end $$;
create trigger opens before insert on consents for each row execute function disclose();

-- A consent in force is a grant on what it discloses, and ends with it.
create function grant_consent() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.disclosed is not null and new.revoked_at is null then
      insert into grants (id, record, grantee_kind, grantee, gives, starts_at, ends_at, basis, reference, granted_by, granted_org)
      values (new.granted, new.disclosed, new.to_kind, new.to_id, 'read', new.starts_at, new.ends_at, 'consent', new.reference, new.given_by, new.given_org);
    end if;
  elsif new.revoked_at is not null and old.revoked_at is null then
    insert into consent_receipts (consent, record, holder, people, last_read_at, copies)
      select new.id, new.record, s.holder, s.people, s.last_read_at, s.copies from consent_seen(new.id) s;
    update grants set revoked_at = new.revoked_at, revoked_by = new.revoked_by where id = new.granted and revoked_at is null;
  end if;
  return null;
end $$;
create trigger grants after insert or update on consents for each row execute function grant_consent();

-- A grant on what a State disclosed is the grant of a consent, whoever writes it.
create function guard_consented() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if new.basis = 'consent' and new.gives <> 'deny' and exists (select from records r where r.id = new.record and r.controller is not null)
     and not exists (select from consents c where c.granted = new.id and c.disclosed = new.record and c.revoked_at is null
       and (c.to_kind, c.to_id, c.starts_at) = (new.grantee_kind, new.grantee, new.starts_at) and c.ends_at is not distinct from new.ends_at and new.gives = 'read') then
    raise exception 'access.consent_only' using errcode = 'CC403';
  end if;
  return new;
end $$;
create trigger guard_consented before insert on grants for each row execute function guard_consented();

-- Who has read or taken a copy of what a consent discloses, among those whom that consent names: for the State only.
create table consent_receipts (
  id           uuid primary key default gen_random_uuid(),
  consent      uuid not null references consents on delete cascade,
  record       uuid not null references recommendations on delete cascade,
  holder       uuid not null references organisations,
  people       integer not null check (people >= 0),
  last_read_at timestamptz,
  copies       integer not null check (copies >= 0),
  noted_at     timestamptz not null default now()
);
comment on table consent_receipts is 'When a consent was revoked: which organisations had read what it disclosed, and how many copies they hold. Seen by the State that revoked it.';
call retain('consent_receipts', area => 'records', kept => 'with_record', why => 'evidence');
comment on column consent_receipts.people is 'People of that organisation who had read it.';
comment on column consent_receipts.copies is 'Files with it that are not said to be destroyed.';
call make_shareable('consent_receipts', 'record', writes => 'consent');
create policy receipted on consent_receipts as restrictive for select to app using (viewer_controls(record));

create function consent_seen(of_consent uuid) returns table (holder uuid, people integer, last_read_at timestamptz, copies integer)
stable security definer set search_path = public language sql
begin atomic
  with c as (
    select c.* from consents c join records r on r.id = c.record
     where c.id = of_consent and c.disclosed is not null and preview_org() is null
       and (r.controller = viewer_org() or viewer_org() is null) and (viewer_org() is null or may(viewer_principals(), viewer_level(), 'read', r.id))
  ), named as (
    select o.id from c, organisations o where o.id <> c.given_org and o.kind <> 'installation' and (
      c.to_kind = 'circle' or o.id = c.to_id
      or exists (select from group_members m left join memberships p on p.person = m.person
                  where m.group_id = c.to_id and coalesce(m.organisation, p.organisation) = o.id))
  ), reading as (
    select e.organisation, count(distinct e.person)::integer as people, max(e.at) as last from c
      join audit_events e on e.records @> array[c.disclosed] and e.records <> '{}' and e.changed is null and e.outcome = 'done'
     group by e.organisation
  ), held as (
    select k.holder, count(*)::integer as n from c join copies k on k.record = c.disclosed and k.destroyed_at is null group by k.holder
  )
  select n.id, coalesce(r.people, 0), r.last, coalesce(h.n, 0) from named n
    left join reading r on r.organisation = n.id left join held h on h.holder = n.id
   where r.organisation is not null or h.holder is not null;
end;
grant execute on function consent_seen to app;

-- What an organisation (or, `organisation/role`, those who hold a role in it), or anyone of a group or circle, reads of the
-- recommendations that the viewer's State controls: for the preview of the State, and nobody else.
create function seen_through(originals uuid[], organisation text, member_of uuid) returns table (original uuid, seen uuid)
stable security definer set search_path = public language sql
begin atomic
  select o.id, d.id
    from recommendations o
    join records held on held.id = o.id and held.controller = viewer_org() and may(viewer_principals(), viewer_level(), 'read', o.id)
    join recommendations d on d.matter = o.matter
    join records r on r.id = d.id
   where o.id = any (originals) and o.form = 'original' and preview_org() is null and viewer_may('recommendations:consent')
     and covered_now(d.id, 'read', case when member_of is null then principals_to_preview(organisation, viewer_principals(), viewer_permissions())
           else array[member_of, circle_id('everyone'), circle_id('members')] end);
end;
grant execute on function seen_through to app;

-- What was disclosed is never less protected than the original.
create function raise_disclosed() returns trigger security definer set search_path = public language plpgsql as $$
begin
  update records d set level = greatest(d.level, new.level),
         handling = array(select distinct h from unnest(d.handling || new.handling) h order by h)
    from recommendations o join recommendations r on r.matter = o.matter and r.form <> 'original'
   where o.id = new.id and o.form = 'original' and d.id = r.id;
  return null;
end $$;
create trigger raise_disclosed after update of level, handling on records for each row
  when (new.kind = 'recommendations.recommendation' and new.controller is not null and (new.level, new.handling) is distinct from (old.level, old.handling))
  execute function raise_disclosed();
