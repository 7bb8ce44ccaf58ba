-- Programmes and activities of the benchmark with all that triggers derive from them, written as the triggers would write it
-- (bench/hub/check.ts compares) but for whole sets: row by row it would take an hour. Triggers are off in this session.

-- What records say, two thousand times: names of types, themes and States in the languages that the reference data has.
create temp table vocabulary as
  select 'type' as kind, row_number() over (order by code) as n, code, names from vocabulary_terms where vocabulary = 'activityTypes'
  union all select 'theme', row_number() over (order by code), code, names from themes
  union all select 'region', row_number() over (order by code), code, names from named_regions
  union all select 'state', row_number() over (order by o.code), o.id::text, o.names from states s join organisations o on o.id = s.organisation;
create unique index on vocabulary (kind, n);
create temp table sizes as select kind, count(*) as n from vocabulary group by kind;
create function pg_temp.one(of_kind text, what text, i bigint) returns vocabulary stable language sql
  return (select v from vocabulary v where v.kind = of_kind and v.n = 1 + pg_temp.dice(what, i, (select s.n from sizes s where s.kind = of_kind)));
analyze vocabulary;

create temp table texts as
  with said as (
    select n, l, (pg_temp.one('type', 'type', n)).names -> 'texts' ->> l || ': ' || ((pg_temp.one('theme', 'theme', n)).names -> 'texts' ->> l)
             || ' (' || ((pg_temp.one('state', 'state', n)).names -> 'texts' ->> l) || ')' as title,
           (select string_agg((pg_temp.one(case when k % 3 = 0 then 'region' else 'theme' end, 'told' || k, n)).names -> 'texts' ->> l, '; ' order by k)
              from generate_series(1, 8) k) as summary,
           l = (array['en', 'en', 'en', 'fr', 'es', 'ar', 'ru', 'zh'])[1 + n % 8] as original, pg_temp.dice('said in ' || l, n, 100) as chance
      from generate_series(0, 1999) n cross join unnest(array['ar', 'en', 'es', 'fr', 'ru', 'zh']) l
  ), written as (
    select n, pg_temp.written(min(l) filter (where original), jsonb_object_agg(l, title) filter (where original or chance < 20)) as title,
           case when n % 10 > 0 then pg_temp.written(min(l) filter (where original), jsonb_object_agg(l, summary) filter (where original or chance < 10)) end as summary
      from said group by n)
  select *, search_written(title) || search_typed(title) || array(select '^' || t from unnest(search_written(title)) t)
            || coalesce(search_written(summary) || search_symbols(summary ->> 'texts'), '{}') as lexemes from written;
create unique index on texts (n);

-- What they are about, two thousand times.
create temp table abouts as
  with chosen as (
    select n, array(select distinct (pg_temp.one('theme', 'about' || k, n)).code from generate_series(1, 1 + n % 3) k) as themes,
           array(select p from unnest(array['I', 'II', 'III', 'IV']) p where pg_temp.dice('pillar' || p, n, 3) = 0) as pillars,
           case when n % 5 > 0 then array(select distinct (pg_temp.one('state', 'in' || k, n)).code::uuid from generate_series(1, 1 + pg_temp.dice('states', n, 4)) k) else '{}' end as states,
           case when n % 5 < 2 then array[(pg_temp.one('region', 'region', n)).code] else '{}' end as regions
      from generate_series(0, 1999) n)
  select c.*, regions_around(regions, states) as around, array(select '=' || a from unnest(about) a) as lexemes,
         array(select s.n from search_subjects s where (case s.kind when 'organisation' then 'state' else s.kind end) || ':' || s.subject = any (about) order by 1) as counted
    from chosen c, lateral (select array(select 'theme:' || x from unnest(themes) x) || array(select 'pillar:' || x from unnest(pillars) x)
                   || array(select 'state:' || x from unnest(states) x) || array(select 'region:' || x from unnest(regions) x) as about) a;
create unique index on abouts (n);

-- The records themselves, up to those asked for: whose, how sensitive, when. An activity is of its programme's organisation.
create temp table made as
  select kind, i, pg_temp.numbered(kind, i) as id, o.n as owner_n, o.id as owner,
         (case when sensitive < 80 then 0 when sensitive < 97 then 1 else 2 end)::smallint as level,
         case when pg_temp.dice(kind || 'handling', i, 20) = 0 then array['no_export'] else '{}' end as handling,
         made_at, case when edited < 80 then made_at when edited < 97 then made_at + (now() - made_at) * (edited - 79) / 20.0 else now() - edited * interval '5 hours' end as changed_at,
         case when edited < 80 then 1 else 2 end as version,
         part_of, i % 2000 as text_n, pg_temp.dice(kind || 'about', i, 2000) as about_n,
         start_on, case when edited % 2 = 0 then (start_on + 20 + (edited * 7)::integer) end as end_on,
         array(select distinct p.id from generate_series(1, pg_temp.dice(kind || 'partners', i, 4)) k
                 join orgs p on p.n = 1 + pg_temp.dice(kind || 'partner' || k, i, pg_temp.said('organisations')) where p.n <> o.n order by 1) as partners
    from (select kind, i, case when kind = 'activity' and pg_temp.dice('in one', i, 5) > 0 then pg_temp.numbered('programme', of_programme) end as part_of,
                 1 + pg_temp.dice('owner', of_programme, least(pg_temp.said('organisations'), greatest(20, of_programme / 100))) as owner_n,
                 pg_temp.dice(kind || 'level', i, 100) as sensitive, pg_temp.dice(kind || 'edited', i, 100) as edited,
                 date_trunc('hour', now()) - pg_temp.dice(kind || 'made', i, 24 * 1000) * interval '1 hour' as made_at,
                 (date '2016-01-01' + pg_temp.dice(kind || 'start', i, 4000)::integer) as start_on
            from (select 'programme' as kind, i, i as of_programme from generate_series(pg_temp.said('programmes_from') + 1, pg_temp.said('programmes')) i
                  union all select 'activity', i, 1 + pg_temp.dice('programme', i, pg_temp.said('programmes'))
                    from generate_series(pg_temp.said('activities_from') + 1, pg_temp.said('activities')) i) numbers) n
    join orgs o on o.n = n.owner_n;
create index on made (kind, i);
analyze made;

-- Audiences by chance: circles, groups, organisations, the holders of a role, persons; some denied, some for a time, over or
-- not yet begun. The organisation that asks is named often enough for it to read a fifth.
create temp table given as
  select pg_temp.numbered('grant' || n, hashtextextended(m.id::text, 0)) as id, m.id as record, g.*, m.made_at
    from made m, lateral (
      select 0 as n, 'organisation' as grantee_kind, m.owner as grantee, null as role, 'contribute' as gives, 'originator' as basis, 'always' as time
      union all select 1, 'circle', circle_id(case when m.level = 0 and m.i % 2 = 0 then 'everyone' else 'members' end), null, 'read', 'decision', 'always'
       where m.level < 2 and pg_temp.dice('circle', m.i, 100) < 9
      union all select 2, 'group', c.id, null, 'read', 'terms_of_reference', 'always' from circles c
       where pg_temp.dice('group', m.i, 100) < 15 and c.n = 1 + pg_temp.dice('which group', m.i, (select count(*) from circles))
      union all select 3, 'organisation', o.id, null, 'read', 'decision', 'always' from orgs o where o.n = 1 and m.owner_n <> 1 and pg_temp.dice('asking', m.i, 100) < 9
      union all select 10 + k, 'organisation', o.id, null, (array['read', 'read', 'read', 'comment', 'contribute', 'discover'])[1 + pg_temp.dice('right' || k, m.i, 6)], 'decision',
             (array['until', 'over', 'later'])[pg_temp.dice('time' || k, m.i, 30) + 1]
        from generate_series(1, pg_temp.dice('organisations', m.i, 6)) k
        join orgs o on o.n = 2 + pg_temp.dice('to' || k, m.i, pg_temp.said('organisations') - 1) where o.n <> m.owner_n
      union all select 20, 'role', o.id, 'officer', 'comment', 'decision', 'always' from orgs o
       where pg_temp.dice('role', m.i, 100) < 3 and o.n = 1 + pg_temp.dice('role of', m.i, pg_temp.said('organisations'))
      union all select 21, 'person', pg_temp.numbered('person', 1 + pg_temp.dice('person', m.i, pg_temp.said('people'))), null, 'read', 'decision', 'always'
       where pg_temp.dice('personal', m.i, 100) < 3
      union all select 22, 'organisation', o.id, null, 'deny', 'decision', case when m.i % 4 = 0 then 'until' else 'always' end from orgs o
       where pg_temp.dice('denial', m.i, 100) < 3 and o.n = 1 + pg_temp.dice('denied', m.i, pg_temp.said('organisations')) and o.n <> m.owner_n) g;

create temp table timed as
  select id, record, grantee_kind, grantee, role, gives, basis, principal_of(grantee_kind, grantee, role) as principal, made_at,
         case when time = 'later' then date_trunc('day', now()) + interval '30 days' else made_at end as starts_at,
         case time when 'until' then date_trunc('day', now()) + interval '200 days' when 'over' then made_at + interval '1 hour' end as ends_at
    from given;
-- The same question as refresh_audience asks (platform/schema/0004_records.sql).
create temp table audiences as
  select record, coalesce(array_agg(distinct principal) filter (where gives <> 'deny'), '{}') as discoverers,
         coalesce(array_agg(distinct principal) filter (where gives in ('read', 'comment', 'contribute')), '{}') as readers,
         coalesce(array_agg(distinct principal) filter (where gives in ('comment', 'contribute')), '{}') as commenters,
         coalesce(array_agg(distinct principal) filter (where gives = 'contribute'), '{}') as contributors,
         coalesce(array_agg(distinct principal) filter (where gives = 'deny' and starts_at <= now() and ends_at is null), '{}') as excluded,
         case when bool_or(starts_at > now() or (gives = 'deny' and ends_at is not null)) then '-infinity' else min(ends_at) end as until,
         least(min(starts_at) filter (where starts_at > now()), min(ends_at)) as due
    from timed where ends_at is null or ends_at > now() group by record;
create unique index on audiences (record);
analyze audiences;

insert into records (id, kind, owner_org, level, handling, version, invented, created_at, changed_at, discoverers, readers, commenters, contributors, excluded, audience_until, audience_due)
  select m.id, 'programmes.' || m.kind, m.owner, m.level, m.handling, m.version, true, m.made_at, m.changed_at, a.discoverers, a.readers, a.commenters, a.contributors, a.excluded, a.until, a.due
    from made m join audiences a on a.record = m.id;
insert into grants (id, record, grantee_kind, grantee, role, gives, basis, reference, starts_at, ends_at, granted_at)
  select id, record, grantee_kind, grantee, role, gives, basis, case when basis = 'terms_of_reference' then 'Terms of reference' else '' end, starts_at, ends_at, made_at from timed;

create temp table contents as
  select m.kind, m.i, m.id, upper(left(m.kind, 1)) || '-' || lpad(m.i::text, 6, '0') as code, m.part_of, t.title, t.summary, t.lexemes || a.lexemes as lexemes,
         case when m.kind = 'activity' then (pg_temp.one('type', 'type', m.i)).code else (array['programme', 'programme', 'project', 'tool', 'office'])[1 + m.i % 5] end as type,
         case when m.start_on > current_date then 'planned'
              when m.end_on >= current_date or (m.end_on is null and m.kind = 'programme' and m.start_on > current_date - 1500) then 'ongoing' else 'completed' end as status,
         array[m.owner] as leads, m.partners, a.pillars, a.themes, a.states, a.regions, a.around, a.counted,
         date_trunc(p.known, m.start_on::timestamp)::date as start_on, p.known as precision, date_trunc(p.known, m.end_on::timestamp)::date as end_on, m.made_at, m.i % 50 = 49 and m.kind = 'activity' as aggregate,
         m.owner, m.level, u.readers, u.contributors, u.excluded, u.until
    from made m join audiences u on u.record = m.id join texts t on t.n = m.text_n join abouts a on a.n = m.about_n
    cross join lateral (select (array['day', 'day', 'day', 'month', 'year'])[1 + m.i % 5] as known) p;
create unique index on contents (id);
analyze contents;

insert into programmes (id, code, title, summary, type, status, status_on, leads, partners, pillars, themes, states, regions, start_on, start_precision, end_on, end_precision, source, paragraphs,
                        owner_org, level, sources, readers, contributors, excluded, audience_until)
  select id, code, title, summary, type, status, '2024-01-01', leads, partners, pillars, themes, states, regions, start_on, precision, end_on, case when end_on is not null then precision end, 'Annual report', array[(i % 90 + 1)::integer],
         owner, level, '{}', readers, contributors, excluded, until from contents where kind = 'programme';
insert into activities (id, code, programme, title, summary, type, status, status_on, leads, partners, pillars, themes, states, regions, start_on, start_precision, end_on, end_precision, source, paragraphs,
                        modality, attendees, participants, participants_is, events, events_is, aggregate, owner_org, level, sources, readers, contributors, excluded, audience_until)
  select id, code, part_of, title, summary, type, status, '2024-01-01', leads, partners, pillars, themes, states, regions, start_on, precision, end_on, case when end_on is not null then precision end, case when i % 3 > 0 then 'Annual report' else '' end, '{}',
         (array['onsite', 'virtual', 'hybrid'])[1 + i % 3], case when i % 4 > 0 then (select v.code from vocabulary_terms v where v.vocabulary = 'audiences' order by v.code offset pg_temp.dice('audience', c.i, 6) limit 1) end,
         case when i % 3 > 0 then pg_temp.dice('participants', i, 200) end, case when i % 3 > 0 then 'eq' end, 1, 'eq', aggregate, owner, level, '{}', readers, contributors, excluded, until
    from contents c where kind = 'activity';
insert into presence (record, kind, code, leads, partners, funders, themes, pillars, states, regions, type, status, aggregate, programme, attendees, starts_on, ends_on, owner_org, level, sources, readers, contributors, excluded, audience_until)
  select c.id, kind, c.code, c.leads, c.partners, '{}', c.themes, c.pillars, c.states, around, c.type, c.status, c.aggregate, a.programme, a.attendees, begins(c.status, '2024-01-01', c.start_on),
         ends(kind, c.status, '2024-01-01', c.start_on, precision, c.end_on, case when c.end_on is not null then precision end), owner, c.level, '{}', c.readers, c.contributors, c.excluded, until
    from contents c left join activities a on a.id = c.id;
insert into search_entries (record, kind, subjects, years, words, owner_org, level, sources, readers, contributors, excluded, audience_until)
  select id, 'programmes.' || kind, counted, array(select generate_series(year, least(year + 30, extract(year from coalesce(end_on, start_on))::integer))),
         array_to_tsvector(lexemes || symbols || array(select '^' || s from unnest(symbols) s) || array(select '=organisation:' || o from unnest(leads || partners) o)),
         owner, level, '{}', readers, contributors, excluded, until
    from contents, lateral (select extract(year from start_on)::integer as year, search_symbols(code) || search_split(search_fold(code)) as symbols) y;

-- Of six programmes in ten the four checks are recorded and most signed off, some of them to be reviewed or lapsed.
create temp table checks as
  select pg_temp.numbered('check' || k, c.i) as id, c.id as record, k as kind, c.made_at as recorded_at, p.first, p.second,
         c.made_at::date + 1 + pg_temp.dice('review' || k, c.i, 700)::integer as review_on, pg_temp.dice('signed' || k, c.i, 20) > 0 as signed,
         c.owner, c.level, c.readers, c.contributors, c.excluded, c.until
    from contents c cross join unnest(array['legality', 'rights', 'gender', 'humanitarian']) k
    join (select organisation, min(person::text)::uuid as first, max(person::text)::uuid as second from memberships group by 1) p on p.organisation = c.owner
   where c.kind = 'programme' and pg_temp.dice('gate', c.i, 10) < 6 and (pg_temp.dice('gate', c.i, 10) > 0 or pg_temp.dice('check' || k, c.i, 2) = 0);
insert into safeguard_checks (id, record, kind, version, review_on, recorded_by, recorded_org, recorded_at, outcome, decided_by, decided_at, invented, owner_org, level, sources, readers, contributors, excluded, audience_until)
  select id, record, kind, 1, review_on, first, owner, recorded_at, case when signed then 'signed' end, case when signed then second end, case when signed then recorded_at end, true,
         owner, level, '{}', readers, contributors, excluded, until from checks;
insert into safeguard_reasons (id, record, answer, reason, support, owner_org, level, sources, readers, contributors, excluded, audience_until)
  select id, record, 'no_risk', pg_temp.written('en', '{"en": "Nothing speaks against it."}'), case when kind = 'rights' then false end, owner, level, '{}', readers, contributors, excluded, until from checks;

-- Three in ten say how it is seen that they reach something.
insert into results (id, record, kind, statement, owner_org, level, sources, readers, contributors, excluded, audience_until)
  select pg_temp.numbered('result', i), id, 'outcome', title, owner, level, '{}', readers, contributors, excluded, until from contents
   where kind = 'programme' and i % 10 < 3;
insert into indicators (id, record, result, name, unit, baseline, target, owner_org, level, sources, readers, contributors, excluded, audience_until)
  select pg_temp.numbered('indicator', i), id, pg_temp.numbered('result', i), title, pg_temp.written('en', '{"en": "people"}'), 0, 100, owner, level, '{}', readers, contributors, excluded, until
    from contents where kind = 'programme' and i % 10 < 3;
