call make_service_actor('access.reset', 'Concord: new passwords');
call make_service_actor('access.clean', 'Concord: sign-in, cleaning');

-- Removes what sign-in needs no longer: the expired, and invitations a year after they were settled or ran out.
create function clean_access() returns void security definer set search_path = public language plpgsql as $$
begin
  if viewer_person() is distinct from service_actor('access.clean') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  delete from auth.session where "expiresAt" < now();
  delete from auth.verification where "expiresAt" < now();
  delete from auth.mailed_codes where expires_at < now();
  delete from auth.proven_mailboxes where until < now();
  delete from auth.pending_apps where until < now();
  delete from auth.reset_requests where at < now() - interval '1 day';
  delete from auth.attempts where ends_at < now();
  delete from auth.used_codes where used_at < now() - interval '10 minutes';
  delete from invitations where coalesce(settled_at, expires_at) < now() - interval '1 year';
end $$;
grant execute on function clean_access to app;
