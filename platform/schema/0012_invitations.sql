-- Whoever is invited becomes a person only by accepting. So an address that already has an account elsewhere cannot be
-- found out by inviting it, and nobody is put into an organisation who did not come.
create table invitations (
  id           uuid primary key default gen_random_uuid(),
  organisation uuid not null references organisations default viewer_org(),
  mail         text check (mail = lower(mail) and mail like '%_@_%' and length(mail) <= 254),
  name         text not null default '' check (length(name) <= 200),
  title        text not null default '' check (length(title) <= 200),
  language     text not null default 'en' check (language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  roles        text[] not null,
  clearance    smallint not null default 0 check (clearance between 0 and 2),
  hash         bytea not null unique,
  invited_by   uuid references persons default viewer_person(),
  invited_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  settled_at   timestamptz,
  outcome      text check (outcome in ('accepted', 'withdrawn')),
  check ((settled_at is null) = (outcome is null)),
  check (mail is not null or invited_by is null)
);
comment on table invitations is 'One-time links into an organisation, with the roles and clearance that come with them.';
call retain('invitations', area => 'accounts', kept => 'for_period', why => 'security', period => '1 year', since => 'expires_at',
  personal => '{"mail": "contact", "name": "identity", "title": "place", "hash": "secret", "invited_by": "link"}', whose => '(select p.id from persons p where p.mail = t.mail)', on_erasure => 'delete', own => true);
comment on column invitations.mail is 'Where the link was sent; null for the first administrator, whose link the server prints.';
comment on column invitations.hash is 'SHA-256 of the secret in the link.';
create unique index invitations_open on invitations (organisation, mail) where settled_at is null;
create index invitations_by on invitations (invited_by) where settled_at is null;
create policy invitations_read on invitations for select using (
  viewer_may('access:accounts') or (organisation = viewer_org() and viewer_may('access:organisation')));
create policy invitations_make on invitations for insert with check (
  viewer_may('access:accounts') or (organisation = viewer_org() and viewer_may('access:organisation')));
create policy invitations_change on invitations for update using (
  viewer_may('access:accounts') or (organisation = viewer_org() and viewer_may('access:organisation')));

create function guard_invitation() returns trigger language plpgsql as $$
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - array['hash', 'expires_at', 'settled_at', 'outcome']) is distinct from (to_jsonb(old) - array['hash', 'expires_at', 'settled_at', 'outcome'])
       or old.settled_at is not null or new.outcome is not distinct from 'accepted' then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
  else
    new.invited_by := viewer_person();
  end if;
  if new.outcome is not null then return new; end if;
  if not may_give(new.roles, new.organisation) or new.clearance > greatest(viewer_level(), 0) or new.mail is null
     or new.expires_at > now() + interval '30 days' then
    raise exception 'access.more_than_held' using errcode = 'CC403';
  end if;
  if 'auditor' = any (new.roles) and new.roles && array['secretariat', 'org_admin'] then
    raise exception 'access.auditor_apart' using errcode = 'CC409';
  end if;
  return new;
end $$;
create trigger guard before insert or update on invitations for each row execute function guard_invitation();

-- Nobody gives what they no longer hold: called when the one who invited loses a role, clearance, or all access.
create function withdraw_invitations(by_person uuid) returns void security definer set search_path = public language sql
begin atomic
  update invitations set settled_at = now(), outcome = 'withdrawn' where invited_by = by_person and settled_at is null;
end;

-- Invited by someone who may not even read persons elsewhere: only the words of the mail depend on it, and they go to
-- that address alone.
create function has_account(address text) returns boolean stable security definer set search_path = public language sql
  return exists (select from persons where mail = lower(address))
    and (viewer_may('access:accounts') or viewer_may('access:organisation'));
grant execute on function has_account to app;

-- The open invitation of a link, for whoever holds the link.
create function open_invitation(secret bytea)
returns table (id uuid, organisation uuid, mail text, name text, language text, invited_by text, expires_at timestamptz, taken boolean)
stable security definer set search_path = public language sql
begin atomic
  select i.id, i.organisation, i.mail, i.name, i.language, p.name, i.expires_at, exists (select from persons o where o.mail = i.mail)
    from invitations i join organisations o on o.id = i.organisation left join persons p on p.id = i.invited_by
   where i.hash = sha256(secret) and i.settled_at is null and i.expires_at > now()
     and (o.left_on is null or current_date < o.left_on);
end;
grant execute on function open_invitation to app;

-- Makes the person that a link was sent to, with one way to sign in: the hash of a password, or a subject that the
-- provider of single sign-on vouched for just now. Null when the link is no longer good or the address taken.
create function accept_invitation(secret bytea, as_mail text, as_name text, as_language text, password_hash text, subject text, terms text)
returns uuid security definer set search_path = public language plpgsql as $$
declare i invitations; made uuid;
begin
  select * into i from invitations where hash = sha256(secret) and settled_at is null and expires_at > now() for update;
  if not found or exists (select from persons p where p.mail = coalesce(i.mail, lower(as_mail)))
     or exists (select from organisations o where o.id = i.organisation and o.left_on <= current_date) then return null; end if;
  insert into persons (name, mail, language, clearance, status, terms_version, terms_at)
  values (as_name, coalesce(i.mail, lower(as_mail)), as_language, i.clearance, 'active', terms, now()) returning id into made;
  insert into memberships (person, organisation, roles, title, granted_by) values (made, i.organisation, i.roles, i.title, i.invited_by);
  insert into auth.account ("accountId", "providerId", "userId", password)
  values (coalesce(subject, made::text), case when subject is null then 'credential' else 'sign-on' end, made, password_hash);
  insert into auth.proven_mailboxes values (made, now() + interval '1 hour');
  update invitations set settled_at = now(), outcome = 'accepted' where id = i.id;
  return made;
end $$;
grant execute on function accept_invitation to app;
