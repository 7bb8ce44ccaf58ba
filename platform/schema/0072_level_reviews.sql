-- Review for a lower level, after ST/SGB/2007/6: what is confidential or strictly confidential is looked at again twenty
-- years after it got its level, and every five years after that. Its originator may set an earlier day. Nothing comes down
-- by itself: whoever brought a record decides.
create table level_reviews (
  id         uuid primary key default gen_random_uuid(),
  record     uuid not null references records on delete cascade,
  level      smallint not null check (level between 1 and 2),
  latest_on  date not null,
  due_on     date not null,
  told_on    date,
  outcome    text check (outcome in ('kept', 'lowered', 'raised')),
  reason     text not null default '' check (length(reason) <= 1000),
  decided_by uuid references persons,
  decided_at timestamptz,
  check (due_on <= latest_on),
  check ((outcome is null) = (decided_at is null)),
  check (outcome is distinct from 'kept' or length(trim(reason)) >= 10)
);
comment on table level_reviews is 'When the level of a record is to be reviewed, and what came of reviews before.';
comment on column level_reviews.latest_on is 'The day that ST/SGB/2007/6 sets; due_on may be earlier.';
comment on column level_reviews.told_on is 'When its originator was told that it is due.';
comment on column level_reviews.reason is 'Why the level was kept.';
call retain('level_reviews', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"decided_by": "link", "reason": "words"}', whose => 't.decided_by', on_erasure => 'keep');
create unique index level_reviews_open on level_reviews (record) where outcome is null;
create index level_reviews_due on level_reviews (due_on) where outcome is null;
create policy level_reviews_read on level_reviews for select using (
  (select preview_org()) is null and exists (select from records r where r.id = record and r.owner_org = viewer_org()));

create function plan_level_review() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    update level_reviews set outcome = case when new.level < old.level then 'lowered' else 'raised' end, decided_by = viewer_person(), decided_at = now()
     where record = new.id and outcome is null;
  end if;
  if new.level > 0 then
    insert into level_reviews (record, level, latest_on, due_on) values (new.id, new.level, current_date + interval '20 years', current_date + interval '20 years');
  end if;
  return null;
end $$;
create trigger review_made after insert on records for each row when (new.level > 0) execute function plan_level_review();
create trigger review_moved after update of level on records for each row when (new.level <> old.level) execute function plan_level_review();

-- The open review of a record, for whoever may lower its level.
create function review_in_hand(of_record uuid) returns level_reviews security definer set search_path = public language plpgsql as $$
declare open_one level_reviews;
begin
  if preview_org() is not null or not exists (select from records r where r.id = of_record and r.owner_org = viewer_org() and viewer_sees(r.id, 'contribute')) then
    raise exception 'not_found' using errcode = 'CC404';
  end if;
  if not viewer_may('records:share') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  select * into open_one from level_reviews where record = of_record and outcome is null for update;
  if not found then raise exception 'retention.no_review' using errcode = 'CC409'; end if;
  return open_one;
end $$;
create function set_level_review(of_record uuid, day date) returns void security definer set search_path = public language plpgsql as $$
declare r level_reviews := review_in_hand(of_record);
begin
  if day <= current_date then raise exception 'retention.review_past' using errcode = 'CC409'; end if;
  if day > r.latest_on then raise exception 'retention.review_late' using errcode = 'CC409'; end if;
  update level_reviews set due_on = day, told_on = null where id = r.id;
end $$;
create function keep_level(of_record uuid, why text, next date) returns void security definer set search_path = public language plpgsql as $$
declare r level_reviews := review_in_hand(of_record);
begin
  if next <= current_date then raise exception 'retention.review_past' using errcode = 'CC409'; end if;
  if next > greatest(current_date, r.latest_on) + interval '5 years' then raise exception 'retention.review_late' using errcode = 'CC409'; end if;
  update level_reviews set outcome = 'kept', reason = why, decided_by = viewer_person(), decided_at = now() where id = r.id;
  insert into level_reviews (record, level, latest_on, due_on) values (of_record, r.level, greatest(next, r.latest_on), next);
end $$;

-- Reviews due within ninety days of which nobody was told yet, each once, with whoever may lower the level.
call make_service_actor('retention.remind', 'Concord: reviews of levels');
create function take_due_reviews(at_most integer) returns table (record uuid, due date, people uuid[]) security definer set search_path = public language plpgsql as $$
begin
  if viewer_person() is distinct from service_actor('retention.remind') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  return query
  with due as (
    select l.id from level_reviews l where l.outcome is null and l.told_on is null and l.due_on <= current_date + 90 order by l.due_on, l.id limit at_most for update
  ), told as (
    update level_reviews l set told_on = current_date from due where l.id = due.id returning l.record, l.due_on
  )
  select t.record, t.due_on, array(
    select m.person from memberships m where m.organisation = r.owner_org and 'records:share' = any (permissions_of(m.roles))
       and current_date between m.starts_on and coalesce(m.ends_on, 'infinity'))
    from told t join records r on r.id = t.record;
end $$;
grant execute on function set_level_review, keep_level, take_due_reviews to app;
