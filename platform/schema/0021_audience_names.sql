-- Names of the people in the audience of a record, for its originator, who may not know them otherwise: whom it was shared
-- with, who shared it, who withdrew it, and who opened it by break-glass. Not those whom a receiver kept out.
create function audience_people(of_record uuid) returns table (id uuid, name text, organisation uuid)
stable security definer set search_path = public language sql
begin atomic
  select p.id, p.name, (select m.organisation from memberships m where m.person = p.id and m.starts_on <= current_date order by m.starts_on desc, m.id limit 1)
    from persons p
   where p.id in (select unnest(array[g.granted_by, g.revoked_by, case when g.grantee_kind = 'person' then g.grantee end])
                    from grants g join records r on r.id = g.record
                   where r.id = of_record and r.owner_org = viewer_org() and preview_org() is null
                     and
                     (g.basis = 'break_glass' or coalesce(g.granted_org, r.owner_org) = r.owner_org)
                     and may(viewer_principals(), viewer_level(), 'discover', r.id));
end;
grant execute on function audience_people to app;

-- Whether someone reads a record as far as the viewer can tell: by grants and members of groups that they see, and of the
-- originator's own people. A grant, a denial or a membership out of their sight makes no difference here, so an answer that
-- rests on this tells of none; whoever is taken for a reader by mistake is not told, and sees nothing.
create function known_reader(who uuid, of_record uuid) returns boolean
stable security definer set search_path = public language sql
begin atomic
  with needed as (
    select r.id, r.owner_org, r.level from records d join records r on r.id = d.id or r.id = any (d.sources) where d.id = of_record
  ), given as (
    select g.record, g.principal, g.gives from grants g join needed n on n.id = g.record
     where g.gives <> 'discover' and g.revoked_at is null and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now())
       and (n.owner_org = viewer_org() or g.granted_org = viewer_org() or g.principal = any (viewer_principals()))
  ), person as (
    select p.clearance, m.organisation, array(
        select k from unnest(principals_of(p.id, m.organisation, m.roles)) k
         where not exists (select from groups g where g.id = k and not (
             (g.kind <> 'ad_hoc' or k = any (viewer_principals()) or viewer_may('directory:administer'))
             and (not g.hidden_members or (m.organisation = viewer_org() and exists (
                    select from group_members own where own.group_id = k and own.organisation = viewer_org())))))) as principals
      from persons p
      cross join lateral (select ms.organisation, ms.roles from memberships ms
        where ms.person = p.id and current_date between ms.starts_on and coalesce(ms.ends_on, 'infinity') order by ms.starts_on desc, ms.id limit 1) m
      join organisations o on o.id = m.organisation and current_date >= o.joined_on and (o.left_on is null or current_date < o.left_on)
     where p.id = who and p.status = 'active' and not p.service
  )
  select exists (select from needed) and exists (
    select from person p where not exists (
      select from needed n where n.level > p.clearance
         or exists (select from given g where g.record = n.id and g.gives = 'deny' and g.principal = any (p.principals))
         or not (p.organisation = n.owner_org and n.owner_org <> viewer_org()
                 or exists (select from given g where g.record = n.id and g.gives <> 'deny' and g.principal = any (p.principals)))));
end;
