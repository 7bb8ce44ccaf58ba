import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { type DirectoryPerson, listColleagues } from '../contract/people.ts'
import { texts } from '../locales/index.ts'
import { RoleWords } from './role-words.tsx'

/**
 * The people of the reader's own organisation; of another one, the way to search them, which asks for a purpose. Nothing
 * for who is not signed in.
 */
export function OrganisationPeople({ code }: { code: string }) {
  const t = useTexts(texts)
  const { person } = useSession()
  if (!person) return null
  if (person.organisation.code === code) return <Colleagues />
  return (
    <Section title={t('people')}>
      <p>{t('people.find_note')}</p>
      <p>
        <ButtonLink href={`/people?organisation=${code}`} icon="people">
          {t('people.find')}
        </ButtonLink>
      </p>
    </Section>
  )
}

function Colleagues() {
  const t = useTexts(texts)
  const people = useEndpoint(listColleagues, { size: 50 })
  return (
    <Section title={t('people')} {...(people.data ? { count: t('people.count', { count: people.data.total }) } : {})}>
      <Answer of={people} shape="table" rows={3}>
        {({ items }) => (
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
        )}
      </Answer>
      <p>{t('people.own_note')}</p>
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
