-- Offices, hubs and deployments of staff: programmes that stand in a State, which hosts them.

-- Figures may also be known from below: ge, at least.
alter table programmes drop constraint programmes_states_reached_is_check,
  add constraint programmes_states_reached_is_check check (states_reached_is in ('eq', 'ge', 'gt', 'lt'));
alter table activities drop constraint activities_participants_is_check, drop constraint activities_states_reached_is_check,
  drop constraint activities_events_is_check,
  add constraint activities_participants_is_check check (participants_is in ('eq', 'ge', 'gt', 'lt')),
  add constraint activities_states_reached_is_check check (states_reached_is in ('eq', 'ge', 'gt', 'lt')),
  add constraint activities_events_is_check check (events_is in ('eq', 'ge', 'gt', 'lt'));
comment on column programmes.states_reached_is is 'eq exactly, ge at least, gt more than, lt nearly (strictly fewer).';

alter table programmes
  add column hosts               uuid[] not null default '{}',
  add column agreement           text check (length(agreement) <= 200),
  add column agreement_on        date,
  add column agreement_precision text check (is_dated(agreement_on, agreement_precision)),
  add column staff               integer check (staff >= 0),
  add column staff_is            text check (staff_is in ('eq', 'ge', 'gt', 'lt')),
  add column contacts            uuid[] not null default '{}',
  add constraint programmes_staff_both check ((staff is null) = (staff_is is null)),
  add constraint programmes_agreement_made check (agreement is not null or agreement_on is null),
  -- Where it stands it works: who asks for the State finds it by either.
  add constraint programmes_hosts_among_states check (hosts <@ states),
  add constraint programmes_offices_only check (type in ('office', 'hub', 'deployment')
    or (hosts = '{}' and agreement is null and staff is null and contacts = '{}'));
comment on column programmes.hosts is 'Of an office, a hub or a deployment: the States in which it stands.';
comment on column programmes.agreement is 'Of the same: symbol of the agreement with the host; empty where one was made and its symbol is not known, null where nothing says that one was.';
comment on column programmes.agreement_on is 'First day of what is known of its signature; the precision says whether day, month or year.';
comment on column programmes.staff is 'How many people work there; null: not known.';
comment on column programmes.contacts is 'Organisations to turn to about it.';

-- An office is found by the symbol of its agreement and by whom to ask, too.
update searchable_tables set codes = codes || '{agreement}', subjects = subjects || '{"contacts": "organisation"}' where name = 'programmes';

-- Hosts are among the States, which are looked up already.
create function check_contacts() returns trigger language plpgsql as $$
begin
  if exists (select from unnest(new.contacts) x where not exists (select from organisations o where o.id = x)) then
    raise exception 'programmes.no_such_term' using errcode = 'CC409';
  end if;
  return new;
end $$;
create trigger contacts before insert or update of contacts on programmes for each row when (new.contacts <> '{}') execute function check_contacts();

-- Whoever was to be asked at an entry of the directory that was merged is asked at the kept one.
create function follow_merge_of_contacts() returns trigger security definer set search_path = public language plpgsql as $$
begin
  update programmes set contacts = put_in_place(contacts, new.id, new.merged_into) where new.id = any (contacts);
  return null;
end $$;
create trigger programme_contacts after update of merged_into on organisations for each row
  when (new.merged_into is not null and old.merged_into is null) execute function follow_merge_of_contacts();
