-- The gate of a programme: it is under way only after four checks are recorded, reasoned and signed off by someone else.
-- What stands here is what rules.ts says a second time, so that no way into the table of programmes goes around it.

create table safeguard_checks (
  id           uuid primary key default gen_random_uuid(),
  record       uuid not null references programmes on delete cascade,
  kind         text not null check (kind in ('legality', 'rights', 'gender', 'humanitarian')),
  version      integer not null check (version > 0),
  latest       boolean not null default true,
  review_on    date not null,
  recorded_by  uuid not null default viewer_person() references persons,
  recorded_org uuid not null default viewer_org() references organisations,
  recorded_at  timestamptz not null default now(),
  outcome      text check (outcome in ('signed', 'returned')),
  decided_by   uuid references persons,
  decided_at   timestamptz,
  changed      text[] not null default '{}' check (changed <@ array['states', 'regions', 'beneficiaries']),
  reminded     smallint not null default 0 check (reminded between 0 and 3),
  invented     boolean not null default false,
  unique (record, kind, version),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (decided_by <> recorded_by),
  check (review_on <= recorded_at::date + interval '24 months'),
  check (changed = '{}' or outcome = 'signed'),
  check (reminded = 0 or outcome = 'signed')
);
comment on table safeguard_checks is 'The four checks of a programme, each edit as a version beside those before: who recorded it, who signed it off or returned it, until when it holds.';
call retain('safeguard_checks', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"recorded_by": "link", "recorded_at": "acts", "decided_by": "link", "decided_at": "acts"}', whose => 't.recorded_by', on_erasure => 'keep');
comment on column safeguard_checks.kind is 'Paragraphs of A/75/729: legality and data protection 29, human rights 32 and 33, gender and age 34, humanitarian impact 37 and 38.';
comment on column safeguard_checks.latest is 'Of the versions of a check only the last counts; kept by trigger.';
comment on column safeguard_checks.review_on is 'The last day on which a check that was signed off holds: the day after, it has lapsed.';
comment on column safeguard_checks.recorded_org is 'For which they worked then: whoever contributes records, only the originator signs off.';
comment on column safeguard_checks.changed is 'What of the programme became more since it was signed off; kept by trigger. The check is then to be reviewed.';
comment on column safeguard_checks.reminded is 'How far its people were told that it is to be reviewed: 1 a month ahead, 2 a week ahead, 3 when it lapsed.';
comment on column safeguard_checks.invented is 'Made up for the demonstration.';
call make_shareable('safeguard_checks', 'record', writes => 'sign_off');
create unique index safeguard_checks_latest on safeguard_checks (record, kind) where latest;
create index safeguard_checks_due on safeguard_checks (review_on) where latest and outcome = 'signed';

create table safeguard_reasons (
  id          uuid primary key references safeguard_checks on delete cascade,
  record      uuid not null references programmes on delete cascade,
  shown       boolean not null default false,
  answer      text not null check (answer in ('no_risk', 'mitigated', 'not_applicable')),
  reason      jsonb not null check (is_written(reason)),
  mitigation  jsonb check (is_written(mitigation)),
  responsible text not null default '' check (length(responsible) <= 200),
  documents   text[] not null default '{}' check (cardinality(documents) <= 20),
  support     boolean,
  assessment  text not null default '' check (length(assessment) <= 200),
  returned    text check (length(trim(returned)) between 3 and 2000),
  unique (id, record),
  check (answer <> 'mitigated' or (mitigation is not null and responsible <> '')),
  check (support is not true or (answer <> 'not_applicable' and assessment <> '' and mitigation is not null and responsible <> '')),
  check (support is not null or assessment = '')
);
comment on table safeguard_reasons is 'What a version of a check says: the answer, why, what is done against a risk and by whom, which documents say so. May be more sensitive than the programme, and is not shown to all its readers.';
call retain('safeguard_reasons', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"id": "link", "responsible": "words", "returned": "words"}', whose => '(select c.recorded_by from safeguard_checks c where c.id = t.id)', on_erasure => 'keep');
comment on column safeguard_reasons.shown is 'To every reader of the programme, and not only to its originator and those who contribute: the originator decides.';
comment on column safeguard_reasons.reason is 'json: Written';
comment on column safeguard_reasons.mitigation is 'json: Written; what is done against the risk, or under the due diligence policy';
comment on column safeguard_reasons.documents is 'Named by their reference: no files.';
comment on column safeguard_reasons.support is 'Of human rights: whether the programme supports security forces that are not of the United Nations; null of the other checks.';
comment on column safeguard_reasons.assessment is 'Reference of the risk assessment under the United Nations human rights due diligence policy, where there is such support.';
comment on column safeguard_reasons.returned is 'Why a colleague returned it instead of signing it off.';
call make_shareable('safeguard_reasons', 'record', writes => 'sign_off');

-- Whoever contributes records; whoever of the originator may sign off does. Neither changes what was recorded.
create policy write on safeguard_checks for insert to app with check (
  preview_org() is null and viewer_may('safeguards:write') and viewer_sees(record, 'contribute')
  and recorded_by = viewer_person() and recorded_org = viewer_org());
create policy settle on safeguard_checks for update to app using (
  preview_org() is null and viewer_may('safeguards:sign') and owner_org = viewer_org() and viewer_sees(record, 'contribute'));
create policy write on safeguard_reasons for insert to app with check (
  preview_org() is null and viewer_sees(record, 'contribute') and exists (
    select from safeguard_checks c where c.id = safeguard_reasons.id and c.record = safeguard_reasons.record
       and c.recorded_by = viewer_person() and c.latest and c.outcome is null));
create policy settle on safeguard_reasons for update to app using (
  preview_org() is null and (viewer_may('safeguards:sign') or viewer_may('safeguards:write')) and owner_org = viewer_org()
  and viewer_sees(record, 'contribute'));
create policy reasoned on safeguard_reasons as restrictive for select to app using (
  shown or (viewer_sees(record, 'contribute') and (preview_org() is null or preview_covered(record, owner_org, 'contribute'))));

create function guard_check() returns trigger language plpgsql as $$
declare signed integer;
begin
  if tg_op = 'INSERT' then
    if by_viewer() and (new.outcome is not null or new.changed <> '{}' or new.reminded <> 0 or new.recorded_at <> now() or not new.latest) then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
    if new.version <> 1 + coalesce((select max(c.version) from safeguard_checks c where c.record = new.record and c.kind = new.kind), 0) then
      raise exception 'edit_conflict' using errcode = 'CC409';
    end if;
    return new;
  end if;
  if not by_viewer() then return new; end if;
  if (to_jsonb(new) - array['outcome', 'decided_by', 'decided_at']) is distinct from (to_jsonb(old) - array['outcome', 'decided_by', 'decided_at']) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if new.outcome is null or old.outcome is not null or not old.latest then raise exception 'safeguards.settled' using errcode = 'CC409'; end if;
  -- Whoever wrote any of it since it was last signed off has a hand in it.
  select coalesce(max(c.version), 0) into signed from safeguard_checks c where c.record = old.record and c.kind = old.kind and c.outcome = 'signed';
  if exists (select from safeguard_checks c where c.record = old.record and c.kind = old.kind and c.version > signed and c.recorded_by = viewer_person()) then
    raise exception 'safeguards.second_person' using errcode = 'CC403';
  end if;
  new.decided_by := viewer_person(); new.decided_at := now();
  return new;
end $$;
create trigger guard before insert or update on safeguard_checks for each row execute function guard_check();

-- A new version takes the place of the one before, and with it the sign-off of that.
create function supersede_check() returns trigger security definer set search_path = public language plpgsql as $$
begin
  update safeguard_checks set latest = false where record = new.record and kind = new.kind and latest;
  return new;
end $$;
create trigger supersede before insert on safeguard_checks for each row when (new.latest) execute function supersede_check();

create function guard_reasons() returns trigger language plpgsql as $$
declare of_check record;
begin
  select c.kind, c.record, c.outcome, c.decided_by, c.version into of_check from safeguard_checks c where c.id = new.id;
  if not found or of_check.record <> new.record then raise exception 'not_found' using errcode = 'CC404'; end if;
  if (new.support is not null) <> (of_check.kind = 'rights') then raise exception 'safeguards.support' using errcode = 'CC409'; end if;
  if tg_op = 'INSERT' then
    if by_viewer() then
      -- Who sees the reasons stays as the originator decided for the version before.
      new.returned := null;
      new.shown := coalesce((select r.shown from safeguard_checks c join safeguard_reasons r on r.id = c.id
        where c.record = new.record and c.kind = of_check.kind and c.version = of_check.version - 1), false);
    end if;
    return new;
  end if;
  if not by_viewer() then return new; end if;
  if (to_jsonb(new) - array['shown', 'returned']) is distinct from (to_jsonb(old) - array['shown', 'returned']) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if new.shown <> old.shown and not viewer_may('safeguards:write') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  if new.returned is distinct from old.returned
     and (old.returned is not null or of_check.outcome is distinct from 'returned' or of_check.decided_by is distinct from viewer_person()) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  return new;
end $$;
create trigger guard before insert or update on safeguard_reasons for each row execute function guard_reasons();

-- How a check stands on a day, and the gate by those that there are: rules.ts says the same.
create function check_state(outcome text, review_on date, changed text[], on_day date) returns text immutable parallel safe language sql
  return case when outcome is null then 'waiting' when outcome = 'returned' then 'returned'
              when review_on < on_day then 'lapsed' when changed <> '{}' then 'changed' else 'signed' end;
create function gate_state(states text[]) returns text immutable parallel safe language sql
  return case when 'lapsed' = any (states) then 'lapsed' when 'changed' = any (states) then 'changed'
              when cardinality(states) < 4 then 'missing' when 'returned' = any (states) then 'returned'
              when 'waiting' = any (states) then 'waiting' else 'open' end;
-- A fact that a document reported before today is not the writer's own word.
create function is_reported(source text, status_on date, on_day date) returns boolean immutable parallel safe language sql
  return source <> '' and status_on < on_day;

-- What a programme became more since its checks were signed off: more States, other regions, other people.
create function mark_checks() returns trigger security definer set search_path = public language plpgsql as $$
declare more text[] := '{}';
begin
  if not new.states <@ old.states then more := more || 'states'::text; end if;
  if not new.regions <@ old.regions then more := more || 'regions'::text; end if;
  if new.beneficiaries is not null
     and (new.beneficiaries -> 'texts' ->> (new.beneficiaries ->> 'original')) is distinct from (old.beneficiaries -> 'texts' ->> (old.beneficiaries ->> 'original')) then
    more := more || 'beneficiaries'::text;
  end if;
  if more <> '{}' then
    update safeguard_checks c set changed = array(select distinct unnest(c.changed || more) as part order by part)
     where c.record = new.id and c.latest and c.outcome = 'signed';
  end if;
  return new;
end $$;
create trigger safeguards_1_changed before update of states, regions, beneficiaries on programmes for each row execute function mark_checks();

-- The gate. A programme that says of itself that it is under way came through it; one of which a document reported that it
-- was under way says so. What lapses later does not change the status.
create function guard_under_way() returns trigger security definer set search_path = public language plpgsql as $$
declare states jsonb;
begin
  if new.status <> 'ongoing' or is_reported(new.source, new.status_on, current_date) then return new; end if;
  if tg_op = 'UPDATE' and old.status = 'ongoing' and not is_reported(old.source, old.status_on, current_date) then return new; end if;
  select jsonb_object_agg(k, case when c.id is null then 'missing' else check_state(c.outcome, c.review_on, c.changed, current_date) end) into states
    from unnest(array['legality', 'rights', 'gender', 'humanitarian']) k
    left join lateral (select * from safeguard_checks c where c.record = new.id and c.kind = k and c.latest) c on c.id is not null;
  if exists (select from jsonb_each_text(states) s where s.value <> 'signed') then
    raise exception 'safeguards.not_open' using errcode = 'CC409', detail = states::text;
  end if;
  return new;
end $$;
create trigger safeguards_2_under_way before insert or update of status, status_on, source on programmes for each row execute function guard_under_way();

-- Checks about to lapse, and those that lapsed, each once a month ahead, a week ahead and when it happened, with whom to
-- tell: who records safeguards at the originator and at the organisations that lead.
call make_service_actor('safeguards.remind', 'Concord: reviews of safeguards');
create function take_due_checks(at_most integer) returns table (record uuid, due date, stage smallint, checks integer, people uuid[])
security definer set search_path = public language plpgsql as $$
begin
  if viewer_person() is distinct from service_actor('safeguards.remind') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  return query
  with due as (
    select c.id, d.stage from safeguard_checks c
      join programmes p on p.id = c.record and p.status <> 'completed'
      cross join lateral (select (case when c.review_on < current_date then 3 when c.review_on <= current_date + 7 then 2 else 1 end)::smallint as stage) d
     where c.latest and c.outcome = 'signed' and c.review_on <= current_date + 30 and c.reminded < d.stage
     order by c.review_on, c.id limit at_most for update of c
  ), told as (
    update safeguard_checks c set reminded = due.stage from due where c.id = due.id returning c.record, c.review_on, c.reminded
  ), grouped as (
    select t.record, t.review_on, t.reminded, count(*)::integer as n from told t group by t.record, t.review_on, t.reminded
  )
  select g.record, g.review_on, g.reminded, g.n, array(
    select distinct m.person from memberships m
     where (m.organisation = p.owner_org or m.organisation = any (p.leads)) and 'safeguards:write' = any (permissions_of(m.roles))
       and current_date between m.starts_on and coalesce(m.ends_on, 'infinity'))
    from grouped g join programmes p on p.id = g.record;
end $$;
grant execute on function take_due_checks to app;
