-- Rows that become parts of one record: those of a visit's recommendations.
alter table imports add column within uuid;
comment on column imports.within is 'The record that the rows become parts of, for kinds that have one. Not a reference: whether it is there, and may be added to, is asked at each step.';

create or replace function guard_import() returns trigger language plpgsql as $$
begin
  if by_viewer() and (new.id, new.person, new.organisation, new.level, new.kind, new.within, new.made_at)
       is distinct from (old.id, old.person, old.organisation, old.level, old.kind, old.within, old.made_at) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  return new;
end $$;
