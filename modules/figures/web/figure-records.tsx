import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Pagination } from '../../../platform/ui/table/pagination.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { Acronyms, Invented, Names, useSpan } from '../../programmes/web/marks.tsx'
import { useTerms } from '../../programmes/web/terms.ts'
import { listFigureRecords, type listFigures } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { DEFINITIONS, type Figure, type Standing } from '../rules.ts'
import css from './figures.module.css'
import { useSums, yearsIn } from './words.ts'

const SIZE = 20

type FigureRecordsProps = {
  asked: z.input<typeof listFigures.input>
  figure: Figure
  standing: Standing
  onClose: () => void
}

/** The very records behind a figure, or those that do not count in it. */
export function FigureRecords({ asked, figure, standing, onClose }: FigureRecordsProps) {
  const t = useTexts(texts)
  const span = useSpan()
  const sums = useSums()
  const { name } = useTerms()
  const { list } = useFormats()
  const part = useRef<HTMLDivElement>(null)
  const of = JSON.stringify([asked, figure, standing])
  const [at, setAt] = useState({ of, page: 1 })
  const page = at.of === of ? at.page : 1
  const records = useEndpoint(listFigureRecords, { ...asked, figure, standing, page, size: SIZE }, { keep: true })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is another list, which is brought into view
  useEffect(() => {
    part.current?.scrollIntoView({ block: 'start' })
  }, [of])
  const near = list(DEFINITIONS[figure].near.map((type) => name('activityTypes', type)))
  return (
    <div ref={part} className={css.records}>
      <Answer of={records} shape="table">
        {({ items, total, period }) => (
          <Section
            title={t('records.of', {
              figure: t(`figure.${figure}`),
              years: yearsIn(period),
              standing: t(`standing.${standing}`, { types: near }),
            })}
            count={t('records.count', { count: total })}
            actions={
              <Button size="small" kind="quiet" icon="close" onPress={onClose}>
                {t('records.close')}
              </Button>
            }
          >
            {total === 0 ? (
              <p className={css.quiet}>{t('records.none')}</p>
            ) : (
              <SmallTable
                label={t('records')}
                rows={items}
                rowId={({ id }) => id}
                rowHref={({ id }) => `/programmes/activities/${id}`}
                columns={[
                  {
                    id: 'title',
                    title: t('label.title'),
                    width: 'wide',
                    cell: ({ title }) => <bdi lang={title.language}>{title.text}</bdi>,
                  },
                  {
                    id: 'type',
                    title: t('label.type'),
                    cell: ({ type, level, invented }) => (
                      <>
                        {name('activityTypes', type)} {level > 0 && <LevelMark level={level} />}{' '}
                        {invented && <Invented />}
                      </>
                    ),
                  },
                  {
                    id: 'events',
                    title: t('label.events'),
                    align: 'end',
                    cell: ({ events }) => (events ? sums([events]) : t('several')),
                  },
                  {
                    id: 'participants',
                    title: t('label.participants'),
                    align: 'end',
                    cell: ({ participants }) => participants && sums([participants]),
                  },
                  { id: 'leads', title: t('label.leads'), cell: ({ leads }) => <Acronyms of={leads} /> },
                  { id: 'when', title: t('label.when'), width: 'date', cell: (record) => span(record) },
                  {
                    id: 'where',
                    title: t('label.states'),
                    phone: 'hide',
                    cell: ({ states }) => <Names of={states.slice(0, 3)} />,
                  },
                ]}
              />
            )}
            {total > SIZE && (
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAt({ of, page: next })} />
            )}
          </Section>
        )}
      </Answer>
    </div>
  )
}
