-- The results chain of a programme: outcomes, their outputs, the indicators of both, and what these reached over time.
create table results (
  id        uuid primary key default gen_random_uuid(),
  record    uuid not null references records on delete cascade,
  parent    uuid references results on delete cascade check (parent <> id),
  kind      text not null check (kind in ('outcome', 'output')),
  statement jsonb not null check (is_written(statement)),
  place     smallint not null default 0 check (place between 0 and 999),
  check (parent is null or kind = 'output')
);
comment on table results is 'What a programme is to bring about (outcome) and to deliver for it (output).';
call retain('results', area => 'records', kept => 'with_record', why => 'accountability');
comment on column results.statement is 'json: Written; what is to be reached';
comment on column results.parent is 'Of an output: the outcome of the same programme that it serves.';
comment on column results.place is 'Its place among its neighbours, from 0.';
call make_shareable('results', 'record');

create table indicators (
  id                 uuid primary key default gen_random_uuid(),
  record             uuid not null references records on delete cascade,
  result             uuid not null references results on delete cascade,
  name               jsonb not null check (is_written(name)),
  unit               jsonb not null check (is_written(unit)),
  definition         jsonb check (is_written(definition)),
  verification       jsonb check (is_written(verification)),
  dimensions         text[] not null default '{}' check (dimensions <@ array['sex', 'age', 'disability', 'function', 'state']),
  baseline           double precision,
  baseline_on        date,
  baseline_precision text check (is_dated(baseline_on, baseline_precision)),
  target             double precision,
  target_on          date,
  target_precision   text check (is_dated(target_on, target_precision)),
  place              smallint not null default 0 check (place between 0 and 999)
);
comment on table indicators is 'How it is seen that a result is reached: from a baseline to a target, each on a date.';
call retain('indicators', area => 'records', kept => 'with_record', why => 'accountability');
comment on column indicators.name is 'json: Written';
comment on column indicators.unit is 'json: Written; what is counted: people, per cent';
comment on column indicators.definition is 'json: Written; what exactly is counted';
comment on column indicators.verification is 'json: Written; the source of verification';
comment on column indicators.place is 'Its place among those of its result, from 0.';
comment on column indicators.dimensions is 'By what its figures are to be disaggregated.';
comment on column indicators.target is 'May lie below the baseline: then less is better.';
call make_shareable('indicators', 'record');
create index indicators_result on indicators (result);

create table measurements (
  id           uuid primary key default gen_random_uuid(),
  record       uuid not null references records on delete cascade,
  indicator    uuid not null references indicators on delete cascade,
  measured_on  date not null,
  precision    text not null check (is_dated(measured_on, precision)),
  value        double precision not null,
  value_is     text not null default 'eq' check (value_is in ('eq', 'ge', 'gt', 'lt')),
  parts        jsonb not null default '[]' check (jsonb_typeof(parts) = 'array'),
  note         jsonb check (is_written(note))
);
comment on table measurements is 'What an indicator reached on a date, as a whole and by sex, age, disability, function or State.';
call retain('measurements', area => 'records', kept => 'with_record', why => 'accountability');
comment on column measurements.parts is 'json: { by: string, of: string, value: number }[]; by sex, age, disability, function or state; of a code of that';
comment on column measurements.note is 'json: Written; what the figure leaves unsaid';
call make_shareable('measurements', 'record');
create index measurements_indicator on measurements (indicator, measured_on);

-- A chain stays within one programme: what hangs on another is as absent as what is hidden.
create function check_chain() returns trigger language plpgsql as $$
declare above uuid;
begin
  if tg_table_name = 'results' then
    if new.parent is null then return new; end if;
    select record into above from results where id = new.parent and kind = 'outcome';
  elsif tg_table_name = 'indicators' then
    select record into above from results where id = new.result;
  else
    select record into above from indicators where id = new.indicator;
  end if;
  if above is distinct from new.record then raise exception 'not_found' using errcode = 'CC404'; end if;
  return new;
end $$;
create trigger chain before insert or update on results for each row execute function check_chain();
create trigger chain before insert or update on indicators for each row execute function check_chain();
create trigger chain before insert or update on measurements for each row execute function check_chain();
