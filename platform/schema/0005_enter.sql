-- The principals of a person (or, without one, of any member of an organisation) today. A membership of a group that
-- nobody confirmed is shown in the directory but opens nothing.
create function principals_of(who uuid, org uuid, roles text[]) returns uuid[]
stable security definer set search_path = public language sql
begin atomic
  select array_agg(distinct p) from (
    select circle_id('everyone')
    union all select circle_id('members') where org is not null
    union all select who where who is not null and org is not null
    union all select org where org is not null
    union all select role_principal(org, r) from unnest(roles) r where org is not null
    union all select circle_id('focal_points') where 'focal_point' = any (roles)
    union all select circle_id('donors') where 'donor' = any (roles)
    union all select unnest(case when g.kind = 'compact' then array[g.id, circle_id('compact')] else array[g.id] end)
      from group_members m join groups g on g.id = m.group_id
      where m.verified and org is not null and (m.organisation = org or m.person = who)
        and (g.dissolved_on is null or current_date < g.dissolved_on)
        and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')) as of_viewer(p);
end;

-- The principals that an originator looks through: any member of an organisation, or the holders of one of its roles
-- (`organisation/role`), by no group whose members are hidden, or that the originator (`who`, with what they may) does not
-- see. An organisation that is not there today sees what all see.
create function principals_to_preview(wanted text, who uuid[], granted text[]) returns uuid[]
stable security definer set search_path = public language sql
begin atomic
  select array_agg(p)
    from (select o.id from (select) once left join organisations o on o.id = split_part(wanted, '/', 1)::uuid
            and current_date >= o.joined_on and (o.left_on is null or current_date < o.left_on)) present,
         unnest(principals_of(null, present.id, array_remove(array[split_part(wanted, '/', 2)], ''))) p
   where (present.id is not null or p = circle_id('everyone')) and not exists (
     select from groups g where g.id = p and (g.hidden_members or (g.kind = 'ad_hoc' and g.id <> all (who) and 'directory:administer' <> all (granted))));
end;

-- Establishes who is asking, from a session, an API token or (jobs, tests, the demonstration's CLI) a named actor, for
-- this transaction only. Read from the tables each time: whoever is suspended or leaves is nobody in the next transaction.
-- Only the server's login may call it, and only before the role changes to app.
create function enter(session_token text, token_hash bytea, actor uuid, actor_second_factor boolean, preview text,
                      terms text, audit_key text) returns jsonb
security definer set search_path = public language plpgsql as $$
declare
  who uuid; second boolean := false; in_session uuid; used_token api_tokens; p persons; m memberships;
  full_member boolean := false; granted text[] := '{}'; principals uuid[]; reach integer := 0;
begin
  if session_token is not null then
    execute 'select s.id, s."userId", s."secondFactor" from auth.session s where s.token = $1 and s."expiresAt" > now()'
      into in_session, who, second using session_token;
  elsif token_hash is not null then
    select * into used_token from api_tokens where hash = token_hash and revoked_at is null and expires_at > now();
    who := used_token.person; second := who is not null;
    -- Not at each use: calls of one program would wait for each other.
    update api_tokens set used_at = now() where id = used_token.id and (used_at is null or used_at < now() - interval '5 minutes');
  else
    who := actor; second := actor_second_factor;
  end if;
  select * into p from persons where id = who and status = 'active';
  if found then
    select * into m from memberships
     where person = p.id and current_date between starts_on and coalesce(ends_on, 'infinity') order by starts_on desc, id limit 1;
    full_member := m.id is not null and (p.service or p.terms_version is not distinct from terms)
      and (used_token.id is null or used_token.organisation = m.organisation)
      and exists (select from organisations o where o.id = m.organisation and current_date >= o.joined_on and (o.left_on is null or current_date < o.left_on));
  end if;
  if full_member then
    granted := permissions_of(m.roles);
    if used_token.id is not null then
      granted := array(select unnest(granted) intersect select unnest(used_token.scopes));
    end if;
    -- Administration, like anything above unclassified, needs a second factor.
    if second is not true then
      granted := array(select g from unnest(granted) g where g not like 'access:%' and g not like 'audit:%' and g not like 'records:%' and g not like 'emergency:%' and g not like 'retention:%' and g not in ('directory:administer', 'directory:nominate', 'safeguards:sign', 'recommendations:consent'));
    end if;
    reach := case when second is true then least(p.clearance, coalesce(used_token.max_level, 2)) else 0 end;
  end if;
  principals := principals_of(case when full_member then p.id end, case when full_member then m.organisation end, case when full_member then m.roles else '{}' end);
  perform set_config('concord.person', coalesce(p.id::text, ''), true),
          set_config('concord.org', case when full_member then m.organisation::text else '' end, true),
          set_config('concord.level', reach::text, true),
          set_config('concord.principals', principals::text, true),
          set_config('concord.roles', case when full_member then m.roles else '{}' end::text, true),
          set_config('concord.permissions', granted::text, true),
          set_config('concord.token', coalesce(used_token.id::text, ''), true),
          set_config('concord.preview_org', case when full_member and preview is not null then split_part(preview, '/', 1) else '' end, true),
          set_config('concord.preview_principals', case when full_member and preview is not null then principals_to_preview(preview, principals, granted)::text else '' end, true),
          set_config('concord.audit_key', coalesce(audit_key, ''), true);
  return jsonb_build_object('person', p.id, 'name', p.name, 'language', p.language, 'clearance', p.clearance,
    'organisation', case when full_member then m.organisation end, 'roles', case when full_member then to_jsonb(m.roles) else '[]' end,
    'permissions', to_jsonb(granted), 'principals', to_jsonb(principals), 'level', reach, 'secondFactor', second is true,
    'member', full_member, 'termsAccepted', p.id is not null and (p.service or p.terms_version is not distinct from terms),
    'preview', case when full_member then split_part(preview, '/', 1) end, 'token', used_token.id, 'session', in_session);
end $$;
revoke execute on function enter from public;
grant execute on function enter to concord_server;
