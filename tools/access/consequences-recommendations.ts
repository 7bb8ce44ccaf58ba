import { sql } from 'kysely'
import { brings, failsForAll, goes, refuses } from './consequences-parts.ts'
import { SELDOM } from './seldom-ids.ts'
import type { Check } from './trials.ts'

const UNDER_CONSENT = sql`from recommendations o join records r on r.id = o.id
  where o.form = 'original' and o.kind = 'assessment' and r.level = 1`
const CONSENT = sql`
  insert into consents (record, form, to_kind, to_id, reference, given_by, given_org)
  select o.id, 'whole', 'organisation', (select id from organisations where code = 'XBB'), 'Checked consent', (select id from persons limit 1), r.controller
  ${UNDER_CONSENT} and r.controller <> (select id from organisations where code = 'XBB')`
const GRANTED = sql`from consents c join grants g on g.id = c.granted and g.record = c.disclosed and g.basis = 'consent'`

/** What triggers of the register and of consent must do: said without looking at them. */
export const RECOMMENDATIONS_CONSEQUENCES: readonly Check[] = [
  refuses(() => sql`update assessments set entities = array[gen_random_uuid()]`, 'nobody took part in a visit'),
  refuses(
    () => sql`update recommendations set leads = array[gen_random_uuid()] where form = 'original'`,
    'nobody is to carry something out',
  ),
  failsForAll(
    sql`update assessments set states = array[(select id from organisations where code = 'XBB')]`,
    'an assessment is made one of another State',
  ),
  failsForAll(
    sql`update factual_comments set words = '{"original": "en", "texts": {"en": "Other words"}}'`,
    'a comment of the State is made another',
  ),
  goes(
    sql`update grants set revoked_at = now() where record = ${SELDOM.revoked} and gives = 'deny'`,
    'a State keeps its own from what it controls, and cannot take that back',
    3,
  ),
  failsForAll(sql`update consents set reference = 'Another document'`, 'a consent is made another'),
  brings(
    sql`insert into state_views (record, view, need, said_by) select o.id, 'not_agreed', null, (select id from persons limit 1) ${UNDER_CONSENT}`,
    sql`select count(*) > 0 and bool_and(o.view = 'not_agreed' and o.need is null) as holds ${UNDER_CONSENT}`,
    'what the State says of a recommendation is not its view',
  ),
  brings(
    sql`insert into recommendation_steps (record, status, on_day, evidence, organisation, said_by)
        select o.id, 'closed', '2026-03-03', '{Gazette}', r.controller, (select id from persons limit 1) ${UNDER_CONSENT}`,
    sql`select count(*) > 0 and bool_and(o.status = 'closed' and o.status_on = '2026-03-03') as holds ${UNDER_CONSENT}`,
    'a recommendation does not stand as its last step says',
  ),
  brings(
    CONSENT,
    sql`select count(*) > 0 and bool_and(exists (select from recommendations d where d.id = c.disclosed and d.form = 'whole')) as holds
        from consents c where c.reference = 'Checked consent'`,
    'a consent discloses nothing',
  ),
  brings(
    CONSENT,
    sql`select count(*) > 0 and bool_and((c.owner_org, c.level, c.readers) = (r.owner_org, r.level, r.readers)) as holds
        from consents c join records r on r.id = c.record where c.reference = 'Checked consent'`,
    'a consent is seen by others than those who see what it is about',
  ),
  brings(
    CONSENT,
    sql`select exists (select ${GRANTED} where c.reference = 'Checked consent' and g.revoked_at is null) as holds`,
    'a consent lets nobody in',
  ),
  brings(
    sql`update consents set revoked_at = now(), revoked_by = given_by where revoked_at is null`,
    sql`select not exists (select ${GRANTED} where g.revoked_at is null) as holds`,
    'who is let in by a consent stays when it is revoked',
  ),
  refuses(
    () => sql`insert into grants (record, grantee_kind, grantee, gives, basis, reference)
      select d.id, 'circle', circle_id('members'), 'read', 'consent', 'Note verbale' from recommendations d where d.form <> 'original' limit 1`,
    'what a State disclosed is given to others than those to whom it consented',
  ),
  brings(
    sql`update records set level = 2 where id in (select o.id ${UNDER_CONSENT})`,
    sql`select not exists (select from recommendations o join recommendations d using (matter) join records r on r.id = o.id join records k on k.id = d.id
          where o.form = 'original' and k.level < r.level) as holds`,
    'what was disclosed is less protected than the original',
  ),
]
