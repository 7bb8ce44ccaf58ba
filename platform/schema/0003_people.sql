create table organisations (
  id         uuid primary key default gen_random_uuid(),
  kind       text not null check (kind in ('state', 'observer_state', 'un_entity', 'part_of_entity', 'organ', 'mechanism',
               'international_organisation', 'regional_organisation', 'other_organisation')),
  code       text not null unique check (code ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
  names      jsonb not null check (is_written(names)),
  joined_on  date not null default '2000-01-01',
  left_on    date check (left_on >= joined_on),
  merged_into uuid references organisations check (merged_into <> id),
  merged_on  date check ((merged_on is null) = (merged_into is null)),
  invented   boolean not null default false
);
comment on table organisations is 'States, entities and other organisations: who a person may belong to and a record may be shared with.';
call retain('organisations', area => 'directory', kept => 'permanently', why => 'reference');
comment on column organisations.left_on is 'From this day its people are nobody here: sessions, tokens and feeds are dead.';
comment on column organisations.merged_into is 'It was another entry for this organisation. It takes nothing new; who belongs to it, and what it was given, stay with it.';
create policy organisations_read on organisations for select using (true);
create policy organisations_write on organisations for all
  using (viewer_may('directory:administer')) with check (viewer_may('directory:administer'));

create table persons (
  id             uuid primary key default gen_random_uuid(),
  name           text not null check (length(name) between 1 and 200 or erased_at is not null),
  mail           text not null check (mail = lower(mail) and mail like '%_@_%'),
  language       text not null default 'en' check (language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  clearance      smallint not null default 0 check (clearance between 0 and 2),
  status         text not null default 'invited' check (status in ('invited', 'active', 'suspended', 'left')),
  listed         boolean not null default false,
  service        boolean not null default false,
  terms_version  text,
  terms_at       timestamptz,
  invented       boolean not null default false,
  version        integer not null default 1,
  created_at     timestamptz not null default now(),
  erased_at      timestamptz
);
create unique index persons_mail on persons (mail);
comment on table persons is 'People with an account, and the named actors that jobs run as (service).';
call retain('persons', area => 'accounts', kept => 'permanently', why => 'evidence',
  personal => '{"id": "link", "name": "identity", "mail": "contact", "language": "choices", "clearance": "place", "listed": "choices", "terms_version": "acts", "terms_at": "acts"}', whose => 't.id', on_erasure => 'empty',
  emptied => '{"name": "''''", "mail": "t.id || ''@erased.invalid''", "language": "''en''", "clearance": "0", "listed": "false", "terms_version": "null", "terms_at": "null"}');
comment on column persons.listed is 'The person chose to be listed in the directory for all members.';
comment on column persons.erased_at is 'Since then nothing is known of the person: name empty, mail none. The id stays, so that what was done keeps its doer.';
comment on column persons.terms_version is 'Version of the terms of use accepted last; without the current one a person is treated as nobody.';

create table memberships (
  id           uuid primary key default gen_random_uuid(),
  person       uuid not null references persons on delete cascade,
  organisation uuid not null references organisations,
  roles        text[] not null default '{}',
  title        text not null default '' check (length(title) <= 200),
  starts_on    date not null default current_date,
  ends_on      date check (ends_on >= starts_on - 1),
  granted_by   uuid default viewer_person()
);
comment on table memberships is 'Who belongs to which organisation, in which roles, from when until when. At most one at a time counts: the latest begun.';
call retain('memberships', area => 'accounts', kept => 'permanently', why => 'evidence',
  personal => '{"person": "link", "title": "place", "roles": "place", "granted_by": "link"}', whose => 't.person', on_erasure => 'empty',
  emptied => '{"title": "''''"}');
comment on column memberships.ends_on is 'Last day; the day before the first where it ended on the day it began.';
create index memberships_person on memberships (person, starts_on desc);
create index memberships_organisation on memberships (organisation);

create table groups (
  id             uuid primary key default gen_random_uuid(),
  kind           text not null check (kind in ('compact', 'working_group', 'sub_group', 'ad_hoc')),
  code           text not null unique,
  names          jsonb not null check (is_written(names)),
  hidden_members boolean not null default false,
  parent         uuid references groups,
  dissolved_on   date,
  invented       boolean not null default false,
  sort           integer not null default 0
);
comment on table groups is 'The Compact, its working groups with their sub-groups, and ad hoc groups. A grant to a group covers its members of that day.';
call retain('groups', area => 'directory', kept => 'permanently', why => 'reference');
comment on column groups.dissolved_on is 'From this day the group opens nothing to anyone; what it was stays on record.';
create table group_members (
  id           uuid primary key default gen_random_uuid(),
  group_id     uuid not null references groups on delete cascade,
  organisation uuid references organisations,
  person       uuid references persons on delete cascade,
  role         text not null default 'member' check (role in ('chair', 'vice_chair', 'member', 'observer')),
  starts_on    date not null default current_date,
  ends_on      date check (ends_on >= starts_on),
  verified     boolean not null default true,
  source       text not null default '',
  check ((organisation is null) <> (person is null))
);
comment on table group_members is 'Which organisation or person belongs to a group, as what, from when until when.';
call retain('group_members', area => 'directory', kept => 'permanently', why => 'evidence',
  personal => '{"person": "link", "role": "place"}', whose => 't.person', on_erasure => 'keep');
comment on column group_members.verified is 'False where the source could not be confirmed; shown as such.';
create index group_members_group on group_members (group_id);
create index group_members_organisation on group_members (organisation);
create index group_members_person on group_members (person);

create table role_permissions (
  role       text not null,
  permission text not null,
  primary key (role, permission)
);
comment on table role_permissions is 'What each role may ask for, as the modules declare it; rewritten at each migration.';
call retain('role_permissions', area => 'installation', kept => 'permanently', why => 'operation');

create table api_tokens (
  id           uuid primary key default gen_random_uuid(),
  person       uuid not null references persons on delete cascade default viewer_person(),
  organisation uuid not null references organisations default viewer_org(),
  name         text not null check (length(name) between 1 and 100),
  hash         bytea not null unique,
  scopes       text[] not null,
  max_level    smallint not null default 0 check (max_level between 0 and 2),
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  used_at      timestamptz,
  revoked_at   timestamptz
);
comment on table api_tokens is 'Scoped, expiring keys of a person for programs; only a SHA-256 of the key is kept.';
call retain('api_tokens', area => 'accounts', kept => 'for_period', why => 'security', period => '1 year', since => 'expires_at',
  personal => '{"person": "link", "name": "words", "hash": "secret", "used_at": "acts"}', whose => 't.person', on_erasure => 'delete');
comment on column api_tokens.organisation is 'The key speaks for its person in this organisation only: whoever moves to another makes new ones.';
comment on column api_tokens.used_at is 'Last use, to within five minutes.';
create index api_tokens_person on api_tokens (person);
create policy api_tokens_read on api_tokens for select using (person = viewer_person());
create policy api_tokens_make on api_tokens for insert with check (person = viewer_person());
create policy api_tokens_revoke on api_tokens for update using (person = viewer_person()) with check (person = viewer_person());

-- A key never carries more than its maker holds at that moment, and no key makes another.
create function guard_token() returns trigger language plpgsql as $$
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - 'revoked_at') is distinct from (to_jsonb(old) - 'revoked_at') or old.revoked_at is not null or new.revoked_at is null then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
    return new;
  end if;
  if viewer_token() is not null or new.organisation is distinct from viewer_org() or not viewer_may('access:tokens')
     or not new.scopes <@ viewer_permissions() or new.max_level > viewer_level() then
    raise exception 'access.more_than_held' using errcode = 'CC403';
  end if;
  if new.expires_at > now() + interval '366 days' or new.expires_at <= now() or new.revoked_at is not null or new.used_at is not null then
    raise exception 'access.token_too_long' using errcode = 'CC403';
  end if;
  return new;
end $$;
create trigger guard before insert or update on api_tokens for each row execute function guard_token();

-- Definer functions, so that the policies of two tables may ask each other without going in circles.
create function is_listed(who uuid) returns boolean stable security definer set search_path = public language sql
  return exists (select from persons p where p.id = who and p.listed and p.status = 'active');
create function works_for(who uuid, org uuid) returns boolean stable security definer set search_path = public language sql
  return exists (select from memberships m where m.person = who and m.organisation = org and current_date between m.starts_on and coalesce(m.ends_on, 'infinity'));
grant execute on function is_listed, works_for to app;

create policy persons_read on persons for select using (
  id = viewer_person()
  or viewer_may('access:accounts')
  or (listed and status = 'active' and circle_id('members') = any (viewer_principals()))
  or works_for(id, viewer_org()));
-- Nothing of them is left to tell, but that there was someone: whoever sees what they did sees that it was a former user.
create policy persons_erased on persons for select using (erased_at is not null);
create policy persons_add on persons for insert with check (viewer_may('access:accounts'));
-- Whose row; which part of it, and how far, guard_person decides.
create policy persons_change on persons for update using (
  id = viewer_person() or viewer_may('access:accounts')
  or (viewer_may('access:organisation') and works_for(id, viewer_org())));
create policy memberships_read on memberships for select using (
  person = viewer_person() or organisation = viewer_org() or viewer_may('access:accounts')
  or (circle_id('members') = any (viewer_principals()) and is_listed(person)));
create policy memberships_add on memberships for insert with check (viewer_may('access:accounts'));
-- Whose row; which part of it, and how far, guard_membership decides.
create policy memberships_change on memberships for update using (
  viewer_may('access:accounts') or (viewer_may('access:organisation') and organisation = viewer_org()));
-- Who administers groups sees all of them by the policy to write.
create policy groups_read on groups for select using (kind <> 'ad_hoc' or id = any (viewer_principals()));
create policy groups_write on groups for all
  using (viewer_may('directory:administer')) with check (viewer_may('directory:administer'));
create policy group_members_read on group_members for select using (
  exists (select from groups g where g.id = group_id and not g.hidden_members)
  or organisation = viewer_org() or person = viewer_person());
create policy group_members_write on group_members for all
  using (viewer_may('directory:administer')) with check (viewer_may('directory:administer'));
create policy role_permissions_read on role_permissions for select using (true);

-- Nobody gives more than they hold, and nobody changes what they are themselves. Migrations and the loading of data are
-- free; so is what happens in the wake of a one-time link, which checks the link instead.
create function permissions_of(roles text[]) returns text[] stable security definer set search_path = public language sql
  return coalesce((select array_agg(distinct permission) from role_permissions where role = any (roles)), '{}');

create function roles_of(who uuid) returns text[] stable security definer set search_path = public language sql
  return coalesce((select array_agg(distinct r) from memberships m, unnest(m.roles) r
    where m.person = who and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')), '{}');
grant execute on function permissions_of to app;

-- The secretariat appoints to every role in every organisation; an administrator of an organisation to those they hold,
-- since a role is more than its permissions: records are shared with the holders of roles.
create function may_give(roles text[], org uuid) returns boolean stable language sql
  return viewer_may('access:accounts')
    or (viewer_may('access:organisation') and org = viewer_org()
        and roles <@ array_append(viewer_roles(), 'reader') and permissions_of(roles) <@ viewer_permissions());

-- Who may take from a person what they have: status, roles, clearance.
create function may_narrow(who uuid) returns boolean stable security definer set search_path = public language sql
  return who <> viewer_person() and not exists (select from persons p where p.id = who and p.erased_at is not null) and (viewer_may('access:accounts')
    or (viewer_may('access:organisation') and works_for(who, viewer_org()) and not roles_of(who) && array['secretariat', 'auditor']));

-- Who may give a person more, or let them in again; that could be a way to act as them.
create function may_widen(who uuid) returns boolean stable security definer set search_path = public language sql
  return may_narrow(who) and (viewer_may('access:accounts') or may_give(roles_of(who), viewer_org()));

-- Of someone else these two say only what one may do, never which roles they hold.
grant execute on function may_narrow, may_widen to app;

create function guard_membership() returns trigger language plpgsql as $$
begin
  if not by_viewer() then return new; end if;
  if new.person = viewer_person() or (tg_op = 'UPDATE' and old.person = viewer_person()) then
    raise exception 'access.not_your_own' using errcode = 'CC403';
  end if;
  if tg_op = 'UPDATE' and (new.person, new.organisation, new.starts_on, new.granted_by) is distinct from (old.person, old.organisation, old.starts_on, old.granted_by) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if tg_op = 'INSERT' then new.granted_by := viewer_person(); end if;
  if not may_narrow(new.person)
     or not may_give(case when tg_op = 'UPDATE' and coalesce(new.ends_on, 'infinity') <= coalesce(old.ends_on, 'infinity')
                          then array(select unnest(new.roles) except select unnest(old.roles)) else new.roles end, new.organisation) then
    raise exception 'access.more_than_held' using errcode = 'CC403';
  end if;
  -- Who watches over administrators is not one of them.
  if 'auditor' = any (new.roles) and new.roles && array['secretariat', 'org_admin'] then
    raise exception 'access.auditor_apart' using errcode = 'CC409';
  end if;
  return new;
end $$;
create trigger guard before insert or update on memberships for each row execute function guard_membership();

create function guard_person() returns trigger language plpgsql as $$
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'INSERT' then
    if new.status <> 'invited' or new.service or new.terms_version is not null or new.erased_at is not null or new.clearance > greatest(viewer_level(), 0) then
      raise exception 'access.more_than_held' using errcode = 'CC403';
    end if;
    return new;
  end if;
  if (new.id, new.service, new.invented, new.created_at, new.erased_at) is distinct from (old.id, old.service, old.invented, old.created_at, old.erased_at) or old.service then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if new.id = viewer_person() then
    if (new.clearance, new.status, new.mail) is distinct from (old.clearance, old.status, old.mail) then
      raise exception 'access.not_your_own' using errcode = 'CC403';
    end if;
    return new;
  end if;
  -- What is each person's own to decide.
  if (new.listed, new.terms_version, new.terms_at) is distinct from (old.listed, old.terms_version, old.terms_at) then
    raise exception 'access.not_your_own' using errcode = 'CC403';
  end if;
  if not may_narrow(new.id)
     or (new.clearance > old.clearance and (new.clearance > greatest(viewer_level(), 0) or not may_widen(new.id)))
     or (new.status is distinct from old.status and new.status not in ('suspended', 'left') and not may_widen(new.id))
     or (new.mail is distinct from old.mail and not viewer_may('access:accounts')) then
    raise exception 'access.more_than_held' using errcode = 'CC403';
  end if;
  return new;
end $$;
create trigger guard before insert or update on persons for each row execute function guard_person();
