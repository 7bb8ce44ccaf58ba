import { useTexts } from '../../../platform/ui/language.tsx'
import type { Bar, EdgeKnown } from '../../../platform/ui/time-axis/time-data.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { lastDayOf } from '../../programmes/rules.ts'
import { numberOf, useSpan } from '../../programmes/web/marks.tsx'
import { useTerms } from '../../programmes/web/terms.ts'
import type { OnTimeline } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { recordHref } from './kinds.ts'

/** A record as a bar; one that stands in several groups has an id of its own in each. */
export function useBar(): (of: OnTimeline, group: string) => Bar {
  const t = useTexts(texts)
  const terms = useTerms()
  const span = useSpan()
  const { list } = useFormats()
  return (of, group) => {
    const { start, end, status, kind, title, leads, pillars } = of
    // What is one day, month or year long says so by its start alone; a programme without an end goes on.
    const last = end ?? (kind === 'activity' && status !== 'ongoing' ? start : null)
    const first: EdgeKnown = start ? start.precision : 'open'
    return {
      ...{ id: `${group} ${of.id}`, label: title.text, href: recordHref(of) },
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
