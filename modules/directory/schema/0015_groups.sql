-- Groups in full: what they are for, who belongs to them by rule, and what they plan.

alter table group_details
  add column terms    jsonb check (terms is null or is_written(terms)),
  add column terms_in text not null default '' check (length(terms_in) <= 300),
  add column terms_on date,
  add column version  integer not null default 1;
comment on column group_details.terms is 'json: Written; the terms of reference: what the group is for and how it works.';
comment on column group_details.terms_in is 'Document that holds the terms of reference, with its symbol or date.';
comment on column group_details.terms_on is 'Day on which they were approved.';
comment on column group_details.version is 'Counts every edit of the group.';
create policy group_details_write on group_details for all
  using (viewer_may('directory:administer')) with check (viewer_may('directory:administer'));

-- Who joined a group that hides its members joined it so: it is never opened afterwards. The Compact is there from the start.
create function guard_group() returns trigger language plpgsql as $$
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'INSERT' then
    if new.kind = 'compact' then raise exception 'access.fixed' using errcode = 'CC403'; end if;
    return new;
  end if;
  if (new.id, new.kind, new.code) is distinct from (old.id, old.kind, old.code) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if old.hidden_members and not new.hidden_members and exists (select from group_members m where m.group_id = old.id) then
    raise exception 'directory.hidden_stays' using errcode = 'CC409';
  end if;
  return new;
end $$;
create trigger guard before insert or update on groups for each row execute function guard_group();

create table group_rules (
  id           uuid primary key default gen_random_uuid(),
  group_id     uuid not null references groups on delete cascade,
  kinds        text[] not null check (cardinality(kinds) > 0),
  regions      text[] not null default '{}',
  development  text[] not null default '{}' check (development <@ array['ldc', 'lldc', 'sids']),
  of_group     uuid references groups,
  role         text not null default 'member' check (role in ('member', 'observer')),
  reason       text not null check (length(reason) between 3 and 500),
  proposed_by  uuid references persons on delete set null default viewer_person(),
  proposed_at  timestamptz not null default now(),
  confirmed_by uuid references persons on delete set null,
  confirmed_at timestamptz,
  ended_at     timestamptz,
  check (of_group <> group_id)
);
create unique index group_rules_one on group_rules (group_id) where ended_at is null;
comment on table group_rules is 'Groups whose members follow from a rule: all organisations that meet every part of it.';
call retain('group_rules', area => 'directory', kept => 'with_parent', why => 'accountability',
  personal => '{"proposed_by": "link", "confirmed_by": "link", "reason": "words"}', whose => 't.proposed_by', on_erasure => 'keep');
comment on column group_rules.kinds is 'Kinds of organisation, any of them.';
comment on column group_rules.regions is 'M49 codes or regions as reports name them, any of them; then only States belong.';
comment on column group_rules.development is 'Least developed, landlocked developing, small island developing: any of them; then only States belong.';
comment on column group_rules.of_group is 'Only confirmed members of this group.';
comment on column group_rules.confirmed_at is 'A rule opens what is shared with the group, so it takes two persons: until another administrator confirms it, it has no effect.';
create policy group_rules_read on group_rules for select using (
  exists (select from groups g where g.id = group_id and not g.hidden_members)
  and (of_group is null or exists (select from groups g where g.id = of_group)));
create policy group_rules_write on group_rules for all
  using (viewer_may('directory:administer')) with check (viewer_may('directory:administer'));

alter table group_members add column by_rule uuid references group_rules on delete set null;
comment on column group_members.by_rule is 'The rule that made this membership, and ends it.';

create function guard_group_rule() returns trigger language plpgsql as $$
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'INSERT' then
    new.proposed_by := viewer_person(); new.confirmed_by := null; new.confirmed_at := null; new.ended_at := null;
    -- One group may follow another, but not in circles.
    if exists (select from group_rules r where r.ended_at is null and (r.group_id = new.of_group or r.of_group = new.group_id)) then
      raise exception 'directory.rule_on_rule' using errcode = 'CC409';
    end if;
    return new;
  end if;
  if (to_jsonb(new) - array['confirmed_by', 'confirmed_at', 'ended_at']) is distinct from (to_jsonb(old) - array['confirmed_by', 'confirmed_at', 'ended_at'])
     or old.ended_at is not null or (old.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if new.confirmed_at is not null and old.confirmed_at is null then
    if old.proposed_by is not distinct from viewer_person() then raise exception 'directory.confirm_own_rule' using errcode = 'CC403'; end if;
    new.confirmed_by := viewer_person();
  end if;
  return new;
end $$;
create trigger guard before insert or update on group_rules for each row execute function guard_group_rule();

create function organisations_by_rule(r group_rules) returns setof uuid stable
security definer set search_path = public language sql
begin atomic
  select o.id from organisations o left join states s on s.organisation = o.id
   where o.kind = any (r.kinds) and o.kind <> 'installation'
     and current_date >= o.joined_on and (o.left_on is null or current_date < o.left_on)
     and (r.development = '{}' or (s.ldc and 'ldc' = any (r.development)) or (s.lldc and 'lldc' = any (r.development)) or (s.sids and 'sids' = any (r.development)))
     and (r.regions = '{}' or s.region = any (r.regions) or s.subregion = any (r.regions) or s.intermediate = any (r.regions)
          or exists (select from named_regions n where n.code = any (r.regions) and o.code = any (n.members)))
     and (r.of_group is null or exists (select from group_members m where m.group_id = r.of_group and m.organisation = o.id and m.verified
            and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')));
end;

-- Brings the memberships to what the rules in force say today. What people entered stays theirs.
create function apply_group_rules() returns void security definer set search_path = public language plpgsql as $$
declare r group_rules; wanted uuid[];
begin
  for r in select * from group_rules where confirmed_at is not null order by id for update loop
    wanted := case when r.ended_at is null then array(select organisations_by_rule(r)) else '{}' end;
    -- What began today has opened nothing on any other day.
    delete from group_members m where m.by_rule = r.id and m.starts_on = current_date and m.organisation <> all (wanted);
    update group_members m set ends_on = current_date - 1
     where m.by_rule = r.id and (m.ends_on is null or m.ends_on >= current_date) and m.organisation <> all (wanted);
    insert into group_members (group_id, organisation, role, verified, source, by_rule, entered_by)
      select r.group_id, w, r.role, true, r.reason, r.id, r.confirmed_by from unnest(wanted) w
       where not exists (select from group_members m where m.group_id = r.group_id and m.organisation = w
               and coalesce(m.ends_on, 'infinity') >= current_date);
  end loop;
end $$;
grant execute on function apply_group_rules to app;

create function group_rules_due() returns trigger security definer set search_path = public language plpgsql as $$
begin
  perform apply_group_rules();
  return null;
end $$;
create trigger rules after update on group_rules for each statement execute function group_rules_due();
create trigger rules after insert or update of kind, joined_on, left_on on organisations for each statement execute function group_rules_due();
create trigger rules after insert or update or delete on states for each statement execute function group_rules_due();
create trigger rules after update on named_regions for each statement execute function group_rules_due();

-- Of groups that others follow; those never follow a rule themselves, so this ends.
create function group_followed() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if exists (select from changed c join group_rules r on r.of_group = c.group_id and r.ended_at is null) then perform apply_group_rules(); end if;
  return null;
end $$;
create trigger rules_added after insert on group_members referencing new table as changed for each statement execute function group_followed();
create trigger rules_changed after update on group_members referencing new table as changed for each statement execute function group_followed();
create trigger rules_removed after delete on group_members referencing old table as changed for each statement execute function group_followed();

-- Days pass: memberships and participation begin and end.
call make_service_actor('directory.follow_rules', 'Concord: groups by rule');

create table plan_items (
  id        uuid primary key references records on delete cascade,
  group_id  uuid not null references groups,
  title     jsonb not null check (is_written(title)),
  summary   jsonb check (is_written(summary)),
  lead      uuid references organisations,
  due_on    date,
  status    text not null default 'planned' check (status in ('planned', 'under_way', 'done', 'dropped')),
  progress  smallint not null default 0 check (progress between 0 and 100),
  outcome   jsonb check (is_written(outcome)),
  check (status <> 'done' or progress = 100)
);
comment on table plan_items is 'The work plan of a group: what it means to do, who leads, by when, how far it is.';
call retain('plan_items', area => 'records', kept => 'with_record', why => 'accountability');
comment on column plan_items.progress is 'Percent, as its lead sees it.';
comment on column plan_items.outcome is 'json: Written; what came of it, or why it was dropped.';
call make_shareable('plan_items');
create index plan_items_group on plan_items (group_id);

-- A group plans through its members. In a group that hides them nobody is named as lead but by themselves.
create function guard_plan_item() returns trigger language plpgsql as $$
declare g groups;
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'UPDATE' and new.group_id is distinct from old.group_id then raise exception 'access.fixed' using errcode = 'CC403'; end if;
  select * into g from groups where id = new.group_id;
  if not found then raise exception 'not_found' using errcode = 'CC404'; end if;
  if tg_op = 'INSERT' and not g.id = any (viewer_principals()) then raise exception 'directory.not_in_group' using errcode = 'CC403'; end if;
  if g.hidden_members and new.lead is not null and new.lead is distinct from viewer_org() and (tg_op = 'INSERT' or new.lead is distinct from old.lead) then
    raise exception 'directory.hidden_lead' using errcode = 'CC409';
  end if;
  return new;
end $$;
create trigger guard before insert or update on plan_items for each row execute function guard_plan_item();
