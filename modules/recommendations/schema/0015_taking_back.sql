-- What was entered by mistake is taken back by whoever keeps it, while the State concerned has neither read it nor said
-- anything of it: originals of assessments, at the versions that were seen; all of them, or none. What the State knows of
-- stays, and is withdrawn.
create function take_back(originals uuid[], versions integer[]) returns void
security definer set search_path = public language plpgsql as $$
begin
  if cardinality(originals) <> cardinality(versions) or exists (select from unnest(originals) o where not exists (
       select from records r join recommendations c on c.id = r.id
        where r.id = o and r.owner_org = viewer_org() and c.form = 'original' and c.kind = 'assessment' and viewer_keeps(r.id))) then
    raise exception 'not_found' using errcode = 'CC404';
  end if;
  -- Whoever is saying something of one of them has said it, or waits and finds it gone.
  perform from records r where r.id = any (originals) order by r.id for update;
  perform from recommendations c where c.id = any (originals) order by c.id for update;
  if exists (select from unnest(originals, versions) seen (id, version) join records r on r.id = seen.id where r.version is distinct from seen.version) then
    raise exception 'edit_conflict' using errcode = 'CC409';
  end if;
  if exists (select from consents x where x.record = any (originals)) or exists (select from state_views x where x.record = any (originals))
     or exists (select from factual_comments x where x.record = any (originals)) or exists (select from recommendation_steps x where x.record = any (originals))
     or exists (select from audit_events e join records r on r.id = any (originals) and e.records @> array[r.id]
                 where e.records && originals and e.records <> '{}' and e.organisation = r.controller and e.changed is null and e.outcome = 'done') then
    raise exception 'recommendations.known' using errcode = 'CC409';
  end if;
  delete from records r where r.id = any (originals);
end $$;
grant execute on function take_back to app;
