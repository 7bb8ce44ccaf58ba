import type { OrganisationRef } from '../../../platform/access/refs.ts'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { Fact } from '../../../platform/ui/records/fact-list.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { hrefOfOrganisation } from '../../directory/web/hrefs.ts'
import type { ActivityRecord, ProgrammeRecord } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { Pillars, useAmounts, useSourceWords, useSpan } from './marks.tsx'
import { hrefWith } from './narrowing.ts'
import { useTerms } from './terms.ts'

type Found = ProgrammeRecord | ActivityRecord

/** Organisations by name, each a way to its page. */
export const Organisations = ({ of }: { of: readonly OrganisationRef[] }) =>
  of.map((organisation, i) => (
    <span key={organisation.id}>
      {i > 0 && ' · '}
      <Link href={hrefOfOrganisation(organisation)}>
        <bdi lang={organisation.name.language}>{organisation.name.text}</bdi>
      </Link>
    </span>
  ))

/** What programmes and activities have in common, on the left of a record's page. */
export function useCommonFacts(of: Found, kind: 'programme' | 'activity'): { what: Fact[]; dates: Fact[] } {
  const t = useTexts(texts)
  const language = useLanguage()
  const terms = useTerms()
  const span = useSpan()
  const amount = useAmounts()
  const source = useSourceWords()
  const { day } = useFormats()
  const list = kind === 'programme' ? '/programmes' : '/programmes/activities'
  const types = kind === 'programme' ? 'programmeTypes' : 'activityTypes'
  const links = (of: 'themes' | 'regions', codes: readonly string[]) =>
    codes.map((code, i) => (
      <span key={code}>
        {i > 0 && ' · '}
        <Link href={hrefWith(list, { [of]: [code] })}>{terms.name(of, code)}</Link>
      </span>
    ))
  const isUnofficial = of.unofficial.includes(language)
  return {
    what: [
      { label: t('label.type'), value: terms.name(types, of.type) },
      { label: t('label.pillars'), value: of.pillars.length > 0 && <Pillars of={of.pillars} /> },
      { label: t('label.themes'), value: of.themes.length > 0 && links('themes', of.themes), wide: true },
      { label: t('label.leads'), value: <Organisations of={of.leads} />, wide: true },
      { label: t('label.partners'), value: of.partners.length > 0 && <Organisations of={of.partners} />, wide: true },
      { label: t('label.states'), value: of.states.length > 0 && <Organisations of={of.states} />, wide: true },
      { label: t('label.regions'), value: of.regions.length > 0 && links('regions', of.regions) },
      { label: t('label.places'), value: of.places.length > 0 && <Places of={of.places} /> },
      { label: t('label.statesReached'), value: amount(of.statesReached) },
    ],
    dates: [
      {
        label: t('label.when'),
        value: span(of) && (
          <>
            {span(of)} {of.datesFrom === 'elsewhere' && <Badge>{t('dates.elsewhere')}</Badge>}
          </>
        ),
      },
      { label: t('label.statusOn'), value: day(of.statusOn) },
      { label: t('label.source'), value: source(of.source) },
      { label: t('label.name'), value: isUnofficial && t('title.unofficial') },
      { label: t('label.originator'), value: <Organisations of={[of.head.originator]} /> },
      { label: t('label.handling'), value: of.head.handling.map((caveat) => t(`handling.${caveat}`)).join(' · ') },
      { label: t('label.changed'), value: day(of.head.changedAt) },
    ],
  }
}

const Places = ({ of }: { of: Found['places'] }) =>
  of.map(({ name, state }, i) => (
    <span key={JSON.stringify(name.texts)}>
      {i > 0 && ' · '}
      <WrittenText of={name} quiet />
      {state && (
        <>
          {' ('}
          <bdi>{state.name.text}</bdi>)
        </>
      )}
    </span>
  ))
