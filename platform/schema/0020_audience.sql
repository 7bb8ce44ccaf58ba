-- What may become of a record and its audience. The policies say who may write at all; the guards here, what. They speak
-- to a viewer; migrations and the loading of data have none and are held only to what is true for every record.

-- Whether the statement is the viewer's own: what triggers do in their wake runs as the owner of the database.
create function by_viewer() returns boolean stable parallel safe language sql
  return current_user = 'app';

-- Confidential is never for everyone, strictly confidential for no broad circle.
create function too_wide(level integer, kind text, grantee uuid) returns boolean immutable parallel safe language sql
  return kind = 'circle' and (level = 2 or (level = 1 and grantee = circle_id('everyone')));

create function guard_record() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.sources <> '{}' then
      -- A source that the viewer does not see is none. All that they see are known with what those were made from in turn.
      if by_viewer() and exists (select from unnest(new.sources) s where not exists (select from records r where r.id = s)) then
        raise exception 'not_found' using errcode = 'CC404';
      end if;
      new.sources := array(select distinct s from (select unnest(new.sources) union all
        select unnest(r.sources) from records r where r.id = any (new.sources)) as of_sources(s) order by s);
      if by_viewer() and not viewer_reads_all(new.sources) then raise exception 'not_found' using errcode = 'CC404'; end if;
    end if;
    -- As the originator's grant, which follows in the same statement, will say.
    if by_viewer() and new.controller is not null and not viewer_may('records:share') then raise exception 'access.denied' using errcode = 'CC403'; end if;
    new.readers := array_remove(array[new.owner_org, nullif(new.controller, new.owner_org)], null); new.discoverers := new.readers; new.commenters := new.readers;
    new.contributors := array[new.owner_org]; new.excluded := '{}'; new.audience_until := null; new.audience_due := null;
  -- Sources are only ever added, and by functions that know from what a record took words.
  elsif (new.id, new.kind, new.owner_org, new.controller) is distinct from (old.id, old.kind, old.owner_org, old.controller)
        or (new.sources is distinct from old.sources and (by_viewer() or not new.sources @> old.sources)) then
    raise exception 'access.fixed' using errcode = 'CC403';
  elsif by_viewer() and (new.level, new.handling, new.card) is distinct from (old.level, old.handling, old.card) then
    if old.owner_org is distinct from viewer_org() then raise exception 'access.originator_only' using errcode = 'CC403'; end if;
    if not viewer_may('records:share') then raise exception 'access.denied' using errcode = 'CC403'; end if;
    -- Who comes down from a level, or drops a caveat, lets more people in.
    if new.controller is not null and (new.level < old.level or not old.handling <@ new.handling) then
      raise exception 'access.consent_only' using errcode = 'CC403';
    end if;
  end if;
  if by_viewer() and new.level > viewer_level() then raise exception 'access.above_your_level' using errcode = 'CC403'; end if;
  if new.sources <> '{}' and exists (select from records s where s.id = any (new.sources) and (s.level > new.level or not s.handling <@ new.handling)) then
    raise exception 'access.below_source' using errcode = 'CC409';
  end if;
  -- A derivative that rises with its source keeps its circles: the level itself holds back who may not read it. A new
  -- record has no grants yet.
  if tg_op = 'UPDATE' and by_viewer() and exists (select from grants g where g.record = new.id and g.gives <> 'deny' and g.revoked_at is null
       and (g.ends_at is null or g.ends_at > now()) and too_wide(new.level, g.grantee_kind, g.grantee)) then
    raise exception 'access.too_wide_for_level' using errcode = 'CC409';
  end if;
  return new;
end $$;
create trigger guard_insert before insert on records for each row execute function guard_record();
create trigger guard_update before update of id, kind, owner_org, controller, sources, level, handling, card on records for each row execute function guard_record();

-- What is made from a record rises with it: the strictest level, all caveats.
create function raise_derivatives() returns trigger
security definer set search_path = public set enable_seqscan = off language plpgsql as $$
declare changed uuid[];
begin
  changed := array(select c.id from (select id, level, handling from new_rows except select id, level, handling from old_rows) c);
  if changed = '{}' then return null; end if;
  update records d
     set level = (select max(s.level) from records s where s.id = d.id or s.id = any (d.sources)),
         handling = array(select distinct unnest(s.handling) h from records s where s.id = d.id or s.id = any (d.sources) order by h)
   where d.sources && changed;
  return null;
end $$;
create trigger rise after update on records referencing old table as old_rows new table as new_rows
  for each statement execute function raise_derivatives();

-- Runs with the writer's rights: a record or grantee they do not see is not there.
create function guard_grant() returns trigger language plpgsql as $$
declare of_record record;
begin
  select owner_org, controller, level into of_record from records where id = new.record;
  if not found then raise exception 'not_found' using errcode = 'CC404'; end if;
  if tg_op = 'UPDATE' then
    if old.basis in ('originator', 'concerned') then raise exception 'access.fixed' using errcode = 'CC403'; end if;
    if by_viewer() then
      if of_record.controller is not null and old.gives <> 'deny' then raise exception 'access.consent_only' using errcode = 'CC403'; end if;
      if old.revoked_at is not null then raise exception 'access.fixed' using errcode = 'CC403'; end if;
      new.revoked_at := now(); new.revoked_by := viewer_person();
    end if;
    return new;
  end if;
  -- Whoever writes: what is controlled is opened by its controller's consents alone, and these are written by the database.
  -- Break-glass does not take their place.
  if of_record.controller is not null and new.gives <> 'deny' and new.basis not in ('originator', 'concerned')
     and (by_viewer() or new.basis <> 'consent' or of_record.controller <> of_record.owner_org) then
    raise exception 'access.consent_only' using errcode = 'CC403';
  end if;
  if not (case new.grantee_kind
       when 'person' then exists (select from persons where id = new.grantee)
       when 'group' then exists (select from groups where id = new.grantee)
       when 'circle' then new.grantee in (circle_id('everyone'), circle_id('members'), circle_id('compact'), circle_id('focal_points'), circle_id('donors'))
       else exists (select from organisations where id = new.grantee and kind <> 'installation') end) then
    raise exception 'access.no_such_grantee' using errcode = 'CC409';
  end if;
  if by_viewer() and new.gives = 'deny' and principal_of(new.grantee_kind, new.grantee, new.role) = any (viewer_principals()) then
    raise exception 'access.would_lock_out' using errcode = 'CC409';
  end if;
  if new.gives <> 'deny' and too_wide(of_record.level, new.grantee_kind, new.grantee) then
    raise exception 'access.too_wide_for_level' using errcode = 'CC409';
  end if;
  return new;
end $$;
create trigger guard before insert or update on grants for each row execute function guard_grant();
