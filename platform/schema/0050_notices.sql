-- What people are told. A notice carries no content: topic, record, ids, dates and counts; its words are made when it is
-- shown, as its reader.

-- Whether the viewer has at least this right on a record now. Tells of the viewer's own rights only.
create function viewer_sees(r uuid, needed text) returns boolean stable security definer set search_path = public language sql
begin atomic
  select may(viewer_principals(), viewer_level(), needed, r);
end;
grant execute on function viewer_sees to app;

create table notices (
  id           uuid primary key default gen_random_uuid(),
  person       uuid not null references persons on delete cascade,
  organisation uuid not null references organisations,
  topic        text not null check (topic ~ '^[a-z_]+\.[a-z_]+$'),
  record       uuid references records on delete cascade,
  needs        text not null default 'read' check (needs in ('discover', 'read')),
  href         text check (length(href) <= 500 and href ~ '^(/([^/\\[:cntrl:]][^\\[:cntrl:]]*)?|#[a-z0-9-]+)$'),
  facts        jsonb not null default '{}' check (jsonb_typeof(facts) = 'object' and length(facts::text) <= 2000),
  told_at      timestamptz(3) not null default now(),
  read_at      timestamptz,
  settled_at   timestamptz,
  mail         uuid
);
comment on table notices is 'What a person was told, for that person only and only while they may see its record.';
call retain('notices', area => 'telling', kept => 'for_period', why => 'service', period => '90 days', since => 'told_at',
  personal => '{"person": "link", "facts": "acts", "read_at": "acts"}', whose => 't.person', on_erasure => 'delete');
comment on column notices.organisation is 'For which the person worked when told: notices do not follow who moves to another.';
comment on column notices.needs is 'Right on the record without which the notice is not shown, counted or mailed.';
comment on column notices.facts is 'json: Record<string, string | number>; ids, dates, counts and codes for the topic''s text; never content.';
comment on column notices.settled_at is 'Since then no mail is owed for it: it went out with `mail`, or the person wants none of this topic.';
comment on column notices.mail is 'Mail that told of it.';
create index notices_person on notices (person, told_at desc, id);
create index notices_unread on notices (person) where read_at is null;
create index notices_owed on notices (person) where read_at is null and settled_at is null;
create index notices_record on notices (record) where record is not null;
create index notices_told on notices (told_at);

create policy notices_read on notices for select using (
  person = viewer_person() and organisation = viewer_org() and preview_org() is null
  and (record is null or viewer_sees(record, needs)));
create policy notices_mark on notices for update using (person = viewer_person() and organisation = viewer_org()
  and (record is null or viewer_sees(record, needs)));

create function guard_notice() returns trigger language plpgsql as $$
begin
  if by_viewer() and (to_jsonb(new) - array['read_at', 'settled_at', 'mail']) is distinct from (to_jsonb(old) - array['read_at', 'settled_at', 'mail']) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  return new;
end $$;
create trigger guard before update on notices for each row execute function guard_notice();

create table follows (
  person       uuid not null default viewer_person() references persons on delete cascade,
  organisation uuid not null default viewer_org() references organisations,
  record       uuid not null references records on delete cascade,
  since        timestamptz not null default now(),
  primary key (person, organisation, record)
);
comment on table follows is 'Records whose changes a person wants to be told of; known to that person only.';
call retain('follows', area => 'telling', kept => 'until_removed', why => 'service',
  personal => '{"person": "link", "since": "choices"}', whose => 't.person', on_erasure => 'delete');
create index follows_record on follows (record);
create policy follows_own on follows for all
  using (person = viewer_person() and organisation = viewer_org() and preview_org() is null and viewer_sees(record, 'read'))
  with check (person = viewer_person() and organisation = viewer_org() and viewer_sees(record, 'read'));

create table notice_settings (
  person      uuid primary key default viewer_person() references persons on delete cascade,
  time_zone   text not null default 'UTC' check (length(time_zone) <= 64 and time_zone ~ '^[A-Za-z][A-Za-z0-9_+/-]*$'),
  quiet_from  time,
  quiet_until time,
  mail_at     time not null default '07:00',
  no_mail     boolean not null default false,
  check ((quiet_from is null) = (quiet_until is null)),
  check (quiet_from <> quiet_until)
);
comment on table notice_settings is 'When a person wants mail: time zone (IANA), hours without mail, hour of the daily and weekly digest, or no mail at all.';
call retain('notice_settings', area => 'telling', kept => 'with_person', why => 'service',
  personal => '{"person": "link", "time_zone": "choices", "quiet_from": "choices", "quiet_until": "choices", "mail_at": "choices", "no_mail": "choices"}', whose => 't.person', on_erasure => 'delete');
create policy notice_settings_own on notice_settings for all using (person = viewer_person()) with check (person = viewer_person());

create table notice_choices (
  person uuid not null default viewer_person() references persons on delete cascade,
  topic  text not null check (topic ~ '^[a-z_]+\.[a-z_]+$'),
  pace   text not null check (pace in ('at_once', 'daily', 'weekly', 'never')),
  primary key (person, topic)
);
comment on table notice_choices is 'How a person wants to be told of a topic by mail, where not as usual for it.';
call retain('notice_choices', area => 'telling', kept => 'with_person', why => 'service',
  personal => '{"person": "link", "topic": "choices", "pace": "choices"}', whose => 't.person', on_erasure => 'delete');
create policy notice_choices_own on notice_choices for all using (person = viewer_person()) with check (person = viewer_person());

-- The one way to tell people something. Each of them who is active and has the right is told, the others are not, and the
-- teller does not learn who. Whoever causes the news knows it, but for work that ends by itself: it runs as who asked for it.
-- The same news, still unread, is not told twice.
create function tell_people(topic text, people uuid[], followers boolean, about uuid, needed text, link text, details jsonb) returns void
security definer set search_path = public language plpgsql as $$
declare told uuid;
begin
  for told in
    insert into notices (person, organisation, topic, record, needs, href, facts)
    select p.id, m.organisation, tell_people.topic, about, needed, link, details
      from persons p
      cross join lateral (
        select ms.organisation, ms.roles from memberships ms
         where ms.person = p.id and current_date between ms.starts_on and coalesce(ms.ends_on, 'infinity')
         order by ms.starts_on desc, ms.id limit 1) m
      join organisations o on o.id = m.organisation and current_date >= o.joined_on and (o.left_on is null or current_date < o.left_on)
     where (p.id = any (people) or (followers and exists (
             select from follows f where f.person = p.id and f.organisation = m.organisation and f.record = about)))
       and p.status = 'active' and not p.service and (p.id is distinct from viewer_person() or tell_people.topic = 'jobs.ended')
       and (about is null or may(principals_of(p.id, m.organisation, m.roles), p.clearance, needed, about))
       and not exists (select from notices n where n.person = p.id and n.organisation = m.organisation and n.topic = tell_people.topic
             and n.record is not distinct from about and n.href is not distinct from link and n.facts = details and n.read_at is null)
    returning person
  loop
    perform enqueue_job('notices.digest', jsonb_build_object('person', told, 'secondFactor', true), null, told::text);
  end loop;
end $$;
grant execute on function tell_people to app;

-- Whoever follows a record is told when it changed, whatever its module.
create function tell_followers() returns trigger security definer set search_path = public language plpgsql as $$
begin
  perform tell_people('records.changed', '{}', true, new.id, 'read', null, '{}');
  return null;
end $$;
create trigger tell after update of version on records for each row when (new.version > old.version) execute function tell_followers();

-- Stops mail for whoever holds a signed link from one (platform/notices/token.ts), signed in or not: of one topic, or all.
create function stop_notice_mail(who uuid, of_topic text) returns void
security definer set search_path = public language plpgsql as $$
begin
  if not exists (select from persons where id = who) then return; end if;
  if of_topic is null then
    insert into notice_settings (person, no_mail) values (who, true) on conflict (person) do update set no_mail = true;
  else
    insert into notice_choices (person, topic, pace) values (who, of_topic, 'never') on conflict (person, topic) do update set pace = 'never';
  end if;
end $$;
grant execute on function stop_notice_mail to app;
