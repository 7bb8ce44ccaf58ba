-- When a person last looked at what changed. A look an hour or more after the one before is a new visit: what it shows
-- then begins where the last visit was.
create table looks (
  person       uuid not null default viewer_person() references persons on delete cascade,
  organisation uuid not null default viewer_org() references organisations,
  since        timestamptz,
  looked_at    timestamptz not null default now(),
  primary key (person, organisation)
);
comment on table looks is 'Since when a person is told what changed: known to that person only.';
call retain('looks', area => 'telling', kept => 'with_person', why => 'service',
  personal => '{"person": "link", "since": "acts", "looked_at": "acts"}', whose => 't.person', on_erasure => 'delete');
comment on column looks.since is 'The visit before the last, or when all was marked as seen; null on the first visit.';
create policy looks_own on looks for all
  using (person = viewer_person() and organisation = viewer_org() and preview_org() is null)
  with check (person = viewer_person() and organisation = viewer_org());
