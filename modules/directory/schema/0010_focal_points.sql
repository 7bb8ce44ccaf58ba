-- Focal points: nominated by a State, or an entity of the Compact, by note verbale or letter; verified by a second person of
-- the secretariat; invited; active once they have signed in with a second factor; confirmed each year; until they hand over.
-- A nomination is a record of whoever nominates. It is written only by the functions below, which hold the rules.
call make_service_actor('directory.remind', 'Concord: confirmation of focal points');

create table nominations (
  id          uuid primary key references records on delete cascade,
  title       jsonb not null check (is_written(title)),
  name        text not null check (name = '' or length(name) between 2 and 200),
  post        text not null default '' check (length(post) <= 200),
  mail        text not null check (mail = lower(mail) and mail like '%_@_%' and length(mail) <= 254),
  language    text not null default 'en' check (language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  main        boolean not null,
  themes      text[] not null default '{}',
  form        text not null check (form in ('note_verbale', 'letter')),
  reference   text not null check (length(reference) between 2 and 100),
  dated_on    date not null,
  state       text not null default 'recorded' check (state in ('recorded', 'verified', 'invited', 'active', 'withdrawn', 'handed_over', 'ended')),
  recorded_by uuid references persons on delete set null,
  person      uuid references persons on delete set null,
  invitation  uuid references invitations on delete set null,
  handed_to   uuid references nominations on delete set null,
  confirm_by  date,
  reminded_on date,
  ended_at    timestamptz,
  version     integer not null default 1,
  check ((state = 'active') = (confirm_by is not null)),
  check ((state in ('withdrawn', 'handed_over', 'ended')) = (ended_at is not null))
);
comment on table nominations is 'Who speaks for a State, or an entity of the Compact, on the platform, and how far the nomination has come.';
call retain('nominations', area => 'directory', kept => 'for_period', why => 'evidence', period => '5 years', since => 'ended_at',
  personal => '{"title": "identity", "name": "identity", "post": "place", "mail": "contact", "language": "choices", "recorded_by": "link", "person": "link"}', whose => 'coalesce(t.person, (select p.id from persons p where p.mail = t.mail))', on_erasure => 'empty',
  emptied => '{"title": "''{\"original\": \"en\", \"texts\": {\"ar\": \"مستخدم سابق\", \"en\": \"Former user\", \"es\": \"Usuario anterior\", \"fr\": \"Ancien utilisateur\", \"ru\": \"Бывший пользователь\", \"zh\": \"前用户\"}, \"outdated\": []}''::jsonb", "name": "''''", "post": "''''", "mail": "t.id || ''@erased.invalid''", "language": "''en''"}');
comment on column nominations.title is 'json: Written; the person''s name, as records are titled.';
comment on column nominations.name is 'Empty once the person was erased.';
comment on column nominations.main is 'The focal point itself; false: an alternate.';
comment on column nominations.themes is 'Thematic scope, as codes of themes; empty: the whole Strategy.';
comment on column nominations.reference is 'Of the note verbale or letter; the document is attached to the record.';
comment on column nominations.recorded_by is 'Who wrote what stands here: another person of the secretariat verifies it.';
comment on column nominations.confirm_by is 'Day by which the nominating side confirms it again, a year after the last time.';
-- Written by the functions below and by nothing else; what happened is told by its events.
call make_shareable('nominations', writes => 'functions');
create index nominations_owner on nominations (owner_org, state);
create index nominations_person on nominations (person) where person is not null;
create unique index nominations_open on nominations (owner_org, mail) where state in ('recorded', 'verified', 'invited', 'active');

create table nomination_events (
  id           uuid primary key default gen_random_uuid(),
  record       uuid not null references records on delete cascade,
  step         text not null check (step in ('recorded', 'corrected', 'verified', 'invited', 'active', 'reconfirmed', 'withdrawn', 'handed_over', 'ended', 'took_over')),
  at           timestamptz not null default clock_timestamp(),
  person       uuid references persons on delete set null default viewer_person(),
  organisation uuid references organisations default viewer_org(),
  note         text not null default '' check (length(note) <= 1000),
  moved        jsonb not null default '{}' check (jsonb_typeof(moved) = 'object')
);
comment on table nomination_events is 'What happened to a nomination, when and by whom.';
call retain('nomination_events', area => 'directory', kept => 'with_record', why => 'evidence',
  personal => '{"person": "link", "note": "words"}', whose => 't.person', on_erasure => 'keep');
comment on column nomination_events.moved is 'json: Record<string, number>; at a hand-over, how much open work went to the successor and how much could not, by kind.';
call make_shareable('nomination_events', 'record', writes => 'functions');

create table focal_point_terms (
  id           uuid primary key default gen_random_uuid(),
  organisation uuid not null references organisations,
  nomination   uuid references nominations on delete set null,
  active_from  date not null default current_date,
  active_until date check (active_until >= active_from)
);
comment on table focal_point_terms is 'Since when until when a State or entity had an active focal point. Begins and ends on the day it happens, so that no later change alters the figure of an earlier day.';
call retain('focal_point_terms', area => 'directory', kept => 'permanently', why => 'accountability');
comment on column focal_point_terms.active_until is 'First day on which the person was no longer active.';
create index focal_point_terms_organisation on focal_point_terms (organisation);
create policy focal_point_terms_read on focal_point_terms for select using (
  organisation = viewer_org() or viewer_may('directory:administer'));

create table focal_points_seen (
  nomination uuid primary key references nominations on delete cascade,
  seen_on    date not null
);
comment on table focal_points_seen is 'Last day on which an active focal point signed in, for the secretariat.';
call retain('focal_points_seen', area => 'directory', kept => 'with_parent', why => 'service',
  personal => '{"nomination": "link", "seen_on": "acts"}', whose => '(select n.person from nominations n where n.id = t.nomination)', on_erasure => 'delete');
create policy focal_points_seen_read on focal_points_seen for select using (viewer_may('directory:administer')
  or exists (select from nominations n where n.id = nomination and n.person = viewer_person()));

-- How many States had at least one active focal point on a day. The figure is public, which States they are is not.
create function states_with_focal_points(day date) returns integer stable security definer set search_path = public language sql
begin atomic
  select count(distinct t.organisation)::integer from focal_point_terms t join organisations o on o.id = t.organisation
   where o.kind = 'state' and t.active_from <= day and (t.active_until is null or day < t.active_until);
end;

-- The role that a nomination brings: circles of focal points are those of States.
create function nominated_role(org uuid) returns text stable language sql
  return case when (select kind from organisations where id = org) in ('state', 'observer_state') then 'focal_point' else 'officer' end;

create procedure note_nomination(nomination uuid, step text, note text default '', moved jsonb default '{}') language sql
begin atomic
  insert into nomination_events (record, step, note, moved) values (nomination, step, coalesce(note, ''), moved);
end;

-- The nomination, held against others, for someone of the side that nominated or of the secretariat who may act on it.
create function nomination_in_hand(wanted uuid) returns nominations security definer set search_path = public language plpgsql as $$
declare n nominations;
begin
  select * into n from nominations where id = wanted and viewer_covered(id, 'contribute') and level <= viewer_level() for update;
  if not found then raise exception 'not_found' using errcode = 'CC404'; end if;
  if not (viewer_may('directory:administer') or (viewer_may('directory:nominate') and n.owner_org = viewer_org())) then
    raise exception 'access.denied' using errcode = 'CC403';
  end if;
  return n;
end $$;

create function nominate(org uuid, facts jsonb) returns uuid security definer set search_path = public language plpgsql as $$
declare made uuid;
begin
  if not (viewer_may('directory:administer') or (viewer_may('directory:nominate') and org is not distinct from viewer_org())) then
    raise exception 'access.denied' using errcode = 'CC403';
  end if;
  if not exists (select from organisations o where o.id = org and o.merged_into is null and (o.left_on is null or current_date < o.left_on) and (
       o.kind in ('state', 'observer_state') or exists (select from group_members m join groups g on g.id = m.group_id
         where m.organisation = o.id and m.verified and g.kind = 'compact' and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')))) then
    raise exception 'directory.does_not_nominate' using errcode = 'CC409';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(org::text, 11));
  if exists (select from nominations n where n.owner_org = org and n.mail = facts ->> 'mail' and n.state in ('recorded', 'verified', 'invited', 'active')) then
    raise exception 'directory.already_nominated' using errcode = 'CC409';
  end if;
  insert into records (kind, owner_org, created_by) values ('directory.nomination', org, viewer_person()) returning id into made;
  -- With the originator's own grant: nobody withdraws from the secretariat what it has to verify.
  insert into grants (record, grantee_kind, grantee, role, gives, basis)
  select distinct made, 'role', m.organisation, 'secretariat', 'contribute', 'originator' from memberships m
   where 'secretariat' = any (m.roles) and current_date between m.starts_on and coalesce(m.ends_on, 'infinity');
  insert into nominations (id, title, name, post, mail, language, main, themes, form, reference, dated_on, recorded_by)
  select made, facts -> 'title', f.name, f.post, f.mail, f.language, f.main, f.themes, f.form, f.reference, f.dated_on, viewer_person()
    from jsonb_to_record(facts) as f(name text, post text, mail text, language text, main boolean, themes text[], form text, reference text, dated_on date);
  call note_nomination(made, 'recorded');
  return made;
end $$;

-- What was written is verified as it stands, so whoever corrects it becomes the one who wrote it.
create function correct_nomination(wanted uuid, at_version integer, facts jsonb) returns void security definer set search_path = public language plpgsql as $$
declare n nominations := nomination_in_hand(wanted);
begin
  if n.version <> at_version then raise exception 'directory.nomination_changed' using errcode = 'CC409'; end if;
  if n.state <> 'recorded' then raise exception 'directory.nomination_step' using errcode = 'CC409'; end if;
  if exists (select from nominations o where o.owner_org = n.owner_org and o.id <> n.id and o.mail = facts ->> 'mail' and o.state in ('recorded', 'verified', 'invited', 'active')) then
    raise exception 'directory.already_nominated' using errcode = 'CC409';
  end if;
  update nominations set (title, name, post, mail, language, main, themes, form, reference, dated_on, recorded_by, version) =
    (select facts -> 'title', f.name, f.post, f.mail, f.language, f.main, f.themes, f.form, f.reference, f.dated_on, viewer_person(), n.version + 1
       from jsonb_to_record(facts) as f(name text, post text, mail text, language text, main boolean, themes text[], form text, reference text, dated_on date))
   where id = n.id;
  call note_nomination(n.id, 'corrected');
end $$;

-- Four eyes: who wrote it, or is meant by it, does not verify it.
create function verify_nomination(wanted uuid) returns void security definer set search_path = public language plpgsql as $$
declare n nominations := nomination_in_hand(wanted);
begin
  if not viewer_may('directory:administer') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  if n.state <> 'recorded' then raise exception 'directory.nomination_step' using errcode = 'CC409'; end if;
  if n.recorded_by = viewer_person() or n.mail = (select mail from persons where id = viewer_person()) then
    raise exception 'directory.second_person' using errcode = 'CC403';
  end if;
  update nominations set state = 'verified', version = version + 1 where id = n.id;
  call note_nomination(n.id, 'verified');
end $$;

-- After the invitation went out; or after the role was given to someone who already works for the nominating side.
create function nominee_invited(wanted uuid, by_invitation uuid) returns void security definer set search_path = public language plpgsql as $$
declare n nominations := nomination_in_hand(wanted);
begin
  if not viewer_may('directory:administer') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  if n.state not in ('verified', 'invited') or n.person is not null then raise exception 'directory.nomination_step' using errcode = 'CC409'; end if;
  if by_invitation is not null and not exists (select from invitations i where i.id = by_invitation and i.organisation = n.owner_org and i.mail = n.mail and i.settled_at is null) then
    raise exception 'not_found' using errcode = 'CC404';
  end if;
  update nominations set state = 'invited', invitation = by_invitation, version = version + 1 where id = n.id;
  call note_nomination(n.id, 'invited');
  perform link_nominee(m) from memberships m join persons p on p.id = m.person where m.organisation = n.owner_org and p.mail = n.mail;
end $$;

-- The person behind a nomination is whoever came with its mail into the nominating organisation, in the role it brings.
create function link_nominee(m memberships) returns void security definer set search_path = public language plpgsql as $$
begin
  if current_date not between m.starts_on and coalesce(m.ends_on, 'infinity') then return; end if;
  update nominations n set person = m.person, version = n.version + 1 from persons p
   where p.id = m.person and n.owner_org = m.organisation and n.state = 'invited' and n.person is null and n.mail = p.mail
     and nominated_role(n.owner_org) = any (m.roles);
  if found then perform activate_nominee(m.person); end if;
end $$;

-- Active: terms accepted, and signed in with a second factor.
create function activate_nominee(who uuid) returns void security definer set search_path = public language plpgsql as $$
declare n nominations;
begin
  if not exists (select from persons p join auth.session s on s."userId" = p.id
       where p.id = who and p.status = 'active' and p.terms_version is not null and s."secondFactor" and s."expiresAt" > now()) then
    return;
  end if;
  for n in update nominations set state = 'active', confirm_by = current_date + interval '1 year', version = version + 1
      where person = who and state = 'invited' returning * loop
    insert into nomination_events (record, step, person, organisation) values (n.id, 'active', who, n.owner_org);
    insert into focal_point_terms (organisation, nomination) values (n.owner_org, n.id);
  end loop;
end $$;

-- Ends the term of a nomination, with all that hangs on it but the account.
create function close_nomination(wanted uuid, outcome text) returns void security definer set search_path = public language plpgsql as $$
begin
  update nominations set state = outcome, confirm_by = null, ended_at = now(), version = version + 1 where id = wanted;
  update focal_point_terms set active_until = current_date where nomination = wanted and active_until is null;
  delete from focal_points_seen where nomination = wanted;
  update invitations set settled_at = now(), outcome = 'withdrawn'
   where id = (select invitation from nominations where id = wanted) and settled_at is null;
end $$;

-- The account with it: sessions, tokens, feeds, mail and invitations of the person end in this transaction, by the triggers
-- of persons and memberships.
create function close_account_of(n nominations) returns void security definer set search_path = public language plpgsql as $$
begin
  if n.person is null then return; end if;
  update memberships set ends_on = greatest(current_date - 1, starts_on - 1)
   where person = n.person and organisation = n.owner_org and coalesce(ends_on, 'infinity') >= current_date;
  update persons set status = 'left', version = version + 1 where id = n.person and status <> 'left'
     and not exists (select from memberships m where m.person = n.person and current_date between m.starts_on and coalesce(m.ends_on, 'infinity'));
  perform end_access(n.person);
end $$;

-- Who may end a nomination: the person meant, who keeps the accounts of the nominating side, and the secretariat; before
-- there is an account everyone who may nominate for that side. Nobody ends so the account of who watches over them.
create function may_close(n nominations) returns boolean stable security definer set search_path = public language sql
  return n.person is not distinct from viewer_person() or viewer_may('directory:administer')
    or (n.person is null and viewer_may('directory:nominate') and n.owner_org = viewer_org())
    or (viewer_may('access:organisation') and n.owner_org = viewer_org() and not roles_of(n.person) && array['secretariat', 'auditor']);

create function withdraw_nomination(wanted uuid, outcome text, reason text) returns void security definer set search_path = public language plpgsql as $$
declare n nominations := nomination_in_hand(wanted);
begin
  if outcome not in ('withdrawn', 'ended') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  if n.state not in ('recorded', 'verified', 'invited', 'active') then raise exception 'directory.nomination_step' using errcode = 'CC409'; end if;
  -- The secretariat ends what is active; the State withdraws, or the secretariat in its name.
  if not may_close(n) or (outcome = 'ended' and not viewer_may('directory:administer')) then
    raise exception 'access.denied' using errcode = 'CC403';
  end if;
  perform close_nomination(n.id, outcome);
  call note_nomination(n.id, outcome, reason);
  perform close_account_of(n);
end $$;

create function reconfirm_nomination(wanted uuid, note text) returns void security definer set search_path = public language plpgsql as $$
declare n nominations := nomination_in_hand(wanted);
begin
  if n.state <> 'active' then raise exception 'directory.nomination_step' using errcode = 'CC409'; end if;
  if n.owner_org is distinct from viewer_org() and coalesce(note, '') = '' then raise exception 'directory.note_needed' using errcode = 'CC409'; end if;
  update nominations set confirm_by = current_date + interval '1 year', reminded_on = null, version = version + 1 where id = n.id;
  call note_nomination(n.id, 'reconfirmed', note);
end $$;

-- The whole hand-over but what other parts keep: `also` says what they moved and could not. The successor is active
-- already, and gets nothing that the predecessor did not hold: an open invitation moves where the successor could have sent
-- it; what others shared with the predecessor by name stays behind, for only they can give it.
create function hand_over_nomination(wanted uuid, successor uuid, reason text, also jsonb) returns jsonb security definer set search_path = public language plpgsql as $$
declare n nominations := nomination_in_hand(wanted); s nominations := nomination_in_hand(successor); held text[]; moved integer; kept integer;
begin
  if n.state <> 'active' or s.state <> 'active' or n.id = s.id or n.owner_org <> s.owner_org then
    raise exception 'directory.successor' using errcode = 'CC409';
  end if;
  if not may_close(n) then raise exception 'access.denied' using errcode = 'CC403'; end if;
  held := roles_of(s.person);
  update invitations i set invited_by = s.person
   where i.invited_by = n.person and i.settled_at is null and i.organisation = n.owner_org
     and 'access:organisation' = any (permissions_of(held)) and i.roles <@ array_append(held, 'reader')
     and permissions_of(i.roles) <@ permissions_of(held) and i.clearance <= (select clearance from persons where id = s.person);
  get diagnostics moved = row_count;
  select count(*) into kept from invitations where invited_by = n.person and settled_at is null;
  also := also || jsonb_strip_nulls(jsonb_build_object('invitations', nullif(moved, 0), 'invitations_kept', nullif(kept, 0)));
  update nominations set handed_to = s.id where id = n.id;
  perform close_nomination(n.id, 'handed_over');
  update nominations set main = main or n.main, version = version + 1,
    themes = case when themes = '{}' or n.themes = '{}' then '{}' else array(select distinct unnest(themes || n.themes) order by 1) end where id = s.id;
  call note_nomination(n.id, 'handed_over', reason, also);
  call note_nomination(s.id, 'took_over', '', also);
  perform close_account_of(n);
  return also;
end $$;
grant execute on function states_with_focal_points, nominate, correct_nomination, verify_nomination, nominee_invited, withdraw_nomination,
  reconfirm_nomination, hand_over_nomination to app;

-- A membership begins, changes or ends: a nominee has come, or an active focal point is one no longer.
create function nominee_moved() returns trigger security definer set search_path = public language plpgsql as $$
declare n nominations;
begin
  if tg_op <> 'DELETE' then perform link_nominee(new); end if;
  if tg_op = 'INSERT' then return null; end if;
  for n in select * from nominations where person = old.person and owner_org = old.organisation and state in ('invited', 'active')
      and not exists (select from memberships m where m.person = old.person and m.organisation = old.organisation
        and nominated_role(old.organisation) = any (m.roles) and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')) loop
    perform close_nomination(n.id, 'ended');
    call note_nomination(n.id, 'ended');
  end loop;
  return null;
end $$;
create trigger nominee after insert or update or delete on memberships for each row execute function nominee_moved();

create function nominee_accepted() returns trigger security definer set search_path = public language plpgsql as $$
begin
  perform activate_nominee(new.id);
  return null;
end $$;
create trigger nominee after update of terms_version, status on persons for each row
  when (new.status = 'active' and new.terms_version is not null) execute function nominee_accepted();

-- Signed in. To the day only: how often someone comes is nobody's business.
create function nominee_signed_in() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if new."secondFactor" then perform activate_nominee(new."userId"); end if;
  insert into focal_points_seen as s (nomination, seen_on) select id, current_date from nominations where person = new."userId" and state = 'active'
  on conflict (nomination) do update set seen_on = excluded.seen_on where s.seen_on <> excluded.seen_on;
  return null;
end $$;
grant execute on function nominee_signed_in to auth;
set local role auth;
create trigger nominee after insert or update of "secondFactor" on auth.session for each row execute function public.nominee_signed_in();
reset role;

-- A State that leaves has no focal points from then on.
create function nominator_left() returns trigger security definer set search_path = public language plpgsql as $$
declare n nominations;
begin
  for n in select * from nominations where owner_org = new.id and state in ('recorded', 'verified', 'invited', 'active') loop
    perform close_nomination(n.id, 'ended');
    call note_nomination(n.id, 'ended');
  end loop;
  return null;
end $$;
create trigger nominator after update of left_on on organisations for each row
  when (new.left_on is not null and old.left_on is distinct from new.left_on) execute function nominator_left();

-- Kept as proof of who could act for whom, whoever contributes to the record.
create function keep_nomination() returns trigger language plpgsql as $$
begin
  if viewer_person() is not null and viewer_person() <> service_actor('retention.delete') then raise exception 'directory.nomination_kept' using errcode = 'CC409'; end if;
  return old;
end $$;
create trigger keep before delete on nominations for each row execute function keep_nomination();
-- Whom to tell of a nomination: its own side (the person and who keeps its accounts), or the secretariat.
create function people_about_nomination(nomination uuid, side text) returns setof uuid stable security definer set search_path = public language sql
begin atomic
  select distinct p.id from nominations n
    join memberships m on case side when 'own' then m.organisation = n.owner_org and (m.person = n.person or 'org_admin' = any (m.roles))
                               else 'secretariat' = any (m.roles) end
    join persons p on p.id = m.person
   where n.id = nomination and p.status = 'active' and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')
     and (viewer_covered(n.id, 'read') or viewer_person() = service_actor('directory.remind'));
end;

-- Reminders, 60, 30 and 7 days before the day of confirmation, from that day on each week: the number of the reminder due.
create function reminder_due(confirm_by date, day date) returns integer immutable parallel safe language sql
  return case when confirm_by - day > 60 then 0 when confirm_by - day > 30 then 1 when confirm_by - day > 7 then 2
              when confirm_by - day > 0 then 3 else 4 + (day - confirm_by) / 7 end;

-- Active nominations of which a reminder is due today and was not yet taken: each is taken once.
create function take_reminders(at_most integer) returns table (nomination uuid, organisation uuid, confirm_by date)
security definer set search_path = public language plpgsql as $$
begin
  if viewer_person() is distinct from service_actor('directory.remind') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  return query
  with due as (
    select n.id from nominations n where n.state = 'active'
       and reminder_due(n.confirm_by, current_date) > coalesce(reminder_due(n.confirm_by, n.reminded_on), 0)
     order by n.confirm_by, n.id limit at_most for update
  ), marked as (
    update nominations n set reminded_on = current_date from due where n.id = due.id returning n.*
  )
  select m.id, m.owner_org, m.confirm_by from marked m;
end $$;
grant execute on function people_about_nomination, take_reminders to app;
