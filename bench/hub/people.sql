-- Organisations, groups and people of the benchmark, from the numbers above what is there up to those asked for: through the
-- same triggers as everyone. Every choice follows from the seed (hub.seed), so that two fills are alike.

create function pg_temp.said(name text) returns bigint stable language sql return current_setting('hub.' || name)::bigint;
-- A number from 0 to n - 1, the same for the same words and number.
create function pg_temp.dice(what text, i bigint, n bigint) returns bigint stable language sql
  return (hashtextextended(what || i, pg_temp.said('seed')) & 9223372036854775807) % n;
create function pg_temp.numbered(what text, i bigint) returns uuid stable language sql
  return overlay(overlay(md5(pg_temp.said('seed') || what || i) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid;
create function pg_temp.written(original text, texts jsonb) returns jsonb immutable language sql
  return jsonb_build_object('original', original, 'texts', texts, 'outdated', '[]'::jsonb);

insert into organisations (id, kind, code, names, invented)
  select pg_temp.numbered('organisation', i), (array['un_entity', 'part_of_entity', 'international_organisation', 'regional_organisation'])[1 + i % 4],
         'H' || lpad(i::text, 4, '0'), pg_temp.written('en', jsonb_build_object('en', 'Entity ' || i, 'fr', 'Entité ' || i)), true
    from generate_series(pg_temp.said('organisations_from') + 1, pg_temp.said('organisations')) i;

create temp table orgs as
  select substr(code, 2)::bigint as n, id from organisations where code ~ '^H\d{4}$';
create unique index on orgs (n);
create temp table circles as select row_number() over (order by code) as n, id from groups;

-- Each belongs to a quarter of the groups; the first, whose people ask, to two.
insert into group_members (group_id, organisation, starts_on)
  select c.id, o.id, '2020-01-01' from orgs o cross join circles c
   where o.n > pg_temp.said('organisations_from') and case when o.n = 1 then c.n in (2, 5) else pg_temp.dice('group' || c.n || 'of', o.n, 4) = 0 end;

-- The first organisation has the forty who ask at the same time; the others ten each.
create temp table people as
  select i as n, case when i <= 40 then 1 else 2 + (i - 41) % (pg_temp.said('organisations') - 1) end as org
    from generate_series(pg_temp.said('people_from') + 1, pg_temp.said('people')) i;
insert into persons (id, name, mail, language, clearance, status, listed, terms_version, terms_at, invented)
  select pg_temp.numbered('person', n), 'Person ' || n, 'person-' || n || '@hub.example', 'en',
         case when org = 1 then 1 else (array[0, 0, 0, 1, 1, 2])[1 + pg_temp.dice('clearance', n, 6)] end, 'active', true, current_setting('hub.terms'), now(), true
    from people;
insert into memberships (person, organisation, roles, starts_on)
  select pg_temp.numbered('person', p.n), o.id, array['officer'], '2020-01-01' from people p join orgs o on o.n = p.org;
-- All with one password and one secret: what is measured is that they are checked.
insert into auth.account ("accountId", "providerId", "userId", password)
  select id::text, 'credential', id, current_setting('hub.password') from (select pg_temp.numbered('person', n) as id from people) p;
insert into auth."twoFactor" ("userId", secret, "backupCodes", verified)
  select pg_temp.numbered('person', n), current_setting('hub.totp'), current_setting('hub.recovery'), true from people;
update auth."user" set "twoFactorEnabled" = true where id in (select pg_temp.numbered('person', n) from people);

-- The focal point of the first State, who consents and revokes.
insert into persons (id, name, mail, language, clearance, status, listed, terms_version, terms_at, invented)
  select pg_temp.numbered('focal point', 1), 'Focal point', 'focal-point@state.example', 'en', 1, 'active', true, current_setting('hub.terms'), now(), true
   where pg_temp.said('people_from') = 0;
insert into memberships (person, organisation, roles, starts_on)
  select pg_temp.numbered('focal point', 1), o.id, array['focal_point'], '2020-01-01' from states join organisations o on o.id = organisation
   where pg_temp.said('people_from') = 0 order by o.code limit 1;
