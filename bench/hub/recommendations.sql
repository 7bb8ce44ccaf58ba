-- Recommendations of the benchmark with the consents of their States: through the same triggers as everyone, in the session
-- that filled the programmes. An eighth is to one State, whose focal point revokes many at once.

create temp table about_state as
  select row_number() over (order by o.code) as n, o.id, o.code from states s join organisations o on o.id = s.organisation;
create unique index on about_state (n);

insert into persons (id, name, mail, language, clearance, status, listed, terms_version, terms_at, invented)
  select pg_temp.numbered('focal point', 1), 'Focal point', 'focal-point@state.example', 'en', 1, 'active', true, current_setting('hub.terms'), now(), true
   where pg_temp.said('recommendations_from') = 0;
insert into memberships (person, organisation, roles, starts_on)
  select pg_temp.numbered('focal point', 1), s.id, array['focal_point'], '2020-01-01' from about_state s
   where s.n = 1 and pg_temp.said('recommendations_from') = 0;

create temp table recommended as
  select i, pg_temp.numbered('recommendation', i) as id, s.id as state, a.themes, a.pillars, t.title, coalesce(t.summary, t.title) as body,
         (array['identified', 'agreed', 'prioritised', 'agreed'])[1 + i % 4] as need,
         (array['not_started', 'under_way', 'implemented', 'under_way', 'closed'])[1 + pg_temp.dice('status', i, 5)] as status
    from generate_series(pg_temp.said('recommendations_from') + 1, pg_temp.said('recommendations')) i
    join about_state s on s.n = case when i % 8 = 0 then 1 else 1 + pg_temp.dice('recommended to', i, (select count(*) from about_state)) end
    join texts t on t.n = i % 2000 join abouts a on a.n = pg_temp.dice('recommended on', i, 2000);
create unique index on recommended (id);
analyze recommended;

insert into records (id, kind, owner_org, controller, level, invented)
  select r.id, 'recommendations.recommendation', o.id, r.state, 1, true from recommended r, organisations o where o.code = 'CTED';
insert into recommendations (id, kind, originator, states, themes, pillars, title, body, need, status)
  select r.id, 'assessment', o.id, array[r.state], r.themes, r.pillars, r.title, r.body, case when pg_temp.dice('need', r.i, 10) < 8 then r.need end, r.status
    from recommended r, organisations o where o.code = 'CTED';

-- The first organisation, whose people ask, is let into a fifth of them, in one form or in two; others into others.
create temp table consenting as
  select r.i, r.id, r.state, c.to_id, c.form
    from recommended r join recommendations o on o.id = r.id, lateral (
      select g.id as to_id, case when o.need is null then 'whole' else (array['whole', 'need', 'whole'])[1 + pg_temp.dice('form', r.i, 3)] end as form
        from orgs g where g.n = 1 and pg_temp.dice('consent', r.i, 5) = 0
      union all select g.id, 'need' from orgs g where g.n = 1 and pg_temp.dice('consent', r.i, 5) = 0 and r.i % 7 = 0 and o.need is not null
      union all select g.id, 'whole' from orgs g
       where g.n = 2 + pg_temp.dice('consent to', r.i, pg_temp.said('organisations') - 1) and pg_temp.dice('other consent', r.i, 4) = 0
      union all select g.id, 'whole' from orgs g where g.n = 2 and r.i % 8 = 0) c;
insert into consents (id, record, form, to_kind, to_id, reference, given_by, given_org)
  select pg_temp.numbered('consent ' || form || to_id, i), id, form, 'organisation', to_id, 'Note verbale', pg_temp.numbered('focal point', 1), state
    from consenting on conflict do nothing;
