import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { show } from '../../../platform/text.ts'
import type * as contract from '../consent-contract.ts'
import { FORMS, type Form, fullest } from '../rules.ts'
import { give, type Named, principalsOf } from './consents.ts'

type Previewing = z.output<typeof contract.previewConsent.input>
type Preview = z.output<typeof contract.previewConsent.output>

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
  const texts = seen.length
    ? await tx
        .selectFrom('recommendations')
        .select(['id', 'form', 'title', 'body', 'need'])
        .where(
          'id',
          'in',
          seen.map((s) => s.seen),
        )
        .execute()
    : []
  return ids.map((recommendation) => {
    const own = texts.filter(({ id }) => seen.some((s) => s.original === recommendation && s.seen === id))
    const form = fullest(own.map((t) => t.form as Form).filter((f) => FORMS.includes(f)))
    const text = own.find((t) => t.form === form)
    return {
      recommendation,
      level: levels.get(recommendation)!,
      form,
      title: text ? show(text.title, call.language) : null,
      body: text?.body ? show(text.body, call.language) : null,
      need: (text?.need ?? null) as 'identified' | 'agreed' | 'prioritised' | null,
    }
  })
}
