import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import type { Standing } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { hrefOfGroup } from './hrefs.ts'
import { Period, Unconfirmed } from './period.tsx'

/** What an organisation is, and was, in the Compact and its working groups. */
export function Standings({ of }: { of: readonly Standing[] }) {
  const t = useTexts(texts)
  return (
    <Section title={t('standings')}>
      <SmallTable
        label={t('standings')}
        rows={of}
        rowId={(s) => s.id}
        rowHref={(s) => hrefOfGroup(s.group)}
        columns={[
          { id: 'group', title: t('group'), cell: (s) => <WrittenText of={s.group.name} quiet /> },
          { id: 'role', title: t('role'), cell: (s) => t(`role.${s.role}`) },
          { id: 'when', title: t('when'), cell: (s) => <Period of={s} /> },
          {
            id: 'confirmed',
            title: t('source'),
            cell: (s) => (s.confirmed ? <SourceWords text={s.source} /> : <Unconfirmed />),
          },
        ]}
      />
    </Section>
  )
}

/** Sources are cited as their documents name them. */
const SourceWords = ({ text }: { text: string }) => <bdi>{text}</bdi>
