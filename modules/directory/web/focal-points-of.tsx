import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listFocalPoints } from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'

/** On a State's page: its focal points whom the reader may know. Nothing for who is not signed in. */
export function FocalPointsOf({ code }: { code: string }) {
  const { person } = useSession()
  return person ? <Known code={code} /> : null
}

function Known({ code }: { code: string }) {
  const t = useTexts(texts)
  const known = useEndpoint(listFocalPoints, { organisation: code })
  return (
    <Section title={t('focal_points')}>
      <Answer of={known} shape="table" rows={2}>
        {({ items, underWay }) => (
          <>
            {items.length === 0 ? (
              <p>{t('of_state.none')}</p>
            ) : (
              <SmallTable
                label={t('focal_points')}
                rows={items}
                rowId={(f) => f.person.id}
                columns={[
                  {
                    id: 'name',
                    title: t('nomination.name'),
                    cell: (f) => (
                      <>
                        {f.nomination ? (
                          <Link href={`/focal-points/${f.nomination}`}>
                            <bdi>{f.person.name}</bdi>
                          </Link>
                        ) : (
                          <bdi>{f.person.name}</bdi>
                        )}{' '}
                        {f.invented && <Badge tone="warn">{t('people.invented')}</Badge>}
                      </>
                    ),
                  },
                  {
                    id: 'capacity',
                    title: t('nomination.capacity'),
                    cell: (f) => t(f.main === false ? 'nomination.alternate' : 'nomination.main'),
                  },
                  { id: 'title', title: t('people.title'), cell: (f) => <span dir="auto">{f.title}</span> },
                  {
                    id: 'mail',
                    title: t('people.mail'),
                    cell: (f) => (
                      <Link href={`mailto:${f.mail}`}>
                        <bdi>{f.mail}</bdi>
                      </Link>
                    ),
                  },
                ]}
              />
            )}
            {underWay > 0 && <p>{t('of_state.under_way', { count: underWay })}</p>}
            <p>{t('of_state.note')}</p>
          </>
        )}
      </Answer>
    </Section>
  )
}
