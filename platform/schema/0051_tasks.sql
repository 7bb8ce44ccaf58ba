create table tasks (
  id           uuid primary key default gen_random_uuid(),
  organisation uuid not null default viewer_org() references organisations,
  record       uuid references records on delete cascade,
  title        text not null check (length(title) between 1 and 200 and title !~ '[[:cntrl:]]'),
  words        text not null default '' check (length(words) <= 4000),
  owner        uuid not null references persons on delete cascade,
  due_on       date,
  status       text not null default 'open' check (status in ('open', 'done', 'dropped')),
  reason       text not null default '' check (length(reason) <= 500),
  version      integer not null default 1,
  asked_by     uuid references persons on delete set null default viewer_person(),
  asked_at     timestamptz not null default now(),
  settled_at   timestamptz,
  remind_on    date,
  check ((status = 'open') = (settled_at is null)),
  check (status <> 'dropped' or length(reason) >= 3)
);
comment on table tasks is 'What someone is to do, on a record or free within an organisation: seen by its owner and by the people of the organisation that asked, of a record only while they may read it.';
call retain('tasks', area => 'together', kept => 'for_period', why => 'accountability', period => '2 years', since => 'settled_at', only_if => 't.record is null',
  personal => '{"owner": "link", "asked_by": "link", "title": "words", "words": "words"}', whose => 't.owner', on_erasure => 'delete');
comment on column tasks.organisation is 'Of whoever asked for it.';
comment on column tasks.title is 'Plain, in the writer''s language; no more open than the record.';
comment on column tasks.reason is 'Why it was dropped.';
comment on column tasks.remind_on is 'Day of the next reminder: three days before it is due, on that day, then weekly.';
create index tasks_owner on tasks (owner, due_on) where status = 'open';
create index tasks_organisation on tasks (organisation, due_on);
create index tasks_record on tasks (record) where record is not null;
create index tasks_remind on tasks (remind_on) where status = 'open';

-- Whether a person may be given a task: someone active of the own organisation who may read its record. Of a record of
-- one's own, also others who may read it. Who may, as far as the viewer can tell.
create function may_own_task(who uuid, of_record uuid) returns boolean
stable security definer set search_path = public language sql
begin atomic
  select exists (
    select from persons p
      cross join lateral (
        select ms.organisation, ms.roles from memberships ms
         where ms.person = p.id and current_date between ms.starts_on and coalesce(ms.ends_on, 'infinity')
         order by ms.starts_on desc, ms.id limit 1) m
     where p.id = who and p.status = 'active' and not p.service
       and (m.organisation = viewer_org() or exists (select from records r where r.id = of_record and r.owner_org = viewer_org()))
       and (of_record is null or (viewer_sees(of_record, 'read') and known_reader(p.id, of_record))));
end;
grant execute on function may_own_task to app;

call make_service_actor('tasks.remind', 'Concord: reminders of tasks');
create policy tasks_read on tasks for select using (
  preview_org() is null
  and (organisation = viewer_org() or (owner = viewer_person() and viewer_org() is not null and record is not null))
  and (record is null or viewer_sees(record, 'read')));
create policy tasks_ask on tasks for insert with check (
  organisation = viewer_org() and asked_by = viewer_person() and status = 'open'
  and (record is null or viewer_sees(record, 'read')));
-- Its owner and whoever asked; and, where neither is left to do it, those who keep the accounts of the organisation.
create policy tasks_change on tasks for update using (
  (organisation = viewer_org() or (owner = viewer_person() and viewer_org() is not null and record is not null))
  and (owner = viewer_person() or asked_by = viewer_person() or viewer_may('access:organisation'))
  and (record is null or viewer_sees(record, 'read')));
create policy tasks_remind on tasks for all using (viewer_person() = service_actor('tasks.remind'));

create function next_reminder(due date, today date) returns date immutable parallel safe language sql
  return case when due is null then null when due - 3 > today then due - 3 when due > today then due
              else today + 7 - (today - due) % 7 end;
comment on function next_reminder(date, date) is 'The first day after today on which to remind of what is due then.';

create function guard_task() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and by_viewer() and (new.id, new.organisation, new.record, new.asked_by, new.asked_at)
       is distinct from (old.id, old.organisation, old.record, old.asked_by, old.asked_at) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if by_viewer() and (tg_op = 'INSERT' or new.owner <> old.owner) and not may_own_task(new.owner, new.record) then
    raise exception 'tasks.owner' using errcode = 'CC409';
  end if;
  if tg_op = 'INSERT' or new.due_on is distinct from old.due_on or (new.status = 'open' and old.status <> 'open') then
    new.remind_on := next_reminder(new.due_on, current_date);
  end if;
  return new;
end $$;
create trigger guard before insert or update on tasks for each row execute function guard_task();

-- Gives the open tasks of someone who leaves their work to a successor: those that the successor may do, whoever asks
-- for it, since who keeps an account need not see what its person worked on. The successor is told of each; of those that
-- stay, whoever asked for them is. Answers which went over and which did not.
create function hand_over_tasks(from_person uuid, to_person uuid) returns table (task uuid, went boolean)
security definer set search_path = public language plpgsql as $$
declare
  successor persons; place memberships; principals uuid[]; t tasks;
begin
  if not (from_person = viewer_person() or may_narrow(from_person)) then raise exception 'access.denied' using errcode = 'CC403'; end if;
  select * into successor from persons where id = to_person and status = 'active' and not service;
  select ms.* into place from memberships ms
   where ms.person = successor.id and current_date between ms.starts_on and coalesce(ms.ends_on, 'infinity')
   order by ms.starts_on desc, ms.id limit 1;
  if place.id is null or not exists (select from memberships ms where ms.person = from_person and ms.organisation = place.organisation) then
    raise exception 'tasks.owner' using errcode = 'CC409';
  end if;
  principals := principals_of(successor.id, place.organisation, place.roles);
  for t in select * from tasks where owner = from_person and status = 'open' order by asked_at, id for update loop
    task := t.id;
    went := case when t.record is null then t.organisation = place.organisation else may(principals, successor.clearance, 'read', t.record) end;
    if went then update tasks set owner = successor.id, version = version + 1 where id = t.id; end if;
    perform tell_people(case when went then 'tasks.assigned' else 'tasks.left' end, array[case when went then successor.id else t.asked_by end],
      false, t.record, 'read', '/tasks/' || t.id,
      jsonb_strip_nulls(jsonb_build_object('by', viewer_person(), 'dated', case when t.due_on is null then 'no' else 'yes' end, 'on', t.due_on)));
    return next;
  end loop;
end $$;
grant execute on function hand_over_tasks to app;
