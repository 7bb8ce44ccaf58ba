-- Merging of an organisation that was entered twice. What the directory says of the two becomes one; audiences do not: who
-- belongs to the absorbed entry, and what it was given or brought, stay with it, so that nobody comes to see anything by it.

create table organisation_merges (
  id          uuid primary key default gen_random_uuid(),
  absorbed    uuid not null references organisations,
  kept        uuid not null references organisations check (kept <> absorbed),
  reason      text not null check (length(reason) <= 500 and length(trim(reason)) >= 3),
  proposed_by uuid references persons on delete set null default viewer_person(),
  proposed_at timestamptz not null default now(),
  outcome     text check (outcome in ('merged', 'declined', 'withdrawn')),
  settled_by  uuid references persons on delete set null,
  settled_at  timestamptz,
  check ((outcome is null) = (settled_at is null))
);
create unique index organisation_merges_open on organisation_merges (absorbed) where outcome is null;
comment on table organisation_merges is 'Which entry was, or is proposed to be, merged into which other, why, and by which two persons.';
call retain('organisation_merges', area => 'directory', kept => 'permanently', why => 'evidence',
  personal => '{"proposed_by": "link", "settled_by": "link", "reason": "words"}', whose => 't.proposed_by', on_erasure => 'keep');
create policy organisation_merges_read on organisation_merges for select using (viewer_may('directory:administer'));
create policy organisation_merges_propose on organisation_merges for insert with check (viewer_may('directory:administer'));
-- By whom, and what may become of it, guard_merge decides.
create policy organisation_merges_settle on organisation_merges for update using (viewer_may('directory:administer'));

create function comes_with_program(code text) returns boolean stable security definer set search_path = public language sql
  return exists (select from reference_rows r where r.name = 'organisations/' || code);

-- Why one may not be merged into the other; null when it may. What comes with the program would come again, and States are
-- what the United Nations says they are: only what people entered is absorbed.
create function merge_refusal(absorbed uuid, kept uuid) returns text stable language sql
begin atomic
  select case
      when a.kind in ('state', 'observer_state', 'installation') or k.kind in ('state', 'observer_state', 'installation') then 'directory.merge_state'
      when comes_with_program(a.code) then 'directory.merge_reference'
      when a.merged_into is not null or k.merged_into is not null then 'directory.merged'
      when k.left_on <= current_date then 'directory.merge_left'
    end
    from organisations a, organisations k where a.id = merge_refusal.absorbed and k.id = merge_refusal.kept;
end;
grant execute on function comes_with_program to app;

create function guard_merge() returns trigger language plpgsql as $$
declare refusal text;
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - array['outcome', 'settled_by', 'settled_at']) is distinct from (to_jsonb(old) - array['outcome', 'settled_by', 'settled_at'])
       or new.outcome is null then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
    if old.outcome is not null then raise exception 'directory.merge_settled' using errcode = 'CC409'; end if;
    if (new.outcome = 'withdrawn') <> (old.proposed_by is not distinct from viewer_person()) then
      raise exception 'directory.merge_second_person' using errcode = 'CC403';
    end if;
    new.settled_by := viewer_person(); new.settled_at := now();
    if new.outcome <> 'merged' then return new; end if;
  else
    new.proposed_by := viewer_person(); new.proposed_at := now();
    new.outcome := null; new.settled_by := null; new.settled_at := null;
  end if;
  -- Of two who merge at the same time the second finds what the first did.
  perform from organisations where id in (new.absorbed, new.kept) order by id for update;
  refusal := merge_refusal(new.absorbed, new.kept);
  if refusal is not null then raise exception '%', refusal using errcode = 'CC409'; end if;
  return new;
end $$;
create trigger guard before insert or update on organisation_merges for each row execute function guard_merge();

create function merge_organisations() returns trigger security definer set search_path = public language plpgsql as $$
begin
  -- What had been merged into the absorbed one goes along.
  update organisations set merged_into = new.kept, merged_on = coalesce(merged_on, current_date)
   where id = new.absorbed or merged_into = new.absorbed;
  -- All its names lead to the kept one from now on (note_names).
  update organisation_names n set folded = n.folded from organisations o where o.merged_into = new.kept and n.organisation = o.id;
  -- What was part of it is part of the kept one, which is no part of itself.
  update organisation_details set part_of = (select d.part_of from organisation_details d where d.organisation = new.absorbed)
   where organisation = new.kept and part_of = new.absorbed;
  update organisation_details set part_of = new.kept where part_of = new.absorbed;
  update plan_items set lead = new.kept where lead = new.absorbed;
  -- Nobody comes to it any more.
  update invitations set settled_at = now(), outcome = 'withdrawn' where organisation = new.absorbed and settled_at is null;
  update organisation_merges set outcome = 'withdrawn', settled_by = new.settled_by, settled_at = now()
   where outcome is null and new.absorbed in (absorbed, kept);
  perform tell_of_merge(new);
  return null;
end $$;

-- Its own people learn where they stand; and who shares something with it, as far as they know of it, that the kept one does
-- not see that.
create function tell_of_merge(m organisation_merges) returns void security definer set search_path = public language plpgsql as $$
declare
  link  constant text := '/entities/' || (select code from organisations where id = m.kept);
  facts constant jsonb := jsonb_build_object('absorbed', m.absorbed, 'kept', m.kept);
begin
  perform tell_people('directory.merged', array(select w.person from memberships w where w.organisation = m.absorbed
      and current_date between w.starts_on and coalesce(w.ends_on, 'infinity')), false, null, 'read', link, facts);
  perform tell_people('directory.merged_receiver', array(select w.person from memberships w join persons p on p.id = w.person
     where w.organisation <> m.absorbed and 'records:share' = any (permissions_of(w.roles))
       and current_date between w.starts_on and coalesce(w.ends_on, 'infinity')
       and exists (select from grants g join records r on r.id = g.record
             where r.owner_org = w.organisation and g.grantee_kind in ('organisation', 'role') and g.grantee = m.absorbed and g.gives <> 'deny'
               and g.revoked_at is null and (g.ends_at is null or g.ends_at > now())
               and may(principals_of(p.id, w.organisation, w.roles), p.clearance, 'discover', r.id))), false, null, 'read', link, facts);
end $$;
create trigger merge after update of outcome on organisation_merges for each row
  when (new.outcome = 'merged' and old.outcome is null) execute function merge_organisations();

-- Another person decides: whom to ask, for who proposed.
create function merge_deciders() returns setof uuid stable security definer set search_path = public language sql
begin atomic
  select distinct p.id from persons p join memberships m on m.person = p.id
   where viewer_may('directory:administer') and p.id <> viewer_person() and p.status = 'active'
     and current_date between m.starts_on and coalesce(m.ends_on, 'infinity') and 'directory:administer' = any (permissions_of(m.roles));
end;
grant execute on function merge_deciders to app;

-- That an entry is merged, nobody writes but the function above.
create function guard_merged() returns trigger language plpgsql as $$
begin
  if by_viewer() and (new.merged_into, new.merged_on) is distinct from (case when tg_op = 'UPDATE' then old.merged_into end, case when tg_op = 'UPDATE' then old.merged_on end) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  return new;
end $$;
create trigger guard_merged before insert or update on organisations for each row execute function guard_merged();

-- A merged entry takes nobody and nothing new: what it was given would go past the kept one. What it brings itself stays its own.
create function refuse_merged() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if exists (select from organisations where id = (to_jsonb(new) ->> tg_argv[0])::uuid and merged_into is not null) then
    raise exception 'directory.merged' using errcode = 'CC409';
  end if;
  return new;
end $$;
create trigger merged before insert on memberships for each row execute function refuse_merged('organisation');
create trigger merged before insert on invitations for each row execute function refuse_merged('organisation');
create trigger merged before insert on group_members for each row when (new.by_rule is null) execute function refuse_merged('organisation');
create trigger merged before insert on grants for each row
  when (new.grantee_kind in ('organisation', 'role') and new.basis <> 'originator' and new.gives <> 'deny') execute function refuse_merged('grantee');

-- Entries that people made, and what they may have made them a second time of: names nearly alike, or one acronym. Only what
-- everyone may read is compared.
create function likely_twins(of_one uuid, at_most integer)
returns table (entry uuid, twin uuid, reason text, said text, also_said text) stable language sql
begin atomic
  with named as (
    select n.organisation, o.code, n.form, t.key as language, t.value as said, search_fold(t.value) as folded
      from organisation_names n join organisations o on o.id = n.organisation, jsonb_each_text(n.names -> 'texts') t
     where o.merged_into is null and o.kind not in ('state', 'observer_state', 'installation') and t.value <> ''
  ), entered as (
    select * from named n where not comes_with_program(n.code)
  ), pairs as (
    select a.organisation as entry, b.organisation as twin, a.code, a.said, b.said as also_said,
           case when a.form = 'acronym' or b.form = 'acronym' then 'acronym' else 'name' end as reason,
           case when a.folded = b.folded then 1 else similarity(a.folded, b.folded) end as likeness
      from entered a join named b on a.organisation <> b.organisation
       and (a.folded = b.folded or (a.language = b.language and a.form <> 'acronym' and b.form <> 'acronym' and similarity(a.folded, b.folded) >= 0.5))
     where (of_one is null or of_one in (a.organisation, b.organisation))
       and (a.organisation < b.organisation or not exists (select from entered e where e.organisation = b.organisation))
       and not exists (select from organisations k where k.id = b.organisation and k.left_on <= current_date)
       -- A part is often called after its whole.
       and not exists (select from organisation_details d where (d.organisation, d.part_of) in ((a.organisation, b.organisation), (b.organisation, a.organisation)))
  ), best as (
    select distinct on (p.entry, p.twin) p.* from pairs p order by p.entry, p.twin, p.likeness desc, p.reason desc, p.said
  )
  select best.entry, best.twin, best.reason, best.said, best.also_said from best order by best.likeness desc, best.code, best.twin limit at_most;
end;
