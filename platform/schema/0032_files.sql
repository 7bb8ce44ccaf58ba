create table files (
  id        uuid not null default gen_random_uuid(),
  record    uuid not null references records on delete cascade,
  part      text not null default 'attachment' check (part ~ '^[a-z][a-z0-9_]{0,39}$'),
  name      text not null check (length(name) between 1 and 200 and name !~ '[[:cntrl:]/\\]'),
  type      text not null check (type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  size      integer not null check (size between 1 and 25000000),
  hash      text not null check (hash ~ '^[0-9a-f]{64}$'),
  key       text not null,
  stored_at timestamptz not null default now(),
  stored_by uuid references persons default viewer_person(),
  primary key (record, id)
);
comment on table files is 'Files that are part of a record, seen by whoever reads it. Their content lies encrypted on disk under its hash.';
call retain('files', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"stored_by": "link", "name": "words", "type": "words", "size": "words"}', whose => 't.stored_by', on_erasure => 'keep');
comment on column files.part is 'attachment: what people add to the record. Other words belong to the module whose record it is.';
comment on column files.hash is 'HMAC-SHA-256 of the content under a key kept outside the database, so that knowing a document does not tell whether it is here.';
comment on column files.key is 'Fingerprint of the key it is encrypted with.';
call make_shareable('files', 'record');
create index files_id on files (id);
create index files_hash on files (hash);

call make_service_actor('files.clean', 'Concord: files, cleaning');
create policy clean on files for select using (viewer_person() = service_actor('files.clean'));
