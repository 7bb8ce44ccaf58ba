-- What is known of programmes and activities beside what their forms ask: goals of the 2030 Agenda, who took part by sex
-- and function, what each organisation does in a joint programme, and how records follow from one another.

-- Codes of goals and targets: 16, 16.3, 16.a.
create function are_sdgs(codes text[]) returns boolean immutable parallel safe language sql
  return cardinality(codes) <= 60 and array_to_string(codes, ' ') ~ '^((1[0-7]|[1-9])(\.([1-9][0-9]?|[a-d]))?( (?=.)|$))*$';

alter table programmes
  add column sdgs  text[] not null default '{}' check (are_sdgs(sdgs)),
  add column joint boolean not null default false,
  add column parts jsonb not null default '[]' check (jsonb_typeof(parts) = 'array');
comment on column programmes.sdgs is 'Sustainable Development Goals and targets it serves, by their official codes: 16, 16.a.';
comment on column programmes.joint is 'A joint programme: several organisations answer for it together, one of them in the lead.';
comment on column programmes.parts is 'json: { organisation: string, does: Written }[]; what each of those that lead or join does in it';

alter table activities
  add column sdgs         text[] not null default '{}' check (are_sdgs(sdgs)),
  add column attended_by  jsonb not null default '[]' check (jsonb_typeof(attended_by) = 'array');
comment on column activities.sdgs is 'Sustainable Development Goals and targets it serves, by their official codes: 16, 16.a.';
comment on column activities.attended_by is 'json: { function: string | null, women: { n: number, comparator: string } | null, men: { n: number, comparator: string } | null, other: { n: number, comparator: string } | null }[]; participants by function (a term of the vocabulary audiences) and sex';

-- What an entry of the directory that was merged into another does, the kept one does.
create function follow_merge_of_parts() returns trigger security definer set search_path = public language plpgsql as $$
begin
  update programmes set parts = replace(parts::text, new.id::text, new.merged_into::text)::jsonb
   where parts @> jsonb_build_array(jsonb_build_object('organisation', new.id));
  return null;
end $$;
create trigger programme_parts after update of merged_into on organisations for each row
  when (new.merged_into is not null and old.merged_into is null) execute function follow_merge_of_parts();

create table links (
  id      uuid primary key default gen_random_uuid(),
  record  uuid not null references records on delete cascade,
  kind    text not null check (kind in ('part_of', 'follows', 'contributes_to')),
  other   uuid not null references records on delete cascade check (other <> record),
  unique (record, kind, other)
);
comment on table links is 'How programmes and activities hang together: this one is part of, follows, or contributes to the other. Shown only to those who may read both.';
call retain('links', area => 'records', kept => 'with_record', why => 'accountability');
comment on column links.record is 'Of which it is said; whoever contributes to it may say so.';
call make_shareable('links', 'record');
create index links_other on links (other);

-- What is said of two records goes with either: a hold on the one would tell who removes the other of it, and keep that.
create function refuse_held_link() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if record_held(old.record) and exists (select from records r where r.id = old.other) then
    raise exception 'retention.held' using errcode = 'CC409';
  end if;
  return old;
end $$;
create trigger aa_held before delete on links for each row execute function refuse_held_link();

-- Both ends: who reads one learns nothing of the other, not even that there is one.
create policy both_ends on links as restrictive for select to app using (exists (select from presence p where p.record = other));
-- Removing and changing look at the row first, so that a hidden link is left alone.
create function check_link() returns trigger language plpgsql as $$
begin
  if by_viewer() and (not exists (select from presence p where p.record = new.record) or not exists (select from presence p where p.record = new.other)) then
    raise exception 'not_found' using errcode = 'CC404';
  end if;
  return new;
end $$;
create trigger both_ends before insert or update on links for each row execute function check_link();
