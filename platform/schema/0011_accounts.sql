-- Each person has a way to sign in, and what ends their access ends it at once: everything here happens in the
-- transaction that changes the person.
create function mirror_person() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if new.service or new.erased_at is not null then return null; end if;
  insert into auth."user" (id, name, email) values (new.id, new.name, new.mail)
  on conflict (id) do update set name = excluded.name, email = excluded.email, "updatedAt" = now();
  return null;
end $$;
create trigger mirror after insert or update of name, mail on persons for each row execute function mirror_person();

-- Ends what a person holds: sessions, steps under way, API tokens, and the invitations they sent.
create function end_access(who uuid) returns void security definer set search_path = public language plpgsql as $$
begin
  delete from auth.session where "userId" = who;
  delete from auth.mailed_codes where person = who;
  delete from auth.proven_mailboxes where person = who;
  delete from auth.pending_apps where person = who;
  delete from auth.verification where value = who::text;
  update api_tokens set revoked_at = now() where person = who and revoked_at is null;
  perform withdraw_invitations(who);
end $$;

create function person_changed() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if new.status is distinct from old.status or new.mail is distinct from old.mail then perform end_access(new.id); end if;
  if new.clearance < old.clearance then perform withdraw_invitations(new.id); end if;
  return null;
end $$;
create trigger access after update on persons for each row execute function person_changed();

create function membership_changed() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.ends_on is distinct from old.ends_on or new.organisation <> old.organisation or new.person <> old.person then
    perform end_access(old.person);
  elsif not new.roles @> old.roles then perform withdraw_invitations(old.person);
  end if;
  return null;
end $$;
create trigger access after update or delete on memberships for each row execute function membership_changed();

-- A new membership takes the place of the one before.
create function membership_begun() returns trigger security definer set search_path = public language plpgsql as $$
begin
  perform end_access(new.person) from memberships m where m.person = new.person and m.id <> new.id limit 1;
  return null;
end $$;
create trigger begun after insert on memberships for each row execute function membership_begun();

create function organisation_changed() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if new.left_on is distinct from old.left_on or new.joined_on is distinct from old.joined_on then
    perform end_access(p) from (select distinct person as p from memberships where organisation = new.id) of_it;
    update invitations set settled_at = now(), outcome = 'withdrawn' where organisation = new.id and settled_at is null;
  end if;
  return null;
end $$;
create trigger access after update on organisations for each row execute function organisation_changed();

-- Asked by sign-in before it makes a session.
create function may_sign_in(who uuid) returns boolean stable security definer set search_path = public language sql
  return exists (select from persons where id = who and status = 'active' and not service);
grant execute on function may_sign_in to auth;

-- Which of these people have a second factor, for those who keep their accounts.
create function with_second_factor(people uuid[]) returns setof uuid stable security definer set search_path = public language sql
begin atomic
  select u.id from auth."user" u where u.id = any (people) and u."twoFactorEnabled"
    and (viewer_may('access:accounts') or (viewer_may('access:organisation') and works_for(u.id, viewer_org())));
end;
grant execute on function with_second_factor to app;

-- The trail of signing in names the person, who was nobody when the call began.
create function note_sign_in(who uuid) returns void security definer set search_path = public language sql
begin atomic
  insert into audit_events (person, organisation, action, subject)
  select p.id, (select m.organisation from memberships m where m.person = p.id and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')
                order by m.starts_on desc, m.id limit 1), 'access.signed_in', p.id
    from persons p where p.id = who;
end;
grant execute on function note_sign_in to app;

-- Whom to tell when someone is given a role that watches over others, or brought into an organisation.
create function holders_of(held_role text) returns table (person uuid, language text) stable security definer set search_path = public language sql
begin atomic
  select distinct p.id, p.language from persons p join memberships m on m.person = p.id
   where viewer_may('access:people') and p.status = 'active' and held_role = any (m.roles) and current_date between m.starts_on and coalesce(m.ends_on, 'infinity');
end;
create function keepers_of(org uuid) returns table (person uuid, language text) stable security definer set search_path = public language sql
begin atomic
  select distinct p.id, p.language from persons p join memberships m on m.person = p.id
   where viewer_may('access:people') and p.status = 'active' and m.organisation = org and 'org_admin' = any (m.roles)
     and current_date between m.starts_on and coalesce(m.ends_on, 'infinity');
end;
grant execute on function holders_of, keepers_of to app;
