import { LANGUAGES } from '../../../platform/text.ts'
import { text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { Panels } from '../../../platform/ui/panels.tsx'
import type { Fact } from '../../../platform/ui/records/fact-list.tsx'
import { RecordPage, Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { readState, type StateRecord } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { dayIn } from './as-on.ts'
import { Development } from './development.tsx'
import { FocalPointsOf } from './focal-points-of.tsx'
import { KeepOrganisation } from './keep-organisation.tsx'
import { OrganisationPeople } from './organisation-people.tsx'
import { Standings } from './standings.tsx'

const ADDRESS = { on: text() }

/** One State: what it is called, where it lies, what it belongs to; other modules add what happens there. */
export function CountryPage({ params }: PageProps) {
  const [{ on }] = useAddress(ADDRESS)
  const state = useEndpoint(readState, { code: params['code'] ?? '', ...dayIn(on) })
  return (
    <Answer of={state} shape="record">
      {(found) => <Country state={found} on={dayIn(on).on} />}
    </Answer>
  )
}

function Country({ state, on }: { state: StateRecord; on: string | undefined }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { day } = useFormats()
  const { names, formal, articles, formerNames, regions } = state
  // Where a report means a region of the standard, it stands there already.
  const namedRegions = state.namedRegions.filter((n) => regions.every((r) => r.name.text !== n.name.text))
  const aside: Fact[] = [
    ...(articles[language] ? [{ label: t('name.article'), value: articles[language] }] : []),
    ...formerNames.map(({ short, until, untilKnown }) => ({
      label: t(untilKnown ? 'name.until' : 'name.attested', { on: day(until) }),
      value: short.texts[language] ?? short.texts.en,
    })),
    ...(state.participation.until ? [{ label: t('left'), value: day(state.participation.until) }] : []),
  ]
  return (
    <RecordPage
      kind={t(`kind.${state.kind}`)}
      symbol={state.code}
      name={names[language]}
      status={<Development of={state} />}
      back={{ href: '/countries', label: t('countries') }}
      actions={
        <>
          <Panels place="directory.state_actions" id={state.id} code={state.code} waiting={null} />
          <KeepOrganisation code={state.code} />
        </>
      }
      {...(on ? { lead: t('as_on.named', { on: day(on) }) } : {})}
      facts={[
        { label: t('name.formal'), value: formal[language], wide: true },
        {
          label: t('region'),
          value: <Places of={regions} />,
        },
        { label: t('region.reported'), value: namedRegions.length > 0 && <Places of={namedRegions} /> },
        { label: t('codes.alpha3'), value: <bdi>{state.code}</bdi> },
        { label: t('codes.alpha2'), value: <bdi>{state.alpha2}</bdi> },
        { label: t('m49'), value: <bdi>{state.m49}</bdi> },
      ]}
      {...(aside.length > 0 ? { aside } : {})}
    >
      <FocalPointsOf code={state.code} />
      <Panels place="directory.state" id={state.id} code={state.code} />
      <Section title={t('names')}>
        <SmallTable
          label={t('names')}
          rowId={(l) => l}
          rows={LANGUAGES}
          columns={[
            { id: 'language', title: t('language'), cell: (l) => <span lang={l}>{LANGUAGE_NAMES[l]}</span> },
            {
              id: 'short',
              title: t('name'),
              cell: (l) => (
                <span lang={l} dir="auto">
                  {names[l]}
                </span>
              ),
            },
            {
              id: 'formal',
              title: t('name.formal'),
              cell: (l) => (
                <span lang={l} dir="auto">
                  {formal[l]}
                </span>
              ),
            },
          ]}
        />
      </Section>
      {state.groups.length > 0 && <Standings of={state.groups} />}
      <OrganisationPeople code={state.code} />
    </RecordPage>
  )
}

/** Regions, each a way to the States in it. */
function Places({ of }: { of: readonly { code: string; name: { text: string } }[] }) {
  return of.map(({ code, name }, i) => (
    <span key={code}>
      {i > 0 && ' · '}
      <Link href={`/countries?where=${code}`}>{name.text}</Link>
    </span>
  ))
}
