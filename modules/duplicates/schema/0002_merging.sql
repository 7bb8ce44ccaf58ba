-- Merging of two records. What the one that stays takes from the other makes it a derivative of the other (records.sources):
-- who reads it reads both, whatever becomes of either audience. So that nobody to whom it was given loses it by that, values
-- are only taken where whoever it is given to is given the other, too. Its level rises to the other's, as if it were classified anew.

-- To whom the one is given, and the other, or something that this was made from, is not: told by what is given alone. Who
-- is in a group, or has which clearance, is no matter of the two records, and must not show in what becomes of them.
create function readers_apart(of_kept uuid, of_other uuid) returns setof grants stable security definer set search_path = public language sql
begin atomic
  with given as (
    select g.* from grants g where g.revoked_at is null and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now())
       and g.record in (select of_kept union all select of_other union all select unnest(r.sources) from records r where r.id = of_other)
  ), sources as (
    select distinct s from (select of_other union all select unnest(r.sources) from records r where r.id = of_other) x(s) where s <> of_kept
  )
  select g.* from given g
   where g.record = of_kept and g.gives in ('read', 'comment', 'contribute') and exists (
     select from sources where
       exists (select from given d where d.record = s and d.gives = 'deny'
                  and not exists (select from given e where e.record = of_kept and e.gives = 'deny' and e.principal = d.principal))
       or not exists (select from given h where h.record = s and h.gives in ('read', 'comment', 'contribute') and (
            h.principal in (g.principal, circle_id('everyone'))
            or (h.principal = circle_id('members') and g.principal <> circle_id('everyone'))
            or (g.grantee_kind = 'role' and h.principal = g.grantee))));
end;

-- The same, for the originator of both, who may know their audiences; null for everybody else: to whom one's own readers are
-- strangers is what the other's originator knows.
create function merge_losers(of_kept uuid, of_other uuid) returns jsonb stable security definer set search_path = public language sql
begin atomic
  select case when preview_org() is null and viewer_sees(of_kept, 'contribute') and viewer_sees(of_other, 'read')
    and (select count(*) = 2 and bool_and(r.owner_org = viewer_org()) from records r where r.id in (of_kept, of_other))
    then (select coalesce(jsonb_agg(distinct jsonb_build_object('kind', g.grantee_kind, 'id', g.grantee, 'role', g.role)), '[]') from readers_apart(of_kept, of_other) g) end;
end;
grant execute on function merge_losers to app;

-- Checks that stand worse at the other than at the one that stays: a programme does not come through its gate by being merged.
create function checks_worse(of_kept uuid, of_other uuid) returns text[] stable language sql
begin atomic
  select coalesce(array_agg(o.kind order by o.kind), '{}')
    from safeguard_checks o join safeguard_checks k on k.record = of_kept and k.kind = o.kind and k.latest
   where o.record = of_other and o.latest and check_state(k.outcome, k.review_on, k.changed, current_date) = 'signed'
     and check_state(o.outcome, o.review_on, o.changed, current_date) <> 'signed';
end;

-- Both records, held until the transaction ends, for somebody who reads both; the versions are those that they saw.
create function hold_pair(of_kept uuid, of_other uuid, kept_version integer, other_version integer) returns void
security definer set search_path = public language plpgsql as $$
begin
  -- Beside a programme an activity is as good as none.
  if preview_org() is not null or not (viewer_sees(of_kept, 'read') and viewer_sees(of_other, 'read'))
     or not exists (select from records k, records o where k.id = of_kept and o.id = of_other and k.kind = o.kind
                       and k.kind in ('programmes.programme', 'programmes.activity')) then
    raise exception 'not_found' using errcode = 'CC404';
  end if;
  -- Only now: a lock on what is hidden would be work that is not done for what is absent.
  perform from records where id in (of_kept, of_other) order by id for no key update;
  if not (viewer_sees(of_kept, 'read') and viewer_sees(of_other, 'read')) then raise exception 'not_found' using errcode = 'CC404'; end if;
  if not viewer_may('programmes:write') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  if of_kept = of_other then raise exception 'duplicates.kinds' using errcode = 'CC409'; end if;
  if not exists (select from records k, records o where k.id = of_kept and o.id = of_other and k.version = kept_version and o.version = other_version) then
    raise exception 'duplicates.changed' using errcode = 'CC409';
  end if;
  if exists (select from merges m where m.done_at is not null and m.ended is null and m.other in (of_kept, of_other) and viewer_sees(m.kept, 'read')) then
    raise exception 'duplicates.merged' using errcode = 'CC409';
  end if;
  if checks_worse(of_kept, of_other) <> '{}' then raise exception 'duplicates.safeguards' using errcode = 'CC409'; end if;
end $$;

-- Columns that change with these: who leads need not be said to join.
create function with_companions(names text[]) returns text[] immutable parallel safe language sql
  return case when 'leads' = any (names) then names || 'partners'::text else names end;

-- Writes these columns of a record, of whatever kind, from a row of its table in which they stand.
create function write_columns(of_record uuid, names text[], from_row jsonb) returns void security definer set search_path = public language plpgsql as $$
declare
  t constant text := (select case kind when 'programmes.programme' then 'programmes' else 'activities' end from records where id = of_record);
  joining constant jsonb := (select coalesce(jsonb_agg(x), '[]') from jsonb_array_elements(from_row -> 'partners') x where not from_row -> 'leads' @> jsonb_build_array(x));
  cols text;
begin
  select string_agg(quote_ident(attname), ', ') into cols from pg_attribute
   where attrelid = t::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname = any (with_companions(names))
     and attname not in ('id', 'owner_org', 'level', 'sources', 'readers', 'contributors', 'excluded', 'audience_until');
  if cols is null then return; end if;
  execute format('update %1$I w set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, to_jsonb(w) || $2)) where w.id = $1', t, cols)
    using of_record, from_row || jsonb_build_object('partners', joining);
exception when check_violation then raise exception 'duplicates.contradict' using errcode = 'CC409';
end $$;

create function content_of(of_record uuid) returns jsonb stable security definer set search_path = public language sql
begin atomic
  select to_jsonb(p) from programmes p where p.id = of_record union all select to_jsonb(a) from activities a where a.id = of_record;
end;

-- Done once both originators agreed.
create function complete_merge(m merges) returns void security definer set search_path = public language plpgsql as $$
declare made_from constant uuid[] := array(select distinct s from (select m.other union all select unnest(r.sources) from records r where r.id = m.other) x(s) where s <> m.kept);
begin
  if m.taken <> '{}' then
    if exists (select from readers_apart(m.kept, m.other)) then raise exception 'duplicates.would_lose' using errcode = 'CC409'; end if;
    -- What is made from the one that stays is made from the other, too.
    update records d set sources = array(select distinct unnest(d.sources || made_from) s order by s),
           level = greatest(d.level, (select max(s.level) from records s where s.id = any (made_from))),
           handling = array(select distinct h from (select unnest(d.handling) union all select unnest(s.handling) from records s where s.id = any (made_from)) x(h) order by h),
           version = case when d.id = m.kept then d.version + 1 else d.version end,
           changed_at = case when d.id = m.kept then now() else d.changed_at end
     where d.id = m.kept or d.sources @> array[m.kept];
    perform write_columns(m.kept, m.taken, content_of(m.kept) || (
      select coalesce(jsonb_object_agg(c.key, c.value), '{}') from jsonb_each(content_of(m.other)) c where c.key = any (m.taken)));
  end if;
  update merges set done_at = now() where id = m.id;
  -- Whoever follows the other and reads both learns where it went.
  perform tell_people('duplicates.merged', array(select f.person from follows f join persons p on p.id = f.person
      join memberships ms on ms.person = p.id and ms.organisation = f.organisation and current_date between ms.starts_on and coalesce(ms.ends_on, 'infinity')
     where f.record = m.other and may(principals_of(p.id, ms.organisation, ms.roles), p.clearance, 'read', m.other)),
    false, m.kept, 'read', null, '{}');
end $$;

-- Those at this record's originator who may agree: they contribute to it and read both.
create function tell_originator(of_record uuid, m merges) returns void security definer set search_path = public language plpgsql as $$
begin
  perform tell_people('duplicates.asked', array(
    select distinct p.id from records r join memberships ms on ms.organisation = r.owner_org
      join persons p on p.id = ms.person and p.status = 'active' and not p.service
     where r.id = of_record and current_date between ms.starts_on and coalesce(ms.ends_on, 'infinity') and 'programmes:write' = any (permissions_of(ms.roles))
       and may(principals_of(p.id, ms.organisation, ms.roles), p.clearance, 'contribute', of_record)
       and may(principals_of(p.id, ms.organisation, ms.roles), p.clearance, 'read', m.kept)
       and may(principals_of(p.id, ms.organisation, ms.roles), p.clearance, 'read', m.other)),
    false, of_record, 'read', '/programmes/duplicates?view=asked', '{}');
end $$;

create function propose_merge(of_kept uuid, of_other uuid, kept_version integer, other_version integer, fields text[], why text) returns uuid
security definer set search_path = public language plpgsql as $$
declare m merges;
begin
  perform hold_pair(of_kept, of_other, kept_version, other_version);
  if not (viewer_sees(of_kept, 'contribute') and viewer_sees(of_other, 'contribute')) then raise exception 'records.read_only' using errcode = 'CC403'; end if;
  if exists (select from merges w where w.done_at is null and w.ended is null and (w.kept, w.other) in ((of_kept, of_other), (of_other, of_kept))
       and viewer_org() in (w.asked_org, (select owner_org from records where id = of_kept), (select owner_org from records where id = of_other))) then
    raise exception 'duplicates.asked_already' using errcode = 'CC409';
  end if;
  insert into merges (kept, other, taken, reason, asked_by, asked_org, kept_agreed, other_agreed)
    select k.id, o.id, fields, why, viewer_person(), viewer_org(),
           case when k.owner_org = viewer_org() then viewer_person() end, case when o.owner_org = viewer_org() then viewer_person() end
      from records k, records o where k.id = of_kept and o.id = of_other
    returning * into m;
  if m.kept_agreed is not null and m.other_agreed is not null then perform complete_merge(m); end if;
  if m.kept_agreed is null then perform tell_originator(m.kept, m); end if;
  if m.other_agreed is null and (select k.owner_org <> o.owner_org from records k, records o where k.id = m.kept and o.id = m.other) then perform tell_originator(m.other, m); end if;
  return m.id;
end $$;

-- A proposal that the viewer sees, held; an originator's own record of the two, or null.
create function hold_merge(of_merge uuid) returns merges security definer set search_path = public language plpgsql as $$
declare m merges;
begin
  select * into m from merges where id = of_merge for update;
  if not found or preview_org() is not null or not (viewer_sees(m.kept, 'read') and viewer_sees(m.other, 'read'))
     or not coalesce((m.done_at is not null and m.ended is null)
       or viewer_org() in (m.asked_org, m.owner_org, (select owner_org from records where id = m.other)), false) then
    raise exception 'not_found' using errcode = 'CC404';
  end if;
  if not viewer_may('programmes:write') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  return m;
end $$;

create function agree_merge(of_merge uuid, kept_version integer, other_version integer) returns void security definer set search_path = public language plpgsql as $$
declare m merges := hold_merge(of_merge); for_kept boolean; for_other boolean;
begin
  if m.done_at is not null or m.ended is not null then raise exception 'duplicates.settled' using errcode = 'CC409'; end if;
  for_kept := m.kept_agreed is null and exists (select from records r where r.id = m.kept and r.owner_org = viewer_org() and viewer_sees(r.id, 'contribute'));
  for_other := m.other_agreed is null and exists (select from records r where r.id = m.other and r.owner_org = viewer_org() and viewer_sees(r.id, 'contribute'));
  if not (for_kept or for_other) then raise exception 'duplicates.not_yours' using errcode = 'CC403'; end if;
  perform hold_pair(m.kept, m.other, kept_version, other_version);
  update merges set kept_agreed = case when for_kept then viewer_person() else kept_agreed end,
         other_agreed = case when for_other then viewer_person() else other_agreed end where id = m.id returning * into m;
  if m.kept_agreed is not null and m.other_agreed is not null then perform complete_merge(m); end if;
end $$;

-- Takes back or declines what was asked, or undoes what was done. Values that the one that stays took go back to what they
-- were, unless somebody changed them since. It stays made from the other: its history holds words of both.
create function end_merge(of_merge uuid, why text) returns void security definer set search_path = public language plpgsql as $$
declare
  m merges := hold_merge(of_merge); ours boolean; now_says jsonb; went jsonb; back jsonb;
begin
  if m.ended is not null then raise exception 'duplicates.settled' using errcode = 'CC409'; end if;
  ours := exists (select from records r where r.id in (m.kept, m.other) and r.owner_org = viewer_org() and viewer_sees(r.id, 'contribute'));
  if not ours and not (m.asked_org = viewer_org() and viewer_sees(m.kept, 'contribute') and viewer_sees(m.other, 'contribute')) then
    raise exception 'duplicates.not_yours' using errcode = 'CC403';
  end if;
  if m.done_at is not null and m.taken <> '{}' then
    perform from records where id = m.kept for no key update;
    now_says := content_of(m.kept);
    select jsonb_object_agg(c.key, c.value) into went from record_history h, jsonb_each(h.changed) c
     where h.record = m.kept and h.at = m.done_at and h.row_id is null and c.key = any (with_companions(m.taken));
    select jsonb_object_agg(w.key, w.value -> 0) into back from jsonb_each(went) w where w.value -> 1 = now_says -> w.key;
    if back is not null then
      perform write_columns(m.kept, array(select jsonb_object_keys(back)), now_says || back);
      update records set version = version + 1, changed_at = now() where id = m.kept;
    end if;
  end if;
  update merges set ended = case when m.done_at is not null then 'undone' when m.asked_org = viewer_org() then 'withdrawn' else 'declined' end,
         ended_by = viewer_person(), ended_at = now(), ended_why = why where id = m.id;
  if m.asked_by is distinct from viewer_person() then
    perform tell_people(case when m.done_at is null then 'duplicates.declined' else 'duplicates.undone' end, array[m.asked_by], false, m.kept, 'read', '/programmes/duplicates?view=asked', '{}');
  end if;
end $$;
grant execute on function propose_merge, agree_merge, end_merge to app;

-- For whoever reads both, the other is a closed page of the one that stays.
create function refuse_merged_away() returns trigger language plpgsql as $$
begin
  if by_viewer() and exists (select from merged_away m where m.other = new.id) then raise exception 'duplicates.merged' using errcode = 'CC409'; end if;
  return new;
end $$;
create trigger merged_away before update on programmes for each row execute function refuse_merged_away();
create trigger merged_away before update on activities for each row execute function refuse_merged_away();

-- A record whose words went into another, by a merge to which its originator agreed, cannot be removed: nobody could read the
-- other any more. Asked of the viewer's own organisation's records only.
create function words_carried(of_record uuid) returns boolean stable security definer set search_path = public language sql
begin atomic
  select exists (select from merges m join records r on r.id = m.other where m.other = of_record and m.taken <> '{}' and m.done_at is not null and r.owner_org = viewer_org());
end;
grant execute on function words_carried to app;
create function refuse_carried() returns trigger language plpgsql as $$
begin
  if by_viewer() and words_carried(old.id) then raise exception 'duplicates.carried' using errcode = 'CC409'; end if;
  return old;
end $$;
create trigger carried before delete on records for each row execute function refuse_carried();
