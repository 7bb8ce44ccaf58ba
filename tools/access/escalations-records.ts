import { sql } from 'kysely'
import { ADMINISTRATOR, DONOR, FOCAL_POINT, OFFICER, OTHER_FOCAL_POINT, SECOND, SECRETARIAT } from './acts.ts'
import type { Escalation, Means } from './escalation.ts'
import { SELDOM } from './seldom-ids.ts'

/** Who tries to take more of records, of what belongs to them, and of what is nobody’s. */
export const escalationsOfRecords = ({
  id,
  home,
  own,
  other,
  content,
  officer,
  secretariat,
  act,
  denial,
  listed,
  title,
  grant,
}: Means): Escalation[] => [
  // records and what belongs to them
  act(
    OTHER_FOCAL_POINT,
    'a programme is added to a record of others',
    sql`insert into programmes (id, title, type, status, leads) values (${SELDOM.record}, ${title}, 'project', 'planned', array[${home(OTHER_FOCAL_POINT)}]::uuid[])`,
  ),
  act(
    OTHER_FOCAL_POINT,
    'an activity is added to a record of others',
    sql`insert into activities (id, title, type, status, leads, start_on, start_precision) values (${SELDOM.record}, ${title}, 'training', 'planned', array[${home(OTHER_FOCAL_POINT)}]::uuid[], '2020-01-01', 'day')`,
  ),
  act(
    OTHER_FOCAL_POINT,
    'presence is added to a record of others',
    sql`insert into presence (record, kind, code, leads, partners, funders, themes, pillars, states, regions, type, status, aggregate, starts_on, ends_on)
        values (${SELDOM.record}, 'programme', '', array[${home(OTHER_FOCAL_POINT)}]::uuid[], '{}', '{}', '{}', '{}', '{}', '{}', 'project', 'planned', false, '2020-01-01', '2020-01-01')`,
  ),
  act(
    OTHER_FOCAL_POINT,
    'an item of a plan is added to a record of others',
    sql`insert into plan_items (id, group_id, title) values (${SELDOM.record}, ${SELDOM.open}, ${title})`,
  ),
  act(
    DONOR,
    'who is not in a group plans for it',
    sql`insert into plan_items (id, group_id, title) select id, ${SELDOM.open}, ${title} from records where owner_org = viewer_org() and level = 0 limit 1`,
  ),
  officer('a record changes its originator', sql`update records set owner_org = ${home(2)} where id = ${own}`),
  officer('a record forgets its sources', sql`update records set sources = '{}' where id = ${own}`),
  officer('a record has another author', sql`update records set created_by = ${id(3)} where id = ${own}`),
  officer(
    'a record is made in the name of another organisation',
    sql`insert into records (kind, owner_org) values ('programmes.programme', ${home(3)})`,
  ),
  officer(
    'a record is made from one that is not there',
    sql`insert into records (kind, sources) values ('programmes.programme', ${[crypto.randomUUID()]}::uuid[])`,
  ),
  officer(
    'an audience is written by hand',
    sql`update records set readers = readers || ${home(3)}::uuid where id = ${own}`,
  ),
  officer(
    'the audience of a content is written by hand',
    sql`update activities set readers = readers || ${home(3)}::uuid where id = ${content}`,
  ),
  officer('the level of a content is written by hand', sql`update activities set level = 0 where id = ${content}`),
  officer('an audience is read', sql`select readers from records where id = ${own}`),
  officer('a content moves to another record', sql`update activities set id = ${other} where id = ${content}`),
  // grants
  officer('a grant in the name of another person', grant('granted_by', id(3))),
  officer('a grant in the name of another organisation', grant('granted_org', home(3))),
  officer('a grant of an originator', grant('basis', 'originator')),
  officer('a grant as if by two persons', grant('basis', 'break_glass')),
  officer('a grant begun before', grant('granted_at', '2020-01-01')),
  officer(
    'a record of others is shared',
    sql`insert into grants (record, grantee_kind, grantee, gives) values (${other}, 'organisation', ${home(4)}, 'read')`,
  ),
  officer(
    'the originator loses a record',
    sql`update grants set revoked_at = now() where record = ${own} and basis = 'originator'`,
  ),
  officer(
    'a withdrawn grant comes back',
    sql`update grants set revoked_at = null where record = ${own} and revoked_at is not null`,
  ),
  officer('a grant names someone else', sql`update grants set grantee = ${home(4)} where record = ${own}`),
  officer('a grant is removed without trace', sql`delete from grants where record = ${own}`),
  act(
    SECOND,
    'a receiver withdraws what was given',
    sql`update grants set revoked_at = now() where record = ${SELDOM.record} and grantee = ${home(SECOND)} and revoked_at is null`,
  ),
  act(FOCAL_POINT, 'a receiver gives to their own people', denial(id(ADMINISTRATOR), 'read')),
  act(FOCAL_POINT, 'a receiver denies people of others', denial(listed.id, 'deny')),
  // requests and comments
  act(
    FOCAL_POINT,
    'a record out of sight is asked for',
    sql`insert into access_requests (record, gives, reason) values (${SELDOM.ofDissolved}, 'read', 'Needed for the work')`,
  ),
  act(
    FOCAL_POINT,
    'a request is antedated',
    sql`insert into access_requests (record, gives, reason, asked_at) values (${SELDOM.told}, 'comment', 'Needed for the work', '2020-01-01')`,
  ),
  officer(
    'a comment is antedated',
    sql`insert into comments (record, written_at) values (${SELDOM.record}, '2020-01-01')`,
  ),
  officer(
    'an answer moves to a comment out of sight',
    sql`update comments set parent = ${SELDOM.unheard} where person = viewer_person()`,
  ),
  // groups
  secretariat(
    'an unconfirmed membership is confirmed by who is in it',
    sql`update group_members set organisation = ${home(SECRETARIAT)} where not verified`,
  ),
  secretariat('what a membership was is rewritten', sql`update group_members set role = 'observer'`),
  secretariat('a group becomes another', sql`update groups set kind = 'ad_hoc' where kind = 'working_group'`),
  secretariat(
    'a group that hid its members shows them',
    sql`update groups set hidden_members = false where hidden_members`,
  ),
  secretariat(
    'who proposed a rule confirms it',
    sql`update group_rules set confirmed_at = now() where proposed_by = ${id(SECRETARIAT)} and confirmed_at is null`,
  ),
  // what is nobody's
  officer('the trail is written', sql`insert into audit_events (action) values ('nothing.happened')`),
  officer('the trail is changed', sql`update audit_events set person = null`),
  officer('the trail is cut', sql`delete from audit_events`),
  secretariat('a role gets a permission', sql`insert into role_permissions values ('secretariat', 'programmes:write')`),
  secretariat(
    'a merge is confirmed by who proposed it',
    sql`update organisation_merges set outcome = 'merged', settled_at = now() where proposed_by = ${id(SECRETARIAT)} and outcome is null`,
  ),
  secretariat(
    'an entry is merged by one person',
    sql`update organisations set merged_into = ${home(OFFICER)}, merged_on = current_date where code = 'REG'`,
  ),
  officer(
    'an officer proposes a merge',
    sql`insert into organisation_merges (absorbed, kept, reason) select id, ${home(OFFICER)}, 'Twice' from organisations where code = 'REG'`,
  ),
  secretariat('a setting is written', sql`insert into settings values ('k', 'true')`),
  secretariat('a table ceases to be shareable', sql`delete from shareable_tables`),
  officer('a viewer establishes another', sql`select enter(null, null, ${id(SECRETARIAT)}, true, null, 'test-1', '')`),
  officer('a viewer reads sessions', sql`select token from auth.session`),
  officer('a viewer enqueues a job by itself', sql`select jobs.add_job('mail.send')`),
  officer('a viewer asks for the roles of anyone', sql`select roles_of(${id(SECRETARIAT)})`),
  officer('a viewer asks for the principals of anyone', sql`select principals_of(${id(3)}, ${home(3)}, '{}')`),
  officer('a viewer asks whether anyone may', sql`select may(array[${home(3)}]::uuid[], 2, 'read', ${other})`),
  officer(
    'a viewer asks whether a record covers anyone',
    sql`select covered_now(${other}, 'read', array[${home(3)}]::uuid[])`,
  ),
  officer('a viewer makes a table', sql`create table mine (id uuid)`),
  officer('a viewer reads a file of the host', sql`select pg_read_file('PG_VERSION')`),
  officer(
    'a viewer reads the plans of others',
    sql`select query from pg_stat_activity where query is not null and usename is distinct from current_user and query <> '<insufficient privilege>'`,
  ),
]
