-- Runs after the migration files, whenever there were new ones: adds what no table may lack, and refuses what cannot be added.
do $$
declare
  t record; c record; f record; cols text; content text[]; shareable shareable_tables; contribute text; missing text;
  -- Kept by triggers. The arrays tell who else may read, so the server cannot even select them.
  arrays constant text[] := array['discoverers', 'readers', 'commenters', 'contributors', 'excluded', 'audience_until', 'audience_due'];
  audience constant text[] := array['owner_org', 'level', 'sources'] || arrays;
  -- One conjunction, for every table that carries an audience. %1$s: the array of the right, %2$s: its name, %3$s: key.
  -- Each line that begins with `and` is a clause; a test takes out one after the other and sees that it is missed.
  -- Whether someone views as another is asked as one truth value: of a null the planner would expect one row in two hundred.
  policy constant text := $policy$
    true
    and %1$s && (select viewer_principals())
    and not excluded && (select viewer_principals())
    and level <= (select viewer_level())
    and (audience_until is null or audience_until > now() or viewer_covered(%3$s, '%2$s'))
    and (sources = '{}' or viewer_reads_all(sources))
    and ((select preview_org() is null) or (
      true
      and %1$s && preview_eyes(owner_org)
      and not excluded && preview_eyes(owner_org)
      and (audience_until is null or audience_until > now() or preview_covered(%3$s, owner_org, '%2$s'))
      and (sources = '{}' or preview_reads_all(sources))
    ))$policy$;
  unaudited constant text[] := array['audit_events', 'audit_seals', 'audit_horizon', 'shareable_tables', 'role_permissions', 'searchable_tables', 'search_names', 'search_group_names', 'search_subjects', 'search_stems', 'retention_rules', 'twin_blocks'];
begin
  for t in select oid, relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migrations'
  loop
    select * into shareable from shareable_tables s where s.name = t.relname;
    execute format('alter table %I enable row level security, force row level security', t.relname);
    if not exists (select from pg_policy where polrelid = t.oid and polname = 'owner_all') then
      execute format('create policy owner_all on %I to %I using (true) with check (true)', t.relname, current_user);
    end if;

    -- Rights of the role app: rows by policy, columns by list.
    if t.relname = 'records' then
      select string_agg(quote_ident(attname), ', ') into cols from pg_attribute
       where attrelid = t.oid and attnum > 0 and not attisdropped and attname <> all (arrays);
      execute format('grant select (%s), delete, insert (kind, owner_org, controller, level, handling, card, sources, invented),
        update (level, handling, card, version, changed_at) on records to app', cols);
    elsif t.relname = 'grants' then
      execute 'grant select, insert (record, grantee_kind, grantee, role, gives, starts_at, ends_at, basis, reference), update (revoked_at) on grants to app';
    elsif t.relname = any (unaudited) then
      execute format('grant select on %I to app', t.relname);
    elsif shareable.name is not null then
      -- The key stays what it was: a row moved to another record would keep the audience it had.
      select string_agg(quote_ident(attname), ', ') into cols from pg_attribute
       where attrelid = t.oid and attnum > 0 and not attisdropped and attname <> all (arrays);
      execute format('grant select (%s), delete on %I to app', cols, t.relname);
      select string_agg(quote_ident(attname), ', ') into cols from pg_attribute
       where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all (audience);
      execute format('grant insert (%s) on %I to app', cols, t.relname);
      select string_agg(quote_ident(attname), ', ') into cols from pg_attribute
       where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all (audience) and attname <> shareable.key;
      execute format('grant update (%s) on %I to app', cols, t.relname);
    elsif t.relname = 'record_history' then
      -- Which grants stood tells how many others there are.
      select string_agg(quote_ident(attname), ', ') into cols from pg_attribute
       where attrelid = t.oid and attnum > 0 and not attisdropped and attname <> 'standing';
      execute format('grant select (%s) on %I to app', cols, t.relname);
    else
      select string_agg(quote_ident(attname), ', ') into cols from pg_attribute
       where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = '';
      execute format('grant select, delete, insert (%1$s), update (%1$s) on %2$I to app', cols, t.relname);
    end if;

    -- The audience decides.
    if t.relname = 'records' then
      execute 'drop policy if exists discover on records; drop policy if exists make on records; drop policy if exists change on records; drop policy if exists remove on records';
      execute format('create policy discover on records for select to app using (%s)', format(policy, 'discoverers', 'discover', 'id'));
      execute 'create policy make on records for insert to app with check (owner_org = viewer_org() and created_by = viewer_person())';
      execute format('create policy change on records for update to app using (%s)', format(policy, 'contributors', 'contribute', 'id'));
      execute format('create policy remove on records for delete to app using (owner_org = viewer_org() and controller is null and %s)', format(policy, 'contributors', 'contribute', 'id'));
    elsif shareable.name is not null then
      execute format('drop policy if exists read on %1$I; drop policy if exists make on %1$I; drop policy if exists change on %1$I; drop policy if exists remove on %1$I', t.relname);
      execute format('create policy read on %I for select to app using (%s)', t.relname, format(policy, 'readers', 'read', shareable.key));
      if shareable.writes = 'contribute' then
        contribute := format(policy, 'contributors', 'contribute', shareable.key);
        execute format('create policy make on %I for insert to app with check (%s)', t.relname, contribute);
        execute format('create policy change on %I for update to app using (%s)', t.relname, contribute);
        execute format('create policy remove on %I for delete to app using (%s)', t.relname, contribute);
      end if;
    end if;

    -- Search asks the same, but with the owner's rights: under a policy PostgreSQL reads every readable row before it
    -- looks for words, because only then can no operator tell of what is hidden; an index of words and readers serves both.
    -- Each record once, with a bit for each question that it answers.
    if t.relname = 'search_entries' then
      execute format('create or replace function search_hits(questions tsquery[]) returns table (hit uuid, held integer, kind text, originator uuid, subjects integer[], years integer[])
        stable security definer set search_path = public set work_mem = ''64MB'' set enable_sort = off language sql begin atomic
        select e.record, bit_or(1 << (c.n - 1)::integer), any_value(e.kind), any_value(e.owner_org), any_value(e.subjects), any_value(e.years)
          from unnest(questions) with ordinality c(q, n) join search_entries e on e.words @@ c.q where %s group by e.record; end',
        format(policy, 'readers', 'read', 'record'));
      execute 'grant execute on function search_hits to app';
    end if;

    -- Unsent words and numbers of requests are nobody's record: auditing each autosave would drown what matters. What
    -- receivers of a record do among themselves (who was told of it, follows it, has a task on it) is not its originator's.
    -- Calls that did it are in the trail all the same. Terms of focal points, and when they were seen, follow from nominations.
    if t.relname <> all (unaudited || array['drafts', 'requests', 'notices', 'follows', 'tasks', 'asked_jobs', 'asked_job_parts', 'imports', 'import_rows', 'record_history', 'focal_point_terms', 'focal_points_seen', 'level_reviews', 'exports', 'copies', 'looks']) and not coalesce(shareable.derived, false)
       and not exists (select from pg_trigger where tgrelid = t.oid and tgname = 'zz_audit') then
      -- Before what else a statement sets off, so that what followed from a row comes after it.
      execute format('create trigger aa_audit after insert on %I referencing new table as added for each statement execute function audit_added()', t.relname);
      execute format('create trigger zz_audit after update or delete on %I for each row execute function audit_row()', t.relname);
    end if;

    -- What changes in the content of a record is kept, column by column (0056_history.sql).
    if shareable.writes = 'contribute' and not shareable.derived and to_regprocedure('keep_history()') is not null then
      select array_agg(attname order by attnum) into content from pg_attribute
       where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all (audience) and attname not in ('id', shareable.key);
      execute format('drop trigger if exists zz_history on %I', t.relname);
      execute format('create trigger zz_history after update of %s on %I for each row execute function keep_history(%L, %s)',
        (select string_agg(quote_ident(k), ', ') from unnest(content) k), t.relname, shareable.key, (select string_agg(quote_literal(k), ', ') from unnest(content) k));
    end if;

    -- What is under a legal hold stays (0070_holds.sql); but what is said of two records goes with either, or a hold on the
    -- one, which who removes the other may not know, would keep the other.
    if t.relname not in ('merges', 'distinctions') and (t.relname = 'records' or (shareable.name is not null and not shareable.derived)) and to_regprocedure('refuse_held()') is not null
       and not exists (select from pg_trigger where tgrelid = t.oid and tgname = 'aa_held') then
      execute format('create trigger aa_held before delete on %I for each row execute function refuse_held(%L)', t.relname, coalesce(shareable.key, 'id'));
    end if;

    -- A reference to a record that the writer cannot see must fail like one to a record that does not exist. Where only
    -- functions write, they look themselves.
    for c in
      select con.conname, a.attname, target.relname as target, array_length(con.conkey, 1) as columns from pg_constraint con
        join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1]
        join pg_class target on target.oid = con.confrelid
       where con.conrelid = t.oid and con.contype = 'f'
         and (target.relname = 'records' or target.relname in (select s.name from shareable_tables s))
         and t.relname <> 'grants' and exists (select from pg_policy p where p.polrelid = t.oid and p.polname <> 'owner_all' and p.polcmd in ('a', 'w', '*'))
         and not (shareable.name is not null and a.attname = shareable.key)
    loop
      if c.columns > 1 then raise exception 'a reference to % must have one column: %', c.target, c.conname; end if;
      if not exists (select from pg_trigger where tgrelid = t.oid and tgname = 'aa_visible_' || c.attname) then
        execute format('create trigger %I before insert or update of %I on %I for each row execute function reference_visible(%L, %L)',
          'aa_visible_' || c.attname, c.attname, t.relname, c.attname, c.target);
      end if;
    end loop;
  end loop;

  -- Functions with the owner's rights are callable only where a migration says so; the others bind nobody more than the caller.
  for f in
    select p.oid::regprocedure::text as signature, p.prosecdef or p.prorettype = 'trigger'::regtype or p.prokind = 'p' as kept from pg_proc p
     where p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  loop
    execute format('revoke execute on routine %s from public', f.signature);
    if not f.kept then execute format('grant execute on routine %s to app', f.signature); end if;
  end loop;

  select string_agg(relname, ', ') into missing from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     and relname <> 'migrations' and not exists (select from pg_policy where polrelid = pg_class.oid and polname <> 'owner_all')
     and relname not in (select s.name from shareable_tables s);
  if missing is not null then raise exception 'tables without a policy: %', missing; end if;
  select string_agg(relname, ', ') into missing from pg_class where relnamespace = 'public'::regnamespace
     and (relkind = 'm' or (relkind = 'v' and not coalesce(reloptions @> array['security_invoker=true'], false)));
  if missing is not null then raise exception 'views must be security_invoker and never materialised: %', missing; end if;
  select string_agg(relname, ', ') into missing from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     and relname <> 'migrations' and obj_description(oid, 'pg_class') is null;
  if missing is not null then raise exception 'tables without a comment: %', missing; end if;
  -- What is kept is kept for a reason and a time, and nothing personal escapes an erasure.
  with known as (
    select class.oid, case when space.nspname = 'public' then class.relname else space.nspname || '.' || class.relname end as name
      from pg_class class join pg_namespace space on space.oid = class.relnamespace
     where space.nspname in ('public', 'auth', 'jobs') and class.relkind in ('r', 'p')
  ), ruled as (
    select k.oid, r.* from known k join retention_rules r on r.table_name = k.name
  ), said as (
    select r.oid, r.table_name, array(select jsonb_object_keys(r.personal)) || array(select jsonb_object_keys(r.emptied)) || array_remove(array[r.since], null) as columns from ruled r
  )
  select wrong into missing from (
    select 'not said how long it is kept: ' || k.name from known k
     where k.name not like 'jobs.%' and not exists (select from retention_rules r where r.table_name = k.name)
    union all select 'said how long to keep what is not there: ' || r.table_name from retention_rules r
     where r.table_name <> 'jobs.*' and not exists (select from known k where k.name = r.table_name)
    union all select format('the retention of %s names what it does not have: %s', s.table_name, named) from said s, unnest(s.columns) named
     where not exists (select from pg_attribute where attrelid = s.oid and attname = named and attnum > 0 and not attisdropped)
    union all select format('the period of %s does not run from a moment', r.table_name) from ruled r
     where r.since is not null and not exists (select from pg_attribute where attrelid = r.oid and attname = r.since and atttypid = 'timestamptz'::regtype)
    union all select format('no such kind of personal data: %s of %s', p.key, r.table_name) from ruled r, jsonb_each_text(r.personal) p
     where p.value not in ('identity', 'contact', 'words', 'acts', 'place', 'choices', 'device', 'sign_in', 'link', 'secret')
    union all select format('names persons and does not say so: %s of %s', a.attname, r.table_name) from ruled r
      join pg_constraint con on con.conrelid = r.oid and con.contype = 'f' and con.confrelid in (to_regclass('persons'), to_regclass('auth."user"'))
      join pg_attribute a on a.attrelid = con.conrelid and a.attnum = any (con.conkey)
     where not r.personal ? a.attname
  ) problem(wrong) limit 1;
  if missing is not null then raise exception '%', missing; end if;
  -- That what is said in SQL can be asked.
  select string_agg(format('(select 1 from %s t where (%s) is null and (%s) limit 0)', to_regclass(case when r.table_name like 'auth.%' then format('auth.%I', substr(r.table_name, 6)) else quote_ident(r.table_name) end),
    coalesce(r.whose, 'null'), coalesce(r.only_if, 'true')), ' union all ') into cols from retention_rules r where r.whose is not null;
  if cols is not null then execute cols; end if;
  -- What is unique across originators, or counted up, tells of rows that the writer cannot see.
  select string_agg(x.indexrelid::regclass::text, ', ') into missing from pg_index x join shareable_tables s on x.indrelid = to_regclass(quote_ident(s.name))
   where x.indisunique and not exists (select from pg_attribute a where a.attrelid = x.indrelid and a.attnum = any (x.indkey) and a.attname in (s.key, 'id', 'owner_org'));
  if missing is not null then raise exception 'unique across originators: %', missing; end if;
  select string_agg(relname, ', ') into missing from pg_class sequence where relnamespace = 'public'::regnamespace and relkind = 'S'
     and not exists (select from pg_depend d where d.objid = sequence.oid and d.refobjid = to_regclass('audit_events'));
  if missing is not null then raise exception 'counted up: %', missing; end if;
  select string_agg(p.oid::regprocedure::text, ', ') into missing from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
     and not exists (select from unnest(p.proconfig) s where s like 'search_path=%');
  if missing is not null then raise exception 'definer functions without a search path: %', missing; end if;
end $$;
