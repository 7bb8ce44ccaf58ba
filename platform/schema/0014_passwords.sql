-- Passwords are set by whoever holds a mailed link; this is the only way besides signing in and changing one's own.
create function ask_reset(address text) returns uuid security definer set search_path = public language plpgsql as $$
declare made uuid;
begin
  insert into auth.reset_requests (mail) values (lower(address)) returning id into made;
  return made;
end $$;

-- The account that a request was about, for the job alone.
create function take_reset_request(request uuid) returns table (person uuid, name text, language text)
security definer set search_path = public language plpgsql as $$
declare address text;
begin
  if viewer_person() is distinct from service_actor('access.reset') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  delete from auth.reset_requests r where r.id = request and r.at > now() - interval '1 day' returning r.mail into address;
  return query select p.id, p.name, p.language from persons p where p.mail = address and p.status = 'active' and not p.service;
end $$;

-- Notes down what is being mailed: to the owner of a mailbox who is signed in, or by the job that resets passwords. What
-- was mailed before for the same purpose is void.
create function mail_code(to_person uuid, for_purpose text, secret bytea, lasts interval) returns void
security definer set search_path = public language plpgsql as $$
begin
  if not coalesce((for_purpose = 'mailbox' and to_person = viewer_person()) or (for_purpose = 'reset' and viewer_person() = service_actor('access.reset')), false) then
    raise exception 'access.denied' using errcode = 'CC403';
  end if;
  delete from auth.mailed_codes where person = to_person and purpose = for_purpose;
  insert into auth.mailed_codes values (sha256(secret), to_person, for_purpose, now() + lasts);
end $$;

-- Takes a mailed link: sets the password, ends all sessions. Null when the link is no longer good.
create function use_reset(secret bytea, password_hash text) returns uuid security definer set search_path = public language plpgsql as $$
declare who uuid;
begin
  delete from auth.mailed_codes c where c.hash = sha256(secret) and c.purpose = 'reset' and c.expires_at > now()
    and exists (select from persons p where p.id = c.person and p.status = 'active') returning c.person into who;
  if who is null then return null; end if;
  insert into auth.account ("accountId", "providerId", "userId", password) values (who::text, 'credential', who, password_hash)
  on conflict ("userId", "providerId") do update set password = excluded.password, "updatedAt" = now();
  perform end_access(who);
  insert into auth.proven_mailboxes values (who, now() + interval '1 hour') on conflict (person) do update set until = excluded.until;
  return who;
end $$;

-- Whom a link for a new password belongs to, so that the password can be held against their name. Reads, takes nothing.
create function reset_of(secret bytea) returns table (person uuid, name text, mail text, language text)
stable security definer set search_path = public language sql
begin atomic
  select p.id, p.name, p.mail, p.language from auth.mailed_codes c join persons p on p.id = c.person
   where c.hash = sha256(secret) and c.purpose = 'reset' and c.expires_at > now() and p.status = 'active';
end;

create function prove_mailbox(secret bytea) returns boolean security definer set search_path = public language plpgsql as $$
begin
  delete from auth.mailed_codes where hash = sha256(secret) and person = viewer_person() and purpose = 'mailbox' and expires_at > now();
  if not found then return false; end if;
  insert into auth.proven_mailboxes values (viewer_person(), now() + interval '1 hour') on conflict (person) do update set until = excluded.until;
  return true;
end $$;
grant execute on function ask_reset, take_reset_request, mail_code, use_reset, reset_of, prove_mailbox to app;
