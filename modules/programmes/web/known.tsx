import { useTexts } from '../../../platform/ui/language.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listKnown } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Names } from './marks.tsx'

/** Under a list: what the reader may know to exist, so that they can ask its originator. Nothing where there is none. */
export function Known() {
  const t = useTexts(texts)
  const { data } = useEndpoint(listKnown, { size: 20 })
  if (!data || data.total === 0) return null
  return (
    <Section title={t('known')} count={t('coverage.records', { count: data.total })}>
      <p>{t('known.lead')}</p>
      <SmallTable
        label={t('known')}
        rows={data.items}
        rowId={(row) => row.id}
        rowHref={(row) => `/records/${row.id}`}
        columns={[
          {
            id: 'title',
            title: t('label.title'),
            width: 'wide',
            cell: ({ title }) => (title ? <WrittenText of={title} quiet /> : t('known.untitled')),
          },
          {
            id: 'kind',
            title: t('label.type'),
            cell: ({ kind }) => t(kind === 'programmes.programme' ? 'programme' : 'activity'),
          },
          { id: 'originator', title: t('label.originator'), cell: ({ originator }) => <Names of={[originator]} /> },
          { id: 'level', title: t('label.level'), cell: ({ level }) => <LevelMark level={level} /> },
        ]}
      />
    </Section>
  )
}
