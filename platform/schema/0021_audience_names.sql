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
