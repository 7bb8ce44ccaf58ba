-- Presence: of each programme and activity, only what the matrix and the lists count, filter and sort by. One narrow row
-- a record, with arrays: a cell counts rows, so that a record with three themes is counted once in each and once in all.
create table presence (
  record     uuid primary key references records on delete cascade,
  kind       text not null check (kind in ('programme', 'activity')),
  code       text not null,
  leads      uuid[] not null,
  partners   uuid[] not null,
  funders    uuid[] not null,
  themes     text[] not null,
  pillars    text[] not null,
  states     uuid[] not null,
  regions    text[] not null,
  type       text not null,
  status     text not null,
  aggregate  boolean not null,
  programme  uuid,
  attendees  text,
  starts_on  date not null,
  ends_on    date not null
);
comment on table presence is 'Who is active on what, where and when: derived from programmes and activities by trigger.';
call retain('presence', area => 'records', kept => 'with_record', why => 'operation');
comment on column presence.regions is 'Regions named, and those of the M49 standard in which a named State or region lies; indicative regions count only where named.';
comment on column presence.programme is 'Of an activity: as there, shown only to those who may read that programme too.';
comment on column presence.starts_on is 'First day it may have been under way; -infinity where nothing says.';
comment on column presence.ends_on is 'Last day it may have been under way; infinity while it goes on.';
call make_shareable('presence', 'record', true);
create index presence_aggregates on presence (kind) where aggregate;
-- What is over for long is most of what there is, and what is asked for is mostly the rest.
create index presence_ends on presence (ends_on);

-- When a record was, or may have been, under way. What is only planned has not begun before the day that was said.
create function begins(status text, status_on date, start_on date) returns date immutable parallel safe language sql
  return coalesce(start_on, case when status in ('proposed', 'planned') then status_on else '-infinity' end);
create function ends(kind text, status text, status_on date, start_on date, start_precision text, end_on date, end_precision text)
returns date immutable parallel safe language sql
  return case
    when end_on is not null then last_day(end_on, end_precision)
    when kind = 'activity' and status <> 'ongoing' then last_day(start_on, start_precision)
    when status = 'completed' then greatest(status_on, start_on)
    else 'infinity'
  end;

create function regions_around(named text[], states uuid[]) returns text[] stable parallel safe language sql
begin atomic
  select coalesce(array_agg(r.code order by r.code), '{}')
    from (select array(select o.code from organisations o where o.id = any (states)) as codes) lying, named_regions r
   where r.code = any (named)
      or (r.basis = 'm49' and (r.members && lying.codes
        or (named <> '{}' and exists (select from named_regions n where n.code = any (named) and n.basis = 'm49' and n.members <@ r.members))));
end;

create function note_presence() returns trigger language plpgsql as $$
declare
  kind constant text := tg_argv[0];
  p presence;
begin
  p.record := new.id; p.kind := kind; p.code := new.code; p.leads := new.leads; p.partners := new.partners;
  p.themes := new.themes; p.pillars := new.pillars; p.states := new.states; p.type := new.type; p.status := new.status;
  p.regions := regions_around(new.regions, new.states);
  if kind = 'programme' then p.funders := new.funders; p.aggregate := false;
  else p.funders := '{}'; p.aggregate := new.aggregate; p.programme := new.programme; p.attendees := new.attendees; end if;
  p.starts_on := begins(new.status, new.status_on, new.start_on);
  p.ends_on := ends(kind, new.status, new.status_on, new.start_on, new.start_precision, new.end_on, new.end_precision);
  if tg_op = 'INSERT' then
    insert into presence (record, kind, code, leads, partners, funders, themes, pillars, states, regions, type, status, aggregate, programme, attendees, starts_on, ends_on)
    values (p.record, p.kind, p.code, p.leads, p.partners, p.funders, p.themes, p.pillars, p.states, p.regions, p.type, p.status, p.aggregate, p.programme, p.attendees, p.starts_on, p.ends_on);
  else
    update presence set (code, leads, partners, funders, themes, pillars, states, regions, type, status, aggregate, programme, attendees, starts_on, ends_on)
      = (p.code, p.leads, p.partners, p.funders, p.themes, p.pillars, p.states, p.regions, p.type, p.status, p.aggregate, p.programme, p.attendees, p.starts_on, p.ends_on)
    where record = new.id;
  end if;
  return null;
end $$;
create trigger presence after insert or update on programmes for each row execute function note_presence('programme');
create trigger presence after insert or update on activities for each row execute function note_presence('activity');

-- When the list of a region's States changes, so does which records lie in it: in all of them, whoever changed the list.
create function region_changed() returns trigger security definer set search_path = public language plpgsql as $$
begin
  update presence p set regions = regions_around(n.regions, p.states)
    from (select id, regions from programmes union all select id, regions from activities) n
   where n.id = p.record and p.regions is distinct from regions_around(n.regions, p.states);
  return null;
end $$;
create trigger presence after insert or delete or update of basis, members on named_regions for each statement execute function region_changed();
