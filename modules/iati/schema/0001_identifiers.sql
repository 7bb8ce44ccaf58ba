-- The identifier under which a record came from a file of the International Aid Transparency Initiative, so that the same
-- activity read again is the same record, and goes out under the name it came with.
create table iati_identifiers (
  id         uuid primary key references records on delete cascade,
  identifier text not null check (length(identifier) between 1 and 300)
);
comment on table iati_identifiers is 'IATI identifier of a programme or activity that was read from a file.';
call retain('iati_identifiers', area => 'records', kept => 'with_record', why => 'reference');
call make_shareable('iati_identifiers');
create index iati_identifiers_identifier on iati_identifiers (identifier);
