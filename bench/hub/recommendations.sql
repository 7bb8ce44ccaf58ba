-- Recommendations of the benchmark and what their States disclosed of them, written as the triggers would write them
-- (bench/hub/check-consents.ts compares) in the session that filled the programmes. An eighth is to one State, whose focal
-- point revokes many consents at once.

create temp table recommended as
  select i, pg_temp.numbered('recommendation', i) as id, pg_temp.numbered('matter', i) as matter, cted.id as owner, s.id as state, a.themes, a.pillars,
         t.title, coalesce(t.summary, t.title) as body,
         case when pg_temp.dice('need', i, 10) < 8 then (array['identified', 'agreed', 'prioritised', 'agreed'])[1 + i % 4] end as need,
         (array['not_started', 'under_way', 'implemented', 'under_way', 'closed'])[1 + pg_temp.dice('status', i, 5)] as status
    from generate_series(pg_temp.said('recommendations_from') + 1, pg_temp.said('recommendations')) i
    join (select row_number() over (order by o.code) as n, count(*) over () as all_of_them, o.id from states join organisations o on o.id = organisation) s
      on s.n = case when i % 8 = 0 then 1 else 1 + pg_temp.dice('recommended to', i, s.all_of_them) end
    join texts t on t.n = i % 2000 join abouts a on a.n = pg_temp.dice('recommended on', i, 2000)
    join organisations cted on cted.code = 'CTED';

-- The organisation whose people ask is let into a fifth of them, of some in two forms; others into others.
create temp table consenting as
  select r.i, r.id, r.matter, r.owner, r.state, r.themes, r.need, r.title, r.body, r.pillars, r.status, c.to_id, c.form,
         pg_temp.numbered('consent ' || c.form || c.to_id, r.i) as consent, pg_temp.numbered('granted ' || c.form || c.to_id, r.i) as granted,
         pg_temp.numbered('disclosed ' || c.form, r.i) as disclosed
    from recommended r, lateral (
      select o.id as to_id, case when r.need is null or r.i % 3 > 0 then 'whole' else 'need' end as form from orgs o where o.n = 1 and pg_temp.dice('consent', r.i, 5) = 0
      union select o.id, 'need' from orgs o where o.n = 1 and pg_temp.dice('consent', r.i, 5) = 0 and r.i % 7 = 0 and r.need is not null
      union select o.id, 'whole' from orgs o where o.n = 2 + pg_temp.dice('consent to', r.i, pg_temp.said('organisations') - 1) and pg_temp.dice('other consent', r.i, 4) = 0
      union select o.id, 'whole' from orgs o where o.n = 2 and r.i % 8 = 0) c;

-- Each row of the register: the original, and one for each form that was disclosed.
create temp table rows_of as
  select r.id, 'original' as form, r.owner, r.state, r.matter, r.owner as originator, r.themes, r.pillars, r.title, r.body, r.need, r.status,
         array(select x from unnest(array[r.owner, r.state]) x order by x) as readers, array(select x from unnest(array[r.owner, r.state]) x order by x) as commenters
    from recommended r
  union all
  select disclosed, form, any_value(state), any_value(state), any_value(matter), any_value(c.owner), any_value(c.themes), any_value(c.pillars),
         case form when 'need' then any_value(t.names) else any_value(title) end, case form when 'whole' then any_value(body) end, any_value(need),
         case form when 'need' then 'not_started' else any_value(status) end,
         array(select distinct x from unnest(array_agg(to_id) || any_value(state)) x order by x), array[any_value(state)]
    from consenting c join themes t on t.code = c.themes[1] group by disclosed, form;
create unique index on rows_of (id);
analyze rows_of;

insert into records (id, kind, owner_org, controller, level, invented, discoverers, readers, commenters, contributors, excluded)
  select id, 'recommendations.recommendation', owner, state, 1, true, readers, readers, commenters, array[owner], '{}' from rows_of;
insert into grants (record, grantee_kind, grantee, gives, basis)
  select id, 'organisation', owner, 'contribute', 'originator' from rows_of
  union all select id, 'organisation', state, 'comment', 'concerned' from rows_of where state <> owner;
insert into recommendations (id, matter, form, kind, originator, states, themes, pillars, title, body, need, status, owner_org, level, sources, readers, contributors, excluded)
  select id, matter, form, 'assessment', originator, array[state], themes, pillars, title, body, need, status, owner, 1, '{}', readers, array[owner], '{}' from rows_of;
insert into consents (id, record, form, to_kind, to_id, reference, given_by, given_org, disclosed, granted, owner_org, level, sources, readers, contributors, excluded)
  select c.consent, c.id, c.form, 'organisation', c.to_id, 'Note verbale', pg_temp.numbered('focal point', 1), c.state, c.disclosed, c.granted, o.owner, 1, '{}', o.readers, array[o.owner], '{}'
    from consenting c join rows_of o on o.id = c.id;
insert into grants (id, record, grantee_kind, grantee, gives, basis, reference, granted_by, granted_org)
  select granted, disclosed, 'organisation', to_id, 'read', 'consent', 'Note verbale', pg_temp.numbered('focal point', 1), state from consenting;

-- What is searched of a text is looked up once for each text, not for each row that has it.
create temp table searched as
  select s.title, s.body, array(select distinct l from unnest(search_written(s.title) || array(select '^' || x from unnest(search_written(s.title)) x) || search_typed(s.title)
           || coalesce(search_written(s.body) || search_symbols(s.body ->> 'texts'), '{}')) l) as lexemes
    from (select distinct title, body from rows_of) s;
create index on searched using hash (title);
analyze searched;
insert into search_entries (record, kind, subjects, years, words, owner_org, level, sources, readers, contributors, excluded)
  select r.id, 'recommendations.recommendation', array(select s.n from unnest(array(select 'theme:' || x from unnest(r.themes) x) || ('organisation:' || r.state)) a
             join search_subjects s on s.kind || ':' || s.subject = a order by 1), '{}',
         array_to_tsvector(s.lexemes || array(select '=theme:' || x from unnest(r.themes) x) || ('=state:' || r.state)), r.owner, 1, '{}', r.readers, array[r.owner], '{}'
    from rows_of r join searched s on s.title = r.title and s.body is not distinct from r.body;
