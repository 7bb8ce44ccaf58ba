import type { z } from 'zod'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import type { listTwins } from '../contract/merging.ts'
import { texts } from '../locales/index.ts'

type Twin = z.output<typeof listTwins.output>['items'][number]

/** Entries that may be the same organisation, with the reason. */
export function TwinList({ of, onCompare }: { of: readonly Twin[]; onCompare: (twin: Twin) => void }) {
  const t = useTexts(texts)
  if (of.length === 0) return <p>{t('merge.twins_none')}</p>
  return (
    <SmallTable
      label={t('merge.twins')}
      rows={of}
      rowId={({ entry, twin }) => `${entry.id} ${twin.id}`}
      columns={[
        {
          id: 'twins',
          title: t('merge.twins'),
          cell: ({ entry, twin }) => (
            <>
              <WrittenText of={entry.name} quiet /> <bdi>({entry.code})</bdi> · <WrittenText of={twin.name} quiet />{' '}
              <bdi>({twin.code})</bdi>
            </>
          ),
        },
        {
          id: 'reason',
          title: t('merge.why'),
          cell: ({ reason, said, alsoSaid }) => t(`merge.twin.${reason}`, { said, other: alsoSaid }),
        },
        {
          id: 'compare',
          title: '',
          align: 'end',
          cell: (twin) => (
            <Button size="small" onPress={() => onCompare(twin)}>
              {t('merge.compare')}
            </Button>
          ),
        },
      ]}
    />
  )
}
