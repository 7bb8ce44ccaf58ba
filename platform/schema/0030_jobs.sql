-- What happens later runs as a named actor: a person without a sign-in, in the installation's own organisation, without
-- roles. What it may touch is said by policies that name it; nothing runs as someone who may do everything.
alter table organisations drop constraint organisations_kind_check, add check (kind in (
  'state', 'observer_state', 'un_entity', 'part_of_entity', 'organ', 'mechanism', 'international_organisation',
  'regional_organisation', 'other_organisation', 'installation'));
comment on column organisations.kind is 'installation: Concord itself, the organisation of the actors of its jobs; never listed, never shared with.';

insert into organisations (kind, code, names) values ('installation', 'CONCORD', jsonb_build_object('original', 'en', 'outdated', '[]'::jsonb,
  'texts', '{"ar": "منصة كونكورد", "en": "Concord platform", "es": "Plataforma Concord", "fr": "Plateforme Concord", "ru": "Платформа Concord", "zh": "Concord 平台"}'::jsonb));

-- The actor of a job, by the job's name: known without a look-up, so that policies may name it. A version 4 UUID in form.
create function service_actor(job text) returns uuid immutable strict parallel safe language sql
  return overlay(overlay(substr(encode(sha256(('service:' || job)::bytea), 'hex'), 1, 32) placing '4' from 13) placing '8' from 17)::uuid;

-- Migrations call this for each job they bring, before the policies that name its actor.
create procedure make_service_actor(job text, label text) language plpgsql as $$
begin
  insert into persons (id, name, mail, status, service) values (service_actor(job), label, job || '@concord.invalid', 'active', true);
  insert into memberships (person, organisation, starts_on) select service_actor(job), id, '2000-01-01' from organisations where code = 'CONCORD';
end $$;

-- The job queue has a schema of its own. Only the owner of the database makes schemas; with its first table there too, the
-- queue's program finds itself installed, and brings the rest as the role jobs.
create schema jobs authorization jobs;
create table jobs.migrations (id int primary key, ts timestamptz default now() not null, breaking boolean default false not null);
alter table jobs.migrations owner to jobs;
call retain('jobs.*', area => 'installation', kept => 'until_removed', why => 'operation');

-- The one way from here into the queue: the job commits with what asked for it.
-- A key makes it one of its kind: asking again moves the waiting one instead of adding another.
create function enqueue_job(job text, payload jsonb, run_at timestamptz, key text) returns void
security definer set search_path = public language plpgsql as $$
declare made bigint;
begin
  -- A job of this key that is taken just now answers with none (github.com/graphile/worker/issues/580): asked again, it is
  -- seen to run already, and another is made to wait.
  while made is null loop
    select id into made from jobs.add_job(job, payload::json, run_at => enqueue_job.run_at, job_key => job || ':' || key);
  end loop;
end $$;
grant execute on function enqueue_job to app;

-- Ends what nobody will finish.
call make_service_actor('jobs.clean', 'Concord: cleaning');
