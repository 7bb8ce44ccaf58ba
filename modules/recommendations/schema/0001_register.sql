-- Assessments of States, and recommendations of all origins in one register. A recommendation under consent is seen by
-- its originator and by the State concerned; what others see of it are disclosures (0002_consent.sql): rows of their own,
-- with an audience and words of their own.

create table assessments (
  id           uuid primary key references records on delete cascade,
  code         text not null default '' check (length(code) <= 40),
  title        jsonb not null check (is_written(title)),
  type         text not null check (type in ('comprehensive', 'focused', 'follow_up', 'remote')),
  states       uuid[] not null check (cardinality(states) = 1),
  starts_on    date not null,
  ends_on      date not null check (ends_on >= starts_on),
  entities     uuid[] not null default '{}',
  documents    text[] not null default '{}' check (cardinality(documents) <= 20),
  observations jsonb check (is_written(observations)),
  sent_on      date check (sent_on >= starts_on),
  adopted_on   date check (adopted_on >= sent_on)
);
comment on table assessments is 'Visits and remote assessments of a State by the Counter-Terrorism Committee and its Executive Directorate, seen by the originator and the State.';
call retain('assessments', area => 'records', kept => 'with_record', why => 'accountability');
comment on column assessments.states is 'The State assessed: its controller.';
comment on column assessments.entities is 'Organisations that took part in the visit; that does not let them in here.';
comment on column assessments.documents is 'Named by their reference: no files.';
comment on column assessments.observations is 'json: Written; preliminary assessment and observations';
comment on column assessments.sent_on is 'The preliminary assessment went to the State: its 30 days for factual comments begin.';
comment on column assessments.adopted_on is 'The Committee adopted it: the six months for the steps taken begin.';
call make_shareable('assessments');
call make_searchable('assessments', 'recommendations.assessment', texts => '{observations}', codes => '{code}', subjects => '{"states": "state"}', first_day => 'starts_on', last_day => 'ends_on');

create table recommendations (
  id         uuid primary key references records on delete cascade,
  matter     uuid not null default gen_random_uuid(),
  form       text not null default 'original' check (form in ('original', 'whole', 'redacted', 'need')),
  kind       text not null check (kind in ('assessment', 'evaluation', 'report')),
  code       text not null default '' check (length(code) <= 40),
  originator uuid not null default viewer_org() references organisations,
  assessment uuid references assessments on delete set null,
  evaluation text not null default '' check (length(evaluation) <= 300),
  states     uuid[] not null default '{}',
  leads      uuid[] not null default '{}',
  addressees text[] not null default '{}' check (cardinality(addressees) <= 10),
  title      jsonb not null check (is_written(title)),
  body       jsonb check (is_written(body)),
  unofficial text[] not null default '{}',
  resolution text not null default '' check (length(resolution) <= 100),
  paragraph  text not null default '' check (length(paragraph) <= 40),
  source     text not null default '' check (length(source) <= 300),
  themes     text[] not null default '{}',
  pillars    text[] not null default '{}',
  priority   text check (priority in ('high', 'medium', 'low')),
  due_on     date,
  need       text check (need in ('identified', 'agreed', 'prioritised')),
  capacity   jsonb check (is_written(capacity)),
  view       text check (view in ('agreed', 'partly', 'not_agreed')),
  view_words jsonb check (is_written(view_words)),
  force      text check (force in ('must', 'urge', 'may_wish', 'should', 'states')),
  uptake     jsonb not null default '[]' check (jsonb_typeof(uptake) = 'array'),
  acceptance text check (acceptance in ('accepted', 'partly', 'not_accepted')),
  response   jsonb check (is_written(response)),
  status     text not null default 'not_started' check (status in ('not_started', 'under_way', 'implemented', 'closed', 'withdrawn')),
  status_on  date not null default current_date,
  check (kind <> 'assessment' or (cardinality(states) = 1 and cardinality(themes) > 0)),
  check (form = 'original' or kind = 'assessment'),
  check (form = 'need' or body is not null),
  -- What the State did not consent to is in no row of what it disclosed, whoever writes it.
  check (form in ('original', 'whole') or (code = '' and source = '' and uptake = '[]' and (addressees, unofficial) = ('{}', '{}') and (capacity, view, view_words) is null)),
  check (form = 'original' or assessment is null),
  check (form <> 'need' or (resolution = '' and paragraph = '' and leads = '{}' and (priority, due_on) is null)),
  check (kind = 'report' or force is null),
  check (kind = 'evaluation' or (acceptance is null and response is null and evaluation = ''))
);
comment on table recommendations is 'Recommendations of assessments of States, of evaluations, and of reports of the Secretary-General; and what a State disclosed of the first: whole, redacted, or theme and need only.';
call retain('recommendations', area => 'records', kept => 'with_record', why => 'accountability');
comment on column recommendations.matter is 'The same for a recommendation and all that was disclosed of it; the id of nothing. Whoever sees several rows of one reads the fullest.';
comment on column recommendations.form is 'original: as its originator keeps it; the others: what a State disclosed, as it stood then.';
comment on column recommendations.kind is 'Paragraphs of A/75/729: assessment 44, evaluation 48, report 72 to 78.';
comment on column recommendations.originator is 'Whose recommendation it is, also where the row is what a State disclosed of it.';
comment on column recommendations.evaluation is 'Of an evaluation: which.';
comment on column recommendations.states is 'Of an assessment: the State concerned.';
comment on column recommendations.leads is 'Organisations that are to carry it out.';
comment on column recommendations.addressees is 'Whom the report addresses, in codes: member_states, un_system, international_community, entity.';
comment on column recommendations.body is 'json: Written; its words. Null where only theme and need are disclosed: the title is then the name of the theme.';
comment on column recommendations.unofficial is 'Languages in which the words are a rendering, not the official text.';
comment on column recommendations.need is 'Technical assistance need: identified by the originator, agreed or prioritised by the State.';
comment on column recommendations.capacity is 'json: Written; capacity of the State to assist others';
comment on column recommendations.view is 'The State''s view, as it said last (state_views); likewise view_words.';
comment on column recommendations.view_words is 'json: Written';
comment on column recommendations.force is 'Of a report: how strongly it says so; states: an observation.';
comment on column recommendations.uptake is 'json: { document: string, paragraph: string, words: string }[]; where later resolutions took it up';
comment on column recommendations.response is 'json: Written; management response to an evaluation';
comment on column recommendations.status is 'As the last of recommendation_steps says; kept by trigger.';
call make_shareable('recommendations');
create index recommendations_matter on recommendations (matter);
call make_searchable('recommendations', 'recommendations.recommendation', texts => '{body,capacity,view_words,response}', codes => '{code,resolution}', subjects => '{"states": "state", "themes": "theme"}');

create function form_rank(form text) returns integer immutable strict parallel safe language sql
  return array_position(array['original', 'whole', 'redacted', 'need'], form);

-- What the arrays name must exist; what is under consent belongs to its State from the first moment, and is never open.
create function guard_recommendation() returns trigger language plpgsql as $$
declare
  r constant jsonb := to_jsonb(new);
  held record;
  organisations uuid[] := array(select jsonb_array_elements_text(coalesce(r -> 'leads', '[]') || coalesce(r -> 'entities', '[]'))::uuid);
begin
  if exists (select from unnest(organisations) x where not exists (select from organisations o where o.id = x))
     or exists (select from unnest(new.states) x where not exists (select from states s where s.organisation = x))
     or exists (select from jsonb_array_elements_text(coalesce(r -> 'themes', '[]')) x where not exists (select from themes t where t.code = x))
     or exists (select from jsonb_array_elements_text(coalesce(r -> 'pillars', '[]')) x where not exists (select from pillars p where p.code = x)) then
    raise exception 'recommendations.no_such_term' using errcode = 'CC409';
  end if;
  select controller, owner_org, level into held from records where id = new.id;
  if (tg_table_name = 'assessments' or r ->> 'kind' = 'assessment')
     and (held.controller is distinct from new.states[1] or held.level = 0) then
    raise exception 'recommendations.needs_state' using errcode = 'CC409';
  end if;
  if not by_viewer() then return new; end if;
  if tg_table_name = 'recommendations' then
    if tg_op = 'INSERT' then
      -- A row that claims to be of another's matter would stand before it.
      if new.form <> 'original' or new.view is not null or new.view_words is not null or new.need in ('agreed', 'prioritised') then
        raise exception 'access.fixed' using errcode = 'CC403';
      end if;
      new.matter := gen_random_uuid();
      new.originator := viewer_org();
    elsif (new.matter, new.form, new.kind, new.originator, new.view, new.view_words, new.status, new.status_on)
          is distinct from (old.matter, old.form, old.kind, old.originator, old.view, old.view_words, old.status, old.status_on)
          or (new.need is distinct from old.need and (new.need in ('agreed', 'prioritised') or old.need in ('agreed', 'prioritised'))) then
      raise exception 'access.fixed' using errcode = 'CC403';
    end if;
    if new.assessment is not null and not exists (select from assessments a where a.id = new.assessment and a.states = new.states) then
      raise exception 'not_found' using errcode = 'CC404';
    end if;
  end if;
  return new;
end $$;
create trigger guard before insert or update on assessments for each row execute function guard_recommendation();
create trigger guard before insert or update on recommendations for each row execute function guard_recommendation();
-- What a State disclosed is as it was disclosed: nobody writes in it.
create policy disclosed_change on recommendations as restrictive for update to app using (form = 'original');
create policy disclosed_remove on recommendations as restrictive for delete to app using (kind <> 'assessment');
create policy kept on assessments as restrictive for delete to app using (false);
-- What is said of a State in its assessment is written by those who assess, and by nobody who enters other recommendations.
create policy assessed_make on assessments as restrictive for insert to app with check ((select viewer_may('recommendations:assess')));
create policy assessed_change on assessments as restrictive for update to app using ((select viewer_may('recommendations:assess')));
create policy written_make on recommendations as restrictive for insert to app with check (
  case when kind = 'assessment' then (select viewer_may('recommendations:assess')) else (select viewer_may('recommendations:write')) end);
create policy written_change on recommendations as restrictive for update to app using (
  case when kind = 'assessment' then (select viewer_may('recommendations:assess')) else (select viewer_may('recommendations:write')) end);

-- Whether the viewer speaks for the organisation that controls a record.
create function viewer_controls(of_record uuid) returns boolean stable language sql
begin atomic
  select preview_org() is null and exists (select from records r where r.id = of_record and r.controller = viewer_org());
end;
-- Whether the viewer keeps a record: of what a State controls, which is of an assessment, as one who assesses.
create function viewer_keeps(of_record uuid) returns boolean stable language sql
begin atomic
  select preview_org() is null and viewer_sees(of_record, 'contribute')
     and viewer_may(case when exists (select from records r where r.id = of_record and r.controller is not null) then 'recommendations:assess' else 'recommendations:write' end)
     and not exists (select from recommendations r where r.id = of_record and r.form <> 'original');
end;

-- What the State says of a text, beside that text, and what its originator answers.
create table factual_comments (
  id          uuid primary key default gen_random_uuid(),
  record      uuid not null references records on delete cascade,
  field       text not null check (field in ('observations', 'body', 'title')),
  passage     text not null default '' check (length(passage) <= 2000),
  version     integer not null check (version > 0),
  words       jsonb not null check (is_written(words)),
  given_by    uuid not null references persons default viewer_person(),
  given_at    timestamptz not null default now(),
  answer      jsonb check (is_written(answer)),
  answered_by uuid references persons,
  answered_at timestamptz,
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);
comment on table factual_comments is 'Factual comments of the State on the text of an assessment or of one of its recommendations, and the answers.';
call retain('factual_comments', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"given_by": "link", "given_at": "acts", "answered_by": "link", "words": "words", "answer": "words"}', whose => 't.given_by', on_erasure => 'keep');
comment on column factual_comments.passage is 'The words that it is about, as they stood.';
comment on column factual_comments.version is 'Of the record that the State read.';
comment on column factual_comments.words is 'json: Written';
comment on column factual_comments.answer is 'json: Written';
call make_shareable('factual_comments', 'record', writes => 'respond');
create policy give on factual_comments for insert to app with check (
  viewer_may('recommendations:respond') and viewer_controls(record) and owner_org <> viewer_org() and given_by = viewer_person());
create policy answer on factual_comments for update to app using (viewer_keeps(record) and owner_org = viewer_org());

create function guard_factual_comment() returns trigger language plpgsql as $$
begin
  if not by_viewer() then return new; end if;
  if tg_op = 'INSERT' then
    if not exists (select from records r where r.id = new.record and (new.field = 'title' or new.field = case r.kind
         when 'recommendations.assessment' then 'observations' when 'recommendations.recommendation' then 'body' end)) then
      raise exception 'not_found' using errcode = 'CC404';
    end if;
    if new.answer is not null or new.given_at <> now() then raise exception 'access.fixed' using errcode = 'CC403'; end if;
    return new;
  end if;
  if old.answer is not null or (to_jsonb(new) - array['answer', 'answered_by', 'answered_at']) is distinct from (to_jsonb(old) - array['answer', 'answered_by', 'answered_at']) then
    raise exception 'access.fixed' using errcode = 'CC403';
  end if;
  new.answered_by := viewer_person(); new.answered_at := now();
  return new;
end $$;
create trigger guard before insert or update on factual_comments for each row execute function guard_factual_comment();

-- The State's view of a recommendation, each as said; the last one holds.
create table state_views (
  id      uuid primary key default gen_random_uuid(),
  record  uuid not null references recommendations on delete cascade,
  view    text not null check (view in ('agreed', 'partly', 'not_agreed')),
  words   jsonb check (is_written(words)),
  need    text check (need in ('agreed', 'prioritised')),
  said_by uuid not null references persons default viewer_person(),
  said_at timestamptz not null default now()
);
comment on table state_views is 'What the State said of a recommendation and of the need for assistance in it, over time.';
call retain('state_views', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"said_by": "link", "said_at": "acts", "words": "words"}', whose => 't.said_by', on_erasure => 'keep');
comment on column state_views.words is 'json: Written';
comment on column state_views.need is 'Null: no need for assistance, as the State sees it.';
call make_shareable('state_views', 'record', writes => 'respond');
create policy say on state_views for insert to app with check (
  viewer_may('recommendations:respond') and viewer_controls(record) and owner_org <> viewer_org()
  and said_by = viewer_person() and said_at = now());

-- What was done about a recommendation, each step as reported; the last one says how it stands.
create table recommendation_steps (
  id           uuid primary key default gen_random_uuid(),
  record       uuid not null references recommendations on delete cascade,
  status       text not null check (status in ('not_started', 'under_way', 'implemented', 'closed', 'withdrawn')),
  on_day       date not null default current_date,
  words        jsonb check (is_written(words)),
  evidence     text[] not null default '{}' check (cardinality(evidence) <= 20),
  organisation uuid not null references organisations default viewer_org(),
  said_by      uuid not null references persons default viewer_person(),
  said_at      timestamptz not null default now(),
  check (status not in ('implemented', 'closed') or cardinality(evidence) > 0)
);
comment on table recommendation_steps is 'Steps taken on a recommendation, with evidence. Of one under consent only its originator and the State see them.';
call retain('recommendation_steps', area => 'records', kept => 'with_record', why => 'accountability',
  personal => '{"said_by": "link", "said_at": "acts", "words": "words"}', whose => 't.said_by', on_erasure => 'keep');
comment on column recommendation_steps.words is 'json: Written';
comment on column recommendation_steps.evidence is 'Documents by their reference.';
call make_shareable('recommendation_steps', 'record', writes => 'respond');
create policy take on recommendation_steps for insert to app with check (
  said_by = viewer_person() and organisation = viewer_org() and said_at = now() and on_day <= current_date
  and (viewer_keeps(record) or (status <> 'withdrawn' and viewer_may('recommendations:respond') and viewer_controls(record) and owner_org <> viewer_org())));

create function apply_saying() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if tg_table_name = 'state_views' then
    update recommendations r set view = case when r.form in ('original', 'whole') then new.view end,
           view_words = case when r.form in ('original', 'whole') then new.words end, need = new.need
      from recommendations o where o.id = new.record and r.matter = o.matter;
  else
    update recommendations r set status = new.status, status_on = new.on_day
      from recommendations o where o.id = new.record and r.matter = o.matter and r.form <> 'need';
  end if;
  return new;
end $$;
create trigger applied after insert on state_views for each row execute function apply_saying();
create trigger applied after insert on recommendation_steps for each row execute function apply_saying();

-- What someone undertakes to do about a recommendation, until when, and what shows that it is done.
create table recommendation_actions (
  id           uuid primary key default gen_random_uuid(),
  record       uuid not null references recommendations on delete cascade,
  what         jsonb not null check (is_written(what)),
  organisation uuid not null references organisations,
  due_on       date,
  done_on      date,
  evidence     text[] not null default '{}' check (cardinality(evidence) <= 20),
  check (done_on is null or cardinality(evidence) > 0)
);
comment on table recommendation_actions is 'Actions of a management response: what, by whom, until when, and the evidence that it is done.';
call retain('recommendation_actions', area => 'records', kept => 'with_record', why => 'accountability');
comment on column recommendation_actions.what is 'json: Written';
call make_shareable('recommendation_actions', 'record');
-- Beside the audience's: whose words they are of. Whether the record is the writer's to contribute to, those of the audience ask.
create function viewer_enters(of_record uuid) returns boolean stable language sql
begin atomic
  select preview_org() is null and exists (select from recommendations r where r.id = of_record and r.form = 'original'
    and viewer_may(case r.kind when 'assessment' then 'recommendations:assess' else 'recommendations:write' end));
end;
create policy kept_make on recommendation_actions as restrictive for insert to app with check (viewer_enters(record));
create policy kept_change on recommendation_actions as restrictive for update to app using (viewer_enters(record));
create policy kept_remove on recommendation_actions as restrictive for delete to app using (viewer_enters(record));

-- Who of one side of a record under consent is to be told of it by the other: ids only, for whom the record is.
create function staff_of(side uuid, permission text) returns uuid[]
stable security definer set search_path = public language sql
begin atomic
  select coalesce(array_agg(distinct m.person), '{}') from memberships m
   where m.organisation = side and permission = any (permissions_of(m.roles))
     and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')
     and exists (select from records r where side in (r.owner_org, r.controller) and r.controller is not null
                    and viewer_org() in (r.owner_org, r.controller));
end;
grant execute on function staff_of to app;
