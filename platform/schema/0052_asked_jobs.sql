-- Work that a person asked for and that takes longer than a request: they see how far it is, may cancel it, and find what
-- it made. It runs as them (platform/jobs/asked.ts).
create table asked_jobs (
  id           uuid primary key default gen_random_uuid(),
  person       uuid not null default viewer_person() references persons on delete cascade,
  organisation uuid not null default viewer_org() references organisations,
  level        smallint not null default viewer_level() check (level between 0 and 2),
  kind         text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  input        jsonb not null,
  language     text not null check (language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  state        text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done         integer not null default 0 check (done >= 0),
  total        integer check (total >= 0),
  plan         uuid[] not null default '{}',
  records      uuid[] not null default '{}',
  problem      text,
  params       jsonb not null default '{}',
  parts        integer not null default 0,
  file_name    text,
  file_type    text,
  size         integer not null default 0 check (size <= 100000000),
  href         text check (length(href) <= 500 and href ~ '^/([^/\\[:cntrl:]][^\\[:cntrl:]]*)?$'),
  asked_at     timestamptz not null default now(),
  changed_at   timestamptz not null default now(),
  ended_at     timestamptz,
  check ((state in ('waiting', 'running')) = (ended_at is null)),
  check ((state = 'failed') = (problem is not null))
);
comment on table asked_jobs is 'Work that a person asked for, for that person only: how far it is and what it made. What it made is gone at once with the person''s membership.';
call retain('asked_jobs', area => 'working', kept => 'for_period', why => 'service', period => '7 days', since => 'ended_at',
  personal => '{"person": "link", "kind": "acts", "file_name": "words"}', whose => 't.person', on_erasure => 'delete');
comment on column asked_jobs.level is 'What the asker''s session reached: not shown in one that reaches less.';
comment on column asked_jobs.plan is 'Ids of what it goes through, in order, where it is known from the start.';
comment on column asked_jobs.records is 'Records of which its result holds something: it is handed out only while the asker may read them all.';
comment on column asked_jobs.params is 'json: Record<string, string | number>; of the problem.';
comment on column asked_jobs.parts is 'How many parts its result has.';
comment on column asked_jobs.problem is 'Why it failed: code of the problem, whose text is problem.<code>.';
create index asked_jobs_person on asked_jobs (person, asked_at desc);
create index asked_jobs_ended on asked_jobs (ended_at);

create table asked_job_parts (
  job  uuid not null references asked_jobs on delete cascade,
  n    integer not null,
  body bytea not null check (length(body) <= 25000000),
  primary key (job, n)
);
comment on table asked_job_parts is 'What such work made so far, one part a step. Handed out only while the asker may read every record in it.';
call retain('asked_job_parts', area => 'working', kept => 'with_parent', why => 'service',
  personal => '{"job": "link"}', whose => '(select j.person from asked_jobs j where j.id = t.job)', on_erasure => 'delete');

create policy asked_jobs_own on asked_jobs for all
  using (person = viewer_person() and organisation = viewer_org() and level <= viewer_level() and preview_org() is null)
  with check (person = viewer_person() and organisation = viewer_org() and level <= viewer_level());
create policy asked_jobs_clean on asked_jobs for all using (viewer_person() = service_actor('jobs.clean'));
create policy asked_job_parts_add on asked_job_parts for insert with check (exists (select from asked_jobs j where j.id = job));
create policy asked_job_parts_read on asked_job_parts for select using (exists (
  select from asked_jobs j where j.id = job and viewer_reads_all(j.records)
     -- Asked once more of the records themselves: who reads what was made from others reads these too.
     and not exists (select from unnest(j.records) i where not exists (select from records r where r.id = i))));

create function guard_asked_job() returns trigger language plpgsql as $$
begin
  if by_viewer() and (new.id, new.person, new.organisation, new.level, new.kind, new.input, new.asked_at)
       is distinct from (old.id, old.person, old.organisation, old.level, old.kind, old.input, old.asked_at) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  return new;
end $$;
create trigger guard before update on asked_jobs for each row execute function guard_asked_job();

-- What was cancelled or failed leaves nothing behind.
create function drop_parts() returns trigger security definer set search_path = public language plpgsql as $$
begin
  delete from asked_job_parts where job = new.id;
  return null;
end $$;
create trigger drop_parts after update of state on asked_jobs for each row when (new.state in ('failed', 'cancelled')) execute function drop_parts();

-- Ends the work of people who are not there any more, and destroys what it made. Anyone may ask: it says and does only
-- what is true.
create function end_orphaned_jobs() returns void security definer set search_path = public language plpgsql as $$
begin
  with orphaned as (
    select j.id, j.state from asked_jobs j
     where not exists (select from persons p join memberships m on m.person = p.id join organisations o on o.id = m.organisation
             where p.id = j.person and p.status = 'active' and m.organisation = j.organisation
               and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')
               and current_date >= o.joined_on and (o.left_on is null or current_date < o.left_on))
  ), emptied as (
    delete from asked_job_parts where job in (select id from orphaned)
  )
  update asked_jobs set state = 'cancelled', ended_at = now(), changed_at = now()
   where id in (select id from orphaned where state in ('waiting', 'running'));
end $$;
grant execute on function end_orphaned_jobs to app;
