create table saved_views (
  id           uuid primary key default gen_random_uuid(),
  person       uuid not null default viewer_person() references persons on delete cascade,
  organisation uuid not null default viewer_org() references organisations,
  page         text not null check (length(page) <= 100 and page ~ '^(/[a-z0-9-]+)+$'),
  name         text not null check (length(name) between 1 and 60 and name !~ '[[:cntrl:]]' and name = trim(name)),
  query        text not null check (length(query) <= 2000 and query !~ '[[:cntrl:]#]'),
  shared       boolean not null default false,
  saved_at     timestamptz not null default now()
);
comment on table saved_views is 'Lists as people like to see them: a name for the address of a page.';
call retain('saved_views', area => 'together', kept => 'until_removed', why => 'service',
  personal => '{"person": "link", "name": "words", "query": "choices"}', whose => 't.person', on_erasure => 'delete');
comment on column saved_views.query is 'What follows the question mark; all that a shared view carries.';
comment on column saved_views.shared is 'With everyone of the organisation.';
create index saved_views_organisation on saved_views (organisation, page);
create policy saved_views_read on saved_views for select using (
  (select preview_org()) is null and organisation = (select viewer_org()) and (shared or person = (select viewer_person())));
create policy saved_views_add on saved_views for insert with check (person = viewer_person() and organisation = viewer_org());
create policy saved_views_change on saved_views for update
  using (person = viewer_person() and organisation = viewer_org()) with check (person = viewer_person() and organisation = viewer_org());
-- What someone who has left shared, an administrator of the organisation may take away.
create policy saved_views_remove on saved_views for delete using (
  organisation = viewer_org() and (person = viewer_person() or (shared and viewer_may('access:organisation'))));

create table view_places (
  person uuid not null default viewer_person() references persons on delete cascade,
  view   uuid not null references saved_views on delete cascade,
  place  smallint not null check (place between 1 and 200),
  opens  boolean not null default false,
  primary key (person, view)
);
comment on table view_places is 'In which order a person sees the views of a page, and which of them the page opens with.';
call retain('view_places', area => 'together', kept => 'with_parent', why => 'service',
  personal => '{"person": "link", "place": "choices", "opens": "choices"}', whose => 't.person', on_erasure => 'delete');
create policy view_places_own on view_places for all
  using (person = viewer_person())
  with check (person = viewer_person() and exists (select from saved_views v where v.id = view));
