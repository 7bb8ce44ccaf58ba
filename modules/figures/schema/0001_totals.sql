-- A total that a report states says which figure it is a total of; how many are its own events or participants, and the
-- period is its own dates.
alter table activities add column total_of text
  check (total_of in ('expert_meetings', 'missions', 'outreach', 'trainings', 'people_trained'));
comment on column activities.total_of is 'Of a stated total (aggregate): the figure it is a total of, as modules/figures/rules.ts defines it. Of no meaning elsewhere.';
