-- Legal holds: what is held is neither deleted when its time is up, nor removed, nor erased, until another person than the
-- one who placed the hold lifts it.
create table legal_holds (
  id           uuid primary key default gen_random_uuid(),
  record       uuid references records on delete cascade,
  person       uuid references persons,
  organisation uuid references organisations,
  reason       text not null check (length(reason) <= 1000 and length(trim(reason)) >= 10),
  reference    text not null check (length(reference) <= 200 and length(trim(reference)) >= 2),
  review_on    date not null,
  placed_by    uuid not null references persons default viewer_person(),
  placed_at    timestamptz not null default now(),
  lifted_by    uuid references persons,
  lifted_at    timestamptz,
  lifted_why   text check (length(lifted_why) <= 1000 and length(trim(lifted_why)) >= 10),
  check (num_nonnulls(record, person, organisation) = 1),
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_why is null)),
  check (lifted_by <> placed_by)
);
comment on table legal_holds is 'What must not be destroyed for now, because of a case: a record, what there is of a person, or all of an organisation.';
comment on column legal_holds.reference is 'Of the case, or of the letter that asks for it.';
comment on column legal_holds.review_on is 'When to ask whether it is still needed. It does not end by itself.';
comment on column legal_holds.organisation is 'Records it originated, and what there is of people who belong or belonged to it.';
call retain('legal_holds', area => 'proof', kept => 'with_parent', why => 'accountability',
  personal => '{"person": "link", "reason": "words", "placed_by": "link", "lifted_by": "link", "lifted_why": "words"}', whose => 't.person', on_erasure => 'keep');
create unique index legal_holds_record on legal_holds (record) where lifted_at is null;
create unique index legal_holds_person on legal_holds (person) where lifted_at is null;
create unique index legal_holds_organisation on legal_holds (organisation) where lifted_at is null;

-- Of a record: whoever reads it. Of a person: that person, the secretariat, the auditors. Of an organisation: its people,
-- the secretariat, the auditors, and whoever could remove something from a record of it, since they are refused.
create policy legal_holds_read on legal_holds for select using (
  (select preview_org()) is null and (
    viewer_sees(record, 'read')
    or (person is not null and (person = (select viewer_person()) or (select viewer_may('retention:read'))))
    or (organisation is not null and ((select viewer_may('retention:read')) or organisation = (select viewer_org())
      or exists (select from records r where r.owner_org = organisation and viewer_sees(r.id, 'comment'))))));
-- On a record: its originator, or the secretariat where it reads it. On a person: the secretariat, or who keeps their
-- account. On an organisation: the secretariat.
create policy legal_holds_place on legal_holds for insert with check (
  preview_org() is null and viewer_may('retention:hold') and placed_by = viewer_person() and lifted_at is null and (
    (viewer_sees(record, 'read')
      and (viewer_may('retention:decide') or exists (select from records r where r.id = record and r.owner_org = viewer_org())))
    or (person is not null and (viewer_may('retention:decide') or works_for(person, viewer_org())))
    or (organisation is not null and viewer_may('retention:decide'))));
create policy legal_holds_lift on legal_holds for update using (
  preview_org() is null and viewer_may('retention:hold') and (
    (viewer_sees(record, 'read')
      and (viewer_may('retention:decide') or exists (select from records r where r.id = record and r.owner_org = viewer_org())))
    or (person is not null and (viewer_may('retention:decide') or works_for(person, viewer_org())))
    or (organisation is not null and viewer_may('retention:decide'))));

create function guard_hold() returns trigger language plpgsql as $$
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'INSERT' then
    if new.review_on <= current_date or new.placed_at <> now() then raise exception 'retention.review_past' using errcode = 'CC409'; end if;
    return new;
  end if;
  if (to_jsonb(new) - array['lifted_by', 'lifted_at', 'lifted_why']) is distinct from (to_jsonb(old) - array['lifted_by', 'lifted_at', 'lifted_why'])
     or old.lifted_at is not null or new.lifted_at is null then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if old.placed_by = viewer_person() or old.person = viewer_person() then raise exception 'retention.second_person' using errcode = 'CC403'; end if;
  new.lifted_by := viewer_person(); new.lifted_at := now();
  return new;
end $$;
create trigger guard before insert or update on legal_holds for each row execute function guard_hold();

-- Whether a hold is on a record, or on its originator.
create function record_held(wanted uuid) returns boolean stable security definer set search_path = public language sql
begin atomic
  select exists (select from legal_holds h where h.lifted_at is null and (h.record = wanted
     or h.organisation = (select r.owner_org from records r where r.id = wanted)));
end;
-- Whether a hold is on a person, or on an organisation to which they belong or belonged.
create function person_held(who uuid) returns boolean stable security definer set search_path = public language sql
begin atomic
  select exists (select from legal_holds h where h.lifted_at is null and (h.person = who
     or h.organisation in (select m.organisation from memberships m where m.person = who)));
end;

-- On records and on everything that hangs on one (after-each.sql): what is held is not removed, by whomever.
create function refuse_held() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if record_held((to_jsonb(old) ->> tg_argv[0])::uuid) then raise exception 'retention.held' using errcode = 'CC409'; end if;
  return old;
end $$;

-- SQL that tells whether a row t of this table is held; false where it says neither whose nor of which record it is.
create function held_where(rule retention_rules) returns text stable security definer set search_path = public language sql
begin atomic
  select coalesce(string_agg(said, ' or '), 'false') from (
    select format('person_held(%s)', rule.whose) where rule.whose is not null
    union all
    select format('record_held(t.%I)', coalesce((select s.key from shareable_tables s where s.name = rule.table_name), a.attname))
      from pg_attribute a where a.attrelid = to_regclass(quote_ident(rule.table_name)) and a.attname = case when rule.table_name = 'records' or exists (
             select from shareable_tables s where s.name = rule.table_name and s.key = 'id') then 'id' else 'record' end
  ) held(said);
end;
