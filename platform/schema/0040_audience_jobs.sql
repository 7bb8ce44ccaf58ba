-- Keeps the audience arrays exact where a grant began or ended with time, so that policies need not ask the grants.
call make_service_actor('records.expire', 'Concord: audiences in time');
create function refresh_due(at_most integer) returns boolean security definer set search_path = public language plpgsql as $$
declare due uuid[];
begin
  if viewer_person() is distinct from service_actor('records.expire') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  due := array(select id from records where audience_due <= now() order by audience_due limit at_most);
  perform refresh_audience(due);
  return cardinality(due) = at_most;
end $$;
grant execute on function refresh_due to app;
