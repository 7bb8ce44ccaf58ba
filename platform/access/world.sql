-- Helpers of the tests that build random worlds and look at them; run by a superuser, as whom they build. Each call is one
-- journey to the database, because a run looks at thousands of worlds.

create schema worlds;

-- Puts a world into the tables. `things` are filled before the audiences are given, `thing_facts` after: both must have them.
create function worlds.build(w jsonb) returns void language plpgsql as $$
declare r jsonb; stale interval := make_interval(mins => (w ->> 'stale')::integer);
begin
  insert into organisations (id, kind, code, names, left_on) select id, kind, code, names, current_date + gone
    from jsonb_to_recordset(w -> 'organisations') as t(id uuid, kind text, code text, names jsonb, gone integer);
  insert into groups (id, kind, code, names, hidden_members, dissolved_on) select id, kind, code, names, hidden, current_date + dissolved
    from jsonb_to_recordset(w -> 'groups') as t(id uuid, kind text, code text, names jsonb, hidden boolean, dissolved integer);
  insert into persons (id, name, mail, clearance, status, terms_version) select id, 'Person', id || '@example.org', clearance, status, terms
    from jsonb_to_recordset(w -> 'people') as t(id uuid, clearance smallint, status text, terms text);
  insert into memberships (person, organisation, roles, starts_on, ends_on) select id, organisation, roles, current_date + begins, current_date + ends
    from jsonb_to_recordset(w -> 'people') as t(id uuid, organisation uuid, roles text[], begins integer, ends integer);
  insert into group_members (group_id, organisation, person, starts_on, ends_on, verified, opened_at)
    select "group", organisation, person, current_date + begins, current_date + ends, verified, now() + make_interval(mins => coalesce(opened, 0))
    from jsonb_to_recordset(w -> 'members') as t("group" uuid, organisation uuid, person uuid, begins integer, ends integer, verified boolean, opened integer);
  -- At once what is made from nothing, then one after the other what is made from those before.
  insert into records (id, kind, owner_org, level, sources)
    select id, 'test.thing', owner, level, sources
    from jsonb_to_recordset(w -> 'records') as t(id uuid, owner uuid, level smallint, sources uuid[]) where sources = '{}';
  for r in select made from jsonb_array_elements(w -> 'records') made where made -> 'sources' <> '[]' loop
    insert into records (id, kind, owner_org, level, sources)
      select id, 'test.thing', owner, level, sources from jsonb_to_record(r) as t(id uuid, owner uuid, level smallint, sources uuid[]);
  end loop;
  insert into things (id, title) select id, '{"original": "en", "texts": {"en": "Thing"}}' from jsonb_to_recordset(w -> 'records') as t(id uuid);
  insert into grants (record, grantee_kind, grantee, role, gives, starts_at, ends_at, granted_at, revoked_at, granted_org)
    select record, kind, grantee, role, gives, now() + make_interval(mins => begins) + stale, now() + make_interval(mins => ends) + stale,
           now() + make_interval(mins => coalesce(given, 0)), case when revoked then now() + make_interval(mins => coalesce(taken, 0)) end, owner
    from jsonb_to_recordset(w -> 'grants') as t(record uuid, owner uuid, kind text, grantee uuid, role text, gives text, begins integer, ends integer, revoked boolean, given integer, taken integer);
  insert into thing_facts (record, n) select id, 1 from jsonb_to_recordset(w -> 'records') as t(id uuid);
  if stale > interval '0' then
    -- Time passes: all moves into the past, without the triggers that would bring it up to date.
    set local session_replication_role = replica;
    update grants set starts_at = starts_at - stale, ends_at = ends_at - stale where basis <> 'originator';
    update records set audience_until = audience_until - stale, audience_due = audience_due - stale;
    update things set audience_until = audience_until - stale;
    update thing_facts set audience_until = audience_until - stale;
    set local session_replication_role = origin;
  end if;
end $$;

-- What one viewer sees and can do, as lists of record ids; nothing of what is tried here remains.
create function worlds.look(person uuid, second boolean, preview text, terms text, ids uuid[], principals uuid[], reach integer) returns jsonb language plpgsql as $$
declare seen jsonb; part jsonb; one uuid; added uuid[] := '{}';
begin
  select jsonb_object_agg('may ' || needed, array(select r from unnest(ids) r where may(principals, reach, needed, r))) into seen
    from unnest(array['discover', 'read', 'comment', 'contribute']) needed;
  begin
    perform enter(null, null, person, second, preview, terms, '');
    perform set_config('role', 'app', true);
    select seen || jsonb_build_object('discover', array(select id from records), 'read', array(select id from things), 'facts', array(select record from thing_facts))
      into seen;
    begin
      with r as (update records set changed_at = changed_at returning id), t as (update things set title = title returning id),
           f as (update thing_facts set n = n + 1 returning record)
      select jsonb_build_object('change records', array(select id from r), 'change things', array(select id from t), 'change facts', array(select record from f)) into part;
      seen := seen || part;
      raise exception 'undone' using errcode = 'UN001';
    exception when sqlstate 'UN001' then null;
    end;
    foreach one in array ids loop
      begin
        insert into thing_facts (record, n) values (one, 3);
        added := added || one;
      exception when insufficient_privilege then null;
      end;
    end loop;
    seen := seen || jsonb_build_object('add facts', added);
    with f as (delete from thing_facts where n = 1 returning record), r as (delete from records returning id)
    select jsonb_build_object('remove facts', array(select record from f), 'remove records', array(select id from r)) into part;
    seen := seen || part;
    raise exception 'undone' using errcode = 'UN001';
  exception when sqlstate 'UN001' then null;
  end;
  return seen;
end $$;
