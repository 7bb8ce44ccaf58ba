-- The roles and extensions that Concord stands on. Run in Concord's own database by a superuser, or by an administrator
-- with CREATEROLE who owns that database; as often as you like. The embedded PostgreSQL runs it at every start.
--
-- Passwords are set apart from this file: alter role concord_owner password '…'; alter role concord_server password '…';
--
--   concord_owner   logs in: owns the database, migrates it and takes backups (DATABASE_OWNER_URL)
--   concord_server  logs in: holds no rights of its own, only the right to become one of those below (DATABASE_URL)
--   app             who every request and job runs as; bound by row-level security
--   auth, jobs      own the schemas of sign-in and of the job queue; out of reach of app

do $$
declare
  r record;
begin
  for r in values ('concord_owner', 'login'), ('concord_server', 'login'), ('app', 'nologin'), ('auth', 'nologin'), ('jobs', 'nologin')
  loop
    if not exists (select from pg_roles where rolname = r.column1) then
      execute format('create role %I %s nocreaterole nocreatedb', r.column1, r.column2);
    end if;
  end loop;

  -- A role of that name which came from elsewhere may hold what would undo row-level security.
  select * into r from pg_roles
   where rolname in ('concord_owner', 'concord_server', 'app', 'auth', 'jobs')
     and (rolsuper or rolbypassrls or rolreplication or rolcreaterole);
  if found then
    raise exception 'the role % may not be superuser, bypass row-level security, replicate or create roles', r.rolname;
  end if;

  -- The server inherits nothing: it must say `set role`, so that a forgotten one is refused instead of obeyed.
  grant app, auth, jobs to concord_server with inherit false, set true;
  -- The owner makes the schemas of auth and jobs and reads them for backups.
  grant auth, jobs to concord_owner with inherit true, set true;
  grant app to concord_owner with inherit false, set true;

  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant concord_owner to %I with inherit true, set true', current_user);
  end if;
end $$;

create extension if not exists pgcrypto;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

do $$
begin
  execute format('alter database %I owner to concord_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to concord_server', current_database());
end $$;
