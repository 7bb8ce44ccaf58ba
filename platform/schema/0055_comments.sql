-- Comments live and die with their record and take its level and audience at every moment. Who may read the record reads
-- them; to write one takes the right to comment.
create table comments (
  id            uuid primary key default gen_random_uuid(),
  record        uuid not null references records on delete cascade,
  parent        uuid references comments on delete cascade,
  person        uuid not null default viewer_person() references persons,
  organisation  uuid not null default viewer_org() references organisations,
  written_at    timestamptz not null default now(),
  removed_at    timestamptz,
  hidden_at     timestamptz,
  hidden_by     uuid references persons,
  hidden_reason text check (length(trim(hidden_reason)) between 3 and 500),
  check ((hidden_at is null) = (hidden_reason is null) and (hidden_at is null) = (hidden_by is null))
);
comment on table comments is 'What readers of a record say about it: who, when, in answer to which. Of one that was removed only this line stays, so that answers keep their place.';
call retain('comments', area => 'together', kept => 'with_record', why => 'accountability',
  personal => '{"person": "link", "written_at": "acts", "hidden_by": "link", "hidden_reason": "words"}', whose => 't.person', on_erasure => 'keep');
comment on column comments.parent is 'The comment it answers; answers have none of their own.';
comment on column comments.hidden_at is 'Since then its words are shown to its writer and the originator only.';
call make_shareable('comments', 'record', writes => 'comment');
create index comments_parent on comments (parent) where parent is not null;

create table comment_texts (
  id         uuid primary key default gen_random_uuid(),
  comment    uuid not null references comments on delete cascade,
  record     uuid not null references records on delete cascade,
  version    integer not null check (version > 0),
  language   text not null check (language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  words      text not null check (length(words) between 1 and 5000),
  written_at timestamptz not null default now(),
  unique (record, comment, version)
);
comment on table comment_texts is 'The words of comments, each edit as a version beside those before. Gone when the writer removes the comment.';
call retain('comment_texts', area => 'together', kept => 'with_record', why => 'accountability',
  personal => '{"comment": "link", "words": "words"}', whose => '(select c.person from comments c where c.id = t.comment)', on_erasure => 'keep');
comment on column comment_texts.words is 'Plain text. A person mentioned stands in it as <@id>.';
call make_shareable('comment_texts', 'record', writes => 'comment');
create index comment_texts_comment on comment_texts (comment, version desc);

create policy write on comments for insert to app with check (
  person = viewer_person() and organisation = viewer_org() and preview_org() is null and viewer_sees(record, 'comment'));
create policy settle on comments for update to app using (
  preview_org() is null and (person = viewer_person() or (owner_org = viewer_org() and viewer_may('records:share'))));
-- What was written stays as it was written: an edit is another version, and no policy lets anyone change one.
create policy write on comment_texts for insert to app with check (
  preview_org() is null and viewer_sees(record, 'comment') and exists (
    select from comments c where c.id = comment and c.record = comment_texts.record and c.person = viewer_person()
       and c.removed_at is null and c.hidden_at is null));
create policy forget on comment_texts for delete to app using (
  preview_org() is null and exists (select from comments c where c.id = comment and c.person = viewer_person()));
create policy hidden on comment_texts as restrictive for select to app using (
  exists (select from comments c where c.id = comment and (c.hidden_at is null
     or (preview_org() is null and (c.person = viewer_person() or c.owner_org = viewer_org())))));

-- The writer removes, the originator hides; nothing else of a comment ever changes.
create function guard_comment() returns trigger language plpgsql as $$
declare above record;
begin
  if tg_op = 'INSERT' then
    if by_viewer() and (new.written_at <> now() or new.removed_at is not null or new.hidden_at is not null) then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
    if new.parent is not null then
      select record, parent, removed_at, hidden_at into above from comments where id = new.parent;
      if above.record is distinct from new.record or above.parent is not null then raise exception 'not_found' using errcode = 'CC404'; end if;
      if above.removed_at is not null or above.hidden_at is not null then raise exception 'comments.closed' using errcode = 'CC409'; end if;
    end if;
    return new;
  end if;
  if not by_viewer() then return new; end if;
  if (new.id, new.record, new.parent, new.person, new.organisation, new.written_at)
     is distinct from (old.id, old.record, old.parent, old.person, old.organisation, old.written_at) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if new.removed_at is distinct from old.removed_at then
    if old.person <> viewer_person() or old.removed_at is not null then raise exception 'access.fixed' using errcode = 'CC403'; end if;
    new.removed_at := now();
  end if;
  if (new.hidden_at, new.hidden_by, new.hidden_reason) is distinct from (old.hidden_at, old.hidden_by, old.hidden_reason) then
    if old.owner_org is distinct from viewer_org() or not viewer_may('records:share') then raise exception 'comments.originator_hides' using errcode = 'CC403'; end if;
    if new.hidden_at is not null then new.hidden_at := now(); new.hidden_by := viewer_person(); end if;
  end if;
  return new;
end $$;
create trigger guard before insert or update of id, record, parent, person, organisation, written_at, removed_at, hidden_at, hidden_by, hidden_reason
  on comments for each row execute function guard_comment();

-- Whether someone else may be mentioned: asked only about people whom the viewer knows anyway, by who may comment on the
-- record.
create function mentionable(who uuid, of_record uuid) returns boolean
stable security definer set search_path = public language sql
  return preview_org() is null and viewer_sees(of_record, 'comment') and known_reader(who, of_record);
grant execute on function mentionable to app;
