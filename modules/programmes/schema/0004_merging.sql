-- An entry of the directory that was merged into another is named so no longer: who leads, takes part and funds is the kept one.
create function put_in_place(ids uuid[], absorbed uuid, kept uuid) returns uuid[] immutable parallel safe language sql
begin atomic
  select coalesce(array_agg(x order by first), '{}')
    from (select case when i = absorbed then kept else i end as x, min(n) as first from unnest(ids) with ordinality as t(i, n) group by 1) named;
end;

create function follow_merge() returns trigger security definer set search_path = public language plpgsql as $$
begin
  update programmes p set leads = put_in_place(leads, new.id, new.merged_into), funders = put_in_place(funders, new.id, new.merged_into),
         partners = array(select x from unnest(put_in_place(partners, new.id, new.merged_into)) x where x <> all (put_in_place(p.leads, new.id, new.merged_into)))
   where new.id = any (leads || partners || funders);
  update activities a set leads = put_in_place(leads, new.id, new.merged_into),
         partners = array(select x from unnest(put_in_place(partners, new.id, new.merged_into)) x where x <> all (put_in_place(a.leads, new.id, new.merged_into)))
   where new.id = any (leads || partners);
  return null;
end $$;
create trigger programmes after update of merged_into on organisations for each row
  when (new.merged_into is not null and old.merged_into is null) execute function follow_merge();
