-- Records that are one and the same, entered twice. One of the two stays, the other leads to it for whoever may read both;
-- for everybody else each goes on as if nothing had been said. Nothing moves from one record to the other, so that nothing
-- that hangs on either comes under another audience. The acts are those of modules/duplicates.
create table merges (
  id           uuid primary key default gen_random_uuid(),
  kept         uuid not null references records on delete cascade,
  other        uuid not null references records on delete cascade check (other <> kept),
  taken        text[] not null default '{}',
  reason       text not null check (length(reason) <= 1000 and length(trim(reason)) >= 3),
  asked_by     uuid references persons,
  asked_org    uuid references organisations,
  asked_at     timestamptz not null default now(),
  kept_agreed  uuid references persons,
  other_agreed uuid references persons,
  done_at      timestamptz,
  ended        text check (ended in ('withdrawn', 'declined', 'undone')),
  ended_by     uuid references persons,
  ended_at     timestamptz,
  ended_why    text not null default '' check (length(ended_why) <= 1000),
  check ((ended is null) = (ended_at is null)),
  check (ended is null or (ended = 'undone') = (done_at is not null))
);
comment on table merges is 'That two programmes, or two activities, are one: which stays, what it took from the other, who asked and which originators agreed.';
call retain('merges', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"reason": "words", "asked_by": "link", "kept_agreed": "link", "other_agreed": "link", "ended_by": "link", "ended_why": "words"}',
  whose => 't.asked_by', on_erasure => 'keep');
comment on column merges.taken is 'Columns whose values the one that stays took from the other. Where there are any, it is made from the other, too (records.sources).';
comment on column merges.kept_agreed is 'Who agreed for the originator of the one that stays; likewise other_agreed.';
comment on column merges.ended is 'withdrawn and declined: before it was done; undone: since.';
call make_shareable('merges', 'kept', writes => 'merge');
create index merges_other on merges (other);

-- Both ends: who reads one learns nothing of the other. What is only asked, or is over, concerns who asked and the originators.
create policy both_ends on merges as restrictive for select to app using (
  exists (select from presence p where p.record = other and (
    (done_at is not null and ended is null)
    or (preview_org() is null and viewer_org() in (asked_org, merges.owner_org, p.owner_org)))));

-- Records that lead to another, as far as the viewer reads both. Where such statements lead in a circle, because each was made
-- by somebody who did not see the others, the latest word on which record stays holds.
create view merged_away with (security_invoker) as
  select m.id, m.other, m.kept, m.done_at from merges m
   where m.done_at is not null and m.ended is null
     and not exists (select from merges n where n.kept = m.other and n.done_at > m.done_at and n.ended is null);
grant select on merged_away to app;

-- For search: each with the one in which the way from it ends.
create or replace view search_leads with (security_invoker) as
  with recursive first as (select distinct on (other) other, kept from merged_away order by other, done_at, id),
  led as (select other, kept from first union select l.other, f.kept from led l join first f on f.other = l.kept)
  select other, kept from led where kept not in (select other from first);
