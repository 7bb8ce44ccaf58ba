-- Whoever asked for work that takes its time is told when it ended, done or given up; who cancelled it knows.
create function tell_job_ended() returns trigger security definer set search_path = public language plpgsql as $$
begin
  perform tell_people('jobs.ended', array[new.person], false, null, 'read', '/jobs',
    jsonb_build_object('outcome', new.state, 'on', to_char(new.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
  return null;
end $$;
create trigger tell after update of state on asked_jobs for each row
  when (new.state in ('done', 'failed') and old.state in ('waiting', 'running')) execute function tell_job_ended();
