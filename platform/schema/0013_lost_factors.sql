-- A lost second factor is taken off by two: one who keeps the person's account asks, another one agrees.
create table factor_resets (
  id           uuid primary key default gen_random_uuid(),
  person       uuid not null references persons on delete cascade,
  reason       text not null check (length(reason) between 5 and 1000),
  requested_by uuid not null references persons default viewer_person(),
  requested_at timestamptz not null default now(),
  decided_by   uuid references persons,
  decided_at   timestamptz,
  outcome      text check (outcome in ('approved', 'refused')),
  check ((decided_at is null) = (outcome is null)),
  check (outcome is distinct from 'approved' or (decided_by <> requested_by and decided_by <> person and requested_by <> person))
);
comment on table factor_resets is 'Requests to take off a second factor that its owner lost: asked by one, approved by another within seven days.';
call retain('factor_resets', area => 'accounts', kept => 'for_period', why => 'security', period => '2 years', since => 'requested_at',
  personal => '{"person": "link", "reason": "words", "requested_by": "link", "decided_by": "link"}', whose => 't.person', on_erasure => 'delete');
create index factor_resets_person on factor_resets (person);
create unique index factor_resets_open on factor_resets (person) where outcome is null;
create policy factor_resets_read on factor_resets for select using (person = viewer_person() or may_narrow(person));
create policy factor_resets_ask on factor_resets for insert with check (may_widen(person));
create policy factor_resets_decide on factor_resets for update using (may_narrow(person));

create function guard_factor_reset() returns trigger language plpgsql as $$
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'INSERT' then
    if new.requested_by <> viewer_person() or new.outcome is not null then raise exception 'access.fixed' using errcode = 'CC403'; end if;
    return new;
  end if;
  if (to_jsonb(new) - array['decided_by', 'decided_at', 'outcome']) is distinct from (to_jsonb(old) - array['decided_by', 'decided_at', 'outcome'])
     or old.outcome is not null then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  new.decided_by := viewer_person(); new.decided_at := now();
  if new.outcome = 'approved' then
    if old.requested_by = viewer_person() then raise exception 'access.second_person' using errcode = 'CC403'; end if;
    if not may_widen(new.person) then raise exception 'access.more_than_held' using errcode = 'CC403'; end if;
    if old.requested_at < now() - interval '7 days' then raise exception 'access.too_late' using errcode = 'CC409'; end if;
  end if;
  return new;
end $$;
create trigger guard before insert or update on factor_resets for each row execute function guard_factor_reset();

create function factor_reset_decided() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if new.outcome = 'approved' then
    delete from auth."twoFactor" where "userId" = new.person;
    delete from auth.passkey where "userId" = new.person;
    update auth."user" set "twoFactorEnabled" = false, "updatedAt" = now() where id = new.person;
    perform end_access(new.person);
  end if;
  return null;
end $$;
create trigger decided after update on factor_resets for each row execute function factor_reset_decided();
