import { Redirect } from 'wouter'
import { show } from '../../../platform/text.ts'
import { text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { Panels } from '../../../platform/ui/panels.tsx'
import type { Fact } from '../../../platform/ui/records/fact-list.tsx'
import { RecordPage, Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type OrganisationRecord, readOrganisation } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { dayIn } from './as-on.ts'
import { hrefOfOrganisation } from './hrefs.ts'
import { KeepOrganisation } from './keep-organisation.tsx'
import { OrganisationPeople } from './organisation-people.tsx'
import { Unofficial } from './period.tsx'
import { Standings } from './standings.tsx'

const ADDRESS = { on: text() }
/** What the database keeps where no day of joining was given. */
const SINCE_EVER = '2000-01-01'

/** One entity or organisation: names, belonging, standing in the Compact over time; other modules add what it does. */
export function OrganisationPage({ params }: PageProps) {
  const [{ on }] = useAddress(ADDRESS)
  const organisation = useEndpoint(readOrganisation, { code: params['code'] ?? '', ...dayIn(on) })
  return (
    <Answer of={organisation} shape="record">
      {(found) =>
        // An entry that was merged is looked for at its old address: the one that stands for it answers.
        found.mergedInto ? (
          <Redirect to={hrefOfOrganisation(found.mergedInto)} replace />
        ) : (
          <Organisation of={found} on={dayIn(on).on} />
        )
      }
    </Answer>
  )
}

function Organisation({ of, on }: { of: OrganisationRecord; on: string | undefined }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { day, list } = useFormats()
  const { names, formal, acronym, partOf, parts, paragraphs, participation } = of
  const aside: Fact[] = [
    ...of.formerNames.map(({ short, until, untilKnown }) => ({
      label: t(untilKnown ? 'name.until' : 'name.attested', { on: day(until) }),
      value: <WrittenText of={short} />,
    })),
    ...of.absorbed.map((entry) => ({
      label: t('merged.also', { on: day(entry.on) }),
      value: (
        <>
          <WrittenText of={entry.name} quiet /> <bdi>({entry.code})</bdi>
        </>
      ),
    })),
    ...(participation.from > SINCE_EVER ? [{ label: t('joined'), value: day(participation.from) }] : []),
    ...(participation.until ? [{ label: t('left'), value: day(participation.until) }] : []),
  ]
  return (
    <RecordPage
      kind={t(`kind.${of.kind}`)}
      symbol={acronym ? show(acronym, language).text : of.code}
      name={show(names, language).text}
      title={<WrittenText of={names} />}
      isInvented={of.invented}
      back={{ href: '/entities', label: t('entities') }}
      actions={
        <>
          <Panels place="directory.organisation_actions" id={of.id} code={of.code} waiting={null} />
          <KeepOrganisation code={of.code} />
        </>
      }
      status={
        <>
          {of.unofficial.includes(language) && <Unofficial />}
          {participation.until && <Badge tone="warn">{t('left.on', { on: day(participation.until) })}</Badge>}
        </>
      }
      {...(of.note ? { lead: <WrittenText of={of.note} /> } : on ? { lead: t('as_on.named', { on: day(on) }) } : {})}
      facts={[
        { label: t('name.formal'), value: formal && <WrittenText of={formal} />, wide: true },
        { label: t('acronym'), value: acronym && <WrittenText of={acronym} /> },
        { label: t('code'), value: <bdi>{of.code}</bdi> },
        { label: t('part_of'), value: partOf && <Link href={hrefOfOrganisation(partOf)}>{partOf.name.text}</Link> },
        { label: t('annex'), value: of.annex && t(`annex.${of.annex}`) },
        {
          label: t('paragraphs'),
          value:
            paragraphs.length > 0 &&
            t('paragraphs.list', { count: paragraphs.length, list: list(paragraphs.map(String)) }),
        },
      ]}
      {...(aside.length > 0 ? { aside } : {})}
    >
      <Panels place="directory.organisation" id={of.id} code={of.code} />
      {of.groups.length > 0 && <Standings of={of.groups} />}
      {parts.length > 0 && (
        <Section title={t('parts')}>
          <SmallTable
            label={t('parts')}
            rows={parts}
            rowId={(p) => p.id}
            rowHref={hrefOfOrganisation}
            columns={[
              { id: 'name', title: t('name'), cell: (p) => <WrittenText of={p.name} quiet /> },
              { id: 'code', title: t('code'), cell: (p) => <bdi>{p.code}</bdi> },
            ]}
          />
        </Section>
      )}
      <OrganisationPeople code={of.code} />
    </RecordPage>
  )
}
