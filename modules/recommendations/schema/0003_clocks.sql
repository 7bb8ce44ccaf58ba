-- The clocks of an assessment: 30 days for factual comments, six months for the steps taken. They are derived from dates:
-- here lies only what stopped them, and that people were reminded.
create table clock_events (
  id      uuid primary key default gen_random_uuid(),
  record  uuid not null references assessments on delete cascade,
  clock   text not null check (clock in ('comments', 'steps')),
  event   text not null check (event in ('paused', 'resumed', 'answered', 'reminded')),
  on_day  date not null default current_date,
  reason  text not null default '' check (length(reason) <= 500),
  stage   smallint check (stage between 1 and 3),
  by      uuid not null references persons default viewer_person(),
  at      timestamptz not null default now(),
  check (event <> 'paused' or length(trim(reason)) >= 3),
  check ((event = 'reminded') = (stage is not null))
);
comment on table clock_events is 'What happened to the clocks of an assessment: paused with a reason, resumed, answered, and when people were reminded.';
call retain('clock_events', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"by": "link", "at": "acts", "reason": "words"}', whose => 't.by', on_erasure => 'keep');
comment on column clock_events.stage is 'Of a reminder: 1 a week ahead, 2 the day before or on the day, 3 when it is over.';
call make_shareable('clock_events', 'record', writes => 'respond');
-- The originator keeps the clocks; the State says that it has answered, and nothing else.
create policy note on clock_events for insert to app with check (
  by = viewer_person() and at = now() and event <> 'reminded' and on_day <= current_date
  and (viewer_keeps(record) or (event = 'answered' and viewer_may('recommendations:respond') and viewer_controls(record) and owner_org <> viewer_org())));

-- Last day of a clock, and whether it stands still or is done: `clockOf` in rules.ts says the same.
create function clock_due(of_assessment uuid, of_clock text, today date) returns table (due date, paused boolean, answered date)
stable language sql
begin atomic
  with of as (
    select case of_clock when 'comments' then a.sent_on + 30 else (a.adopted_on + interval '6 months')::date end as due,
           case of_clock when 'comments' then a.sent_on else a.adopted_on end as began
      from assessments a where a.id = of_assessment
  ), spans as (
    select e.on_day, e.event, lead(e.on_day) over (order by e.on_day, e.at, e.id) as next
      from clock_events e where e.record = of_assessment and e.clock = of_clock and e.event in ('paused', 'resumed')
  )
  select of.due + coalesce((select sum(greatest(0, least(coalesce(s.next, today), today) - greatest(s.on_day, of.began)))::integer from spans s where s.event = 'paused'), 0),
         coalesce((select s.event = 'paused' from spans s order by s.on_day desc, s.next nulls first limit 1), false),
         (select min(e.on_day) from clock_events e where e.record = of_assessment and e.clock = of_clock and e.event = 'answered')
    from of where of.due is not null;
end;

-- Clocks about to run out, each told once a week ahead, on the last days, and when it is over: to the State's people and the
-- originator's who answer or keep them.
call make_service_actor('recommendations.remind', 'Concord: clocks of assessments');
create function take_due_clocks(at_most integer) returns table (record uuid, clock text, due date, stage smallint, people uuid[])
security definer set search_path = public language plpgsql as $$
begin
  if viewer_person() is distinct from service_actor('recommendations.remind') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  return query
  with running as (
    select a.id, a.owner_org, a.states[1] as state, k.name, d.due,
           (case when d.due < current_date then 3 when d.due <= current_date + 1 then 2 else 1 end)::smallint as stage
      from assessments a cross join unnest(array['comments', 'steps']) k(name), clock_due(a.id, k.name, current_date) d
     where d.answered is null and not d.paused and d.due <= current_date + 7
  ), due_now as (
    select r.* from running r where not exists (
      select from clock_events e where e.record = r.id and e.clock = r.name and e.event = 'reminded' and e.stage >= r.stage
         and e.on_day > r.due - 8
       -- A pause has moved the last day since: of the new one nobody was told.
       and not exists (select from clock_events p where p.record = e.record and p.clock = e.clock and p.event = 'resumed' and p.at > e.at))
     order by r.due, r.id limit at_most
  ), told as (
    insert into clock_events (record, clock, event, stage) select d.id, d.name, 'reminded', d.stage from due_now d
  )
  select d.id, d.name, d.due, d.stage, array(
    select distinct m.person from memberships m
     where ((m.organisation = d.owner_org and 'recommendations:assess' = any (permissions_of(m.roles)))
         or (m.organisation = d.state and 'recommendations:respond' = any (permissions_of(m.roles))))
       and current_date between m.starts_on and coalesce(m.ends_on, 'infinity'))
    from due_now d;
end $$;
grant execute on function take_due_clocks to app;
