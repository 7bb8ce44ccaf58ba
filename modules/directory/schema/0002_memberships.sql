-- A membership in a group opens all that is shared with the group, so it may not be made lightly, nor for oneself.
alter table group_members
  add column start_known boolean not null default true,
  add column entered_by  uuid references persons default viewer_person();
comment on column group_members.start_known is 'False: starts_on is the first day on which a source shows it; when it began is not established.';
comment on column group_members.entered_by is 'Null: reference data.';
update retention_rules set personal = personal || '{"entered_by": "link"}' where table_name = 'group_members';

-- What is entered is not rewritten: it is ended, confirmed, or (unconfirmed, or before its second day) removed. What people
-- enter for their own organisation stays unconfirmed, and opens nothing, until another administrator confirms it.
create function guard_group_membership() returns trigger language plpgsql as $$
declare own boolean;
begin
  if not by_viewer() then return coalesce(new, old); end if;
  if tg_op = 'DELETE' then
    if old.verified and old.starts_on < current_date then raise exception 'directory.end_instead' using errcode = 'CC409'; end if;
    return old;
  end if;
  own := coalesce(new.organisation = viewer_org(), false)
      or coalesce(new.person = viewer_person() or works_for(new.person, viewer_org()), false);
  if tg_op = 'INSERT' then
    new.entered_by := viewer_person();
    new.verified := new.verified and not own;
    return new;
  end if;
  if (new.group_id, new.organisation, new.person, new.role, new.starts_on, new.start_known, new.entered_by)
     is distinct from (old.group_id, old.organisation, old.person, old.role, old.starts_on, old.start_known, old.entered_by)
     or coalesce(new.ends_on, 'infinity') > coalesce(old.ends_on, 'infinity') then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  if new.verified and not old.verified and own and old.entered_by = viewer_person() then
    raise exception 'directory.confirm_own' using errcode = 'CC403';
  end if;
  return new;
end $$;
create trigger guard before insert or update or delete on group_members for each row execute function guard_group_membership();
