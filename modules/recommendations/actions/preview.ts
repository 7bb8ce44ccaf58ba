import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { show } from '../../../platform/text.ts'
import type * as contract from '../consent-contract.ts'
import type { Row } from '../fields.ts'
import { FORMS, type Form, fullest } from '../rules.ts'
import { give, type Named, principalsOf } from './consents.ts'
import { recommendationRows } from './reading.ts'

type Previewing = z.output<typeof contract.previewConsent.input>
type Preview = z.output<typeof contract.previewConsent.output>
type Seen = Preview['eyes'][number]['seen'][number]

/**
 * What others would see: the consent is given in earnest, looked at through their eyes, and taken back before the
 * transaction ends, so that what is shown is what the database would let them read and no guess at it.
 */
export async function previewConsent(tx: Tx, { eyes, ...giving }: Previewing, call: Call): Promise<Preview> {
  const ids = [...new Set(giving.recommendations)]
  const { rows } = await sql<{ id: string; level: number; controls: boolean }>`
    select r.id, r.level, viewer_controls(r.id) and r.owner_org <> viewer_org() as controls
      from recommendations r where r.id = any (${ids}::uuid[])`.execute(tx)
  if (rows.length < ids.length) throw notFound()
  if (rows.some(({ controls }) => !controls)) throw new Problem('recommendations.state_only', 403)
  const levels = new Map(rows.map(({ id, level }) => [id, level]))
  await sql`savepoint preview`.execute(tx)
  if (giving.to.length > 0) await give(tx, { ...giving, reference: giving.reference || 'preview' }, call)
  const shown: Preview['eyes'] = []
  for (const eye of eyes) shown.push({ eye, seen: await seenThrough(tx, ids, levels, eye, call) })
  await sql`rollback to savepoint preview`.execute(tx)
  return { eyes: shown }
}

async function seenThrough(
  tx: Tx,
  ids: string[],
  levels: ReadonlyMap<string, number>,
  eye: Previewing['eyes'][number],
  call: Call,
) {
  const [{ kind, id }] = (await principalsOf(tx, [eye])) as [Named]
  const [organisation, member] = kind === 'organisation' ? [id, null] : [null, id]
  const { rows: seen } = await sql<{ original: string; seen: string }>`
    select * from seen_through(${ids}::uuid[], ${organisation}, ${member}::uuid)`.execute(tx)
  const disclosed = seen.map((one) => one.seen)
  const rows = new Map((await recommendationRows(tx, disclosed, call)).map((row) => [row.head.id, row]))
  const texts = disclosed.length
    ? await tx
        .selectFrom('recommendations')
        .select(['id', 'form', 'body', 'capacity'])
        .where('id', 'in', disclosed)
        .execute()
    : []
  return ids.map((recommendation): Seen => {
    const own = texts.filter(({ id }) => seen.some((s) => s.original === recommendation && s.seen === id))
    const form = fullest(own.map((t) => t.form as Form).filter((f) => FORMS.includes(f)))
    const text = own.find((t) => t.form === form)
    const row = text && rows.get(text.id)
    return {
      ...{ recommendation, level: levels.get(recommendation)!, form },
      ...(row ? factsOf(row) : NOTHING),
      body: text?.body ? show(text.body, call.language) : null,
      capacity: text?.capacity ? show(text.capacity, call.language) : null,
    }
  })
}

/** What a reader has of it beside its long texts. */
const factsOf = ({
  title,
  need,
  status,
  code,
  resolution,
  paragraph,
  themes,
  pillars,
  priority,
  dueOn,
  leads,
}: Row) => ({
  ...{ title, need, status, code, resolution, paragraph, themes, pillars, priority, dueOn, leads },
})

const NOTHING: Record<'title' | 'need' | 'status' | 'priority' | 'dueOn', null> &
  Pick<Seen, 'code' | 'resolution' | 'paragraph' | 'themes' | 'pillars' | 'leads'> = {
  ...{ title: null, need: null, status: null, code: '', resolution: '', paragraph: '' },
  ...{ themes: [], pillars: [], priority: null, dueOn: null, leads: [] },
}
