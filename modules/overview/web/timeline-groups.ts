import { useTexts } from '../../../platform/ui/language.tsx'
import type { Bar, BarGroup, EdgeKnown } from '../../../platform/ui/time-axis/time-data.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { ActivityRow, ProgrammeRow } from '../../programmes/contract.ts'
import { lastDayOf } from '../../programmes/rules.ts'
import { numberOf, useSpan } from '../../programmes/web/marks.tsx'
import { useTerms } from '../../programmes/web/terms.ts'
import { texts } from '../locales/index.ts'
import { type Kind, recordHref } from './kinds.ts'

export const GROUPINGS = ['entity', 'state', 'theme', 'pillar'] as const
type Grouping = (typeof GROUPINGS)[number]
export type OnAxis = (ProgrammeRow | ActivityRow) & { kind: Kind }

/** Records by what they have in common, in its order; a record with several stands in each of them. */
export function useGroups(records: readonly OnAxis[], by: Grouping): readonly BarGroup[] {
  const t = useTexts(texts)
  const terms = useTerms()
  const { collator } = useFormats()
  const bar = useBar()
  const found = new Map<string, { label: string; bars: Bar[] }>()
  const keys = (of: OnAxis): [string, string][] => {
    if (by === 'entity') return of.leads.map(({ code }) => [code, code])
    if (by === 'state') return of.states.map(({ code, name }) => [code, name.text])
    if (by === 'theme') return of.themes.map((code) => [code, terms.name('themes', code)])
    return of.pillars.map((code) => [code, terms.name('pillars', code)])
  }
  for (const record of records) {
    const named = keys(record)
    for (const [id, label] of named.length > 0 ? named : [['', t('timeline.without')] as const]) {
      const group = found.get(id) ?? { label, bars: [] }
      found.set(id, group)
      group.bars.push({ ...bar(record), id: `${id} ${record.id}` })
    }
  }
  const last = (id: string) => (id === '' ? 1 : 0)
  return [...found]
    .map(([id, { label, bars }]) => ({ id, label, bars: bars.toSorted(byStart) }))
    .sort(
      (a, b) =>
        last(a.id) - last(b.id) ||
        (by === 'pillar' ? collator.compare(a.id, b.id) : collator.compare(a.label, b.label)),
    )
}

const byStart = (a: Bar, b: Bar) => ((a.from ?? '') < (b.from ?? '') ? -1 : (a.from ?? '') > (b.from ?? '') ? 1 : 0)

function useBar(): (of: OnAxis) => Bar {
  const t = useTexts(texts)
  const terms = useTerms()
  const span = useSpan()
  const { list } = useFormats()
  return (of) => {
    const { start, end, status, kind, title, leads, pillars } = of
    // What is one day, month or year long says so by its start alone; a programme without an end goes on.
    const last = end ?? (kind === 'activity' && status !== 'ongoing' ? start : null)
    const first: EdgeKnown = start ? start.precision : 'open'
    return {
      ...{ id: of.id, label: title.text, href: recordHref(of) },
      ...{ from: start?.date ?? null, until: last && lastDayOf(last), known: [first, last?.precision ?? 'open'] },
      isPlanned: status === 'planned' || status === 'proposed',
      ...(pillars[0] && { pillar: numberOf(pillars[0]) }),
      sentence: t('timeline.sentence', {
        ...{ title: title.text, when: span(of) || t('timeline.unknown') },
        ...{ who: list(leads.map(({ code }) => code)), status: terms.name('statuses', status) },
      }),
    }
  }
}
