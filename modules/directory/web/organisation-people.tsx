import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useMay, useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { type DirectoryPerson, listColleagues } from '../contract/people.ts'
import { texts } from '../locales/index.ts'
import { RoleWords } from './role-words.tsx'

/** The people of an organisation as far as the reader may know them; nothing for who is not signed in. */
export function OrganisationPeople({ code }: { code: string }) {
  const may = useMay()
  return may('signed-in') ? <KnownPeople code={code} /> : null
}

function KnownPeople({ code }: { code: string }) {
  const t = useTexts(texts)
  const { person } = useSession()
  const people = useEndpoint(listColleagues, { organisation: code, size: 50 })
  const isOwn = person?.organisation.code === code
  return (
    <Section title={t('people')} {...(people.data ? { count: t('people.count', { count: people.data.total }) } : {})}>
      <Answer of={people} shape="table" rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('people.none_listed')}</p>
          ) : (
            <SmallTable
              label={t('people')}
              rows={items}
              rowId={(p) => p.id}
              columns={[
                { id: 'name', title: t('name'), cell: (p) => <PersonName of={p} /> },
                { id: 'title', title: t('people.title'), cell: (p) => <span dir="auto">{p.title}</span> },
                { id: 'roles', title: t('role'), cell: (p) => <RoleWords roles={p.roles} /> },
                { id: 'mail', title: t('people.mail'), cell: (p) => <Mail of={p} /> },
              ]}
            />
          )
        }
      </Answer>
      {isOwn && <p>{t('people.own_note')}</p>}
    </Section>
  )
}

export function PersonName({ of }: { of: DirectoryPerson }) {
  const t = useTexts(texts)
  return (
    <>
      <bdi>{of.name}</bdi> {of.invented && <Badge tone="warn">{t('people.invented')}</Badge>}
    </>
  )
}

export const Mail = ({ of }: { of: DirectoryPerson }) => (
  <Link href={`mailto:${of.mail}`}>
    <bdi>{of.mail}</bdi>
  </Link>
)
