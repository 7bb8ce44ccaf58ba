import type { ReactNode } from 'react'
import type { Shown } from '../../../platform/text.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import type { Fact } from '../../../platform/ui/records/fact-list.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { ProgrammeRow } from '../contract.ts'
import type { ShownOffice } from '../fields.ts'
import { texts } from '../locales/index.ts'
import type { KnownDate } from '../rules.ts'
import { Organisations } from './facts.tsx'
import { useAmounts } from './marks.tsx'
import css from './programmes.module.css'

/** A programme as a list shows it that is an office, a hub or a deployment. */
export type OfficeRow = ProgrammeRow & { office: NonNullable<ProgrammeRow['office']> }
export const isOfficeRow = (row: ProgrammeRow): row is OfficeRow => row.office !== null

/** Not known is an answer too, and says so instead of leaving a gap. */
export function NotStated() {
  const t = useTexts(texts)
  return <span className={css.unknown}>{t('not_stated')}</span>
}

/** When it opened or closed, as far as it is known. */
export function Since({ of }: { of: KnownDate | null }) {
  const { date } = useFormats()
  return of ? date(of) : <NotStated />
}

export function Staff({ of }: { of: ShownOffice }) {
  const amount = useAmounts()
  return of.staff ? amount(of.staff) : <NotStated />
}

/** "UNTS I-57000 · signed May 2020", with what is not known of it named; "not stated" where nobody says that one was made. */
export function AgreementWords({ of: { agreement } }: { of: ShownOffice }) {
  const t = useTexts(texts)
  const { date } = useFormats()
  if (agreement === null) return <NotStated />
  const { reference, signed } = agreement
  if (reference === '' && signed === null) return t('agreement.made_only')
  return (
    <>
      {reference ? <bdi>{reference}</bdi> : t('agreement.made')}
      {' · '}
      {signed ? t('agreement.signed', { date: date(signed) }) : t('agreement.unsigned')}
    </>
  )
}

type Place = { name: Shown; state: string | null }

/** "Qatar (Doha) · Spain": each host with the places in it, then places without State. */
export function HostsAndPlaces({ hosts, places }: { hosts: ShownOffice['hosts']; places: readonly Place[] }) {
  const { list } = useFormats()
  const named = (some: readonly Place[]) => list(some.map(({ name }) => name.text))
  const elsewhere = places.filter(({ state }) => hosts.every(({ code }) => code !== state))
  if (hosts.length === 0 && elsewhere.length === 0) return <NotStated />
  return (
    <>
      {hosts.map(({ id, code, name }, i) => {
        const here = places.filter(({ state }) => state === code)
        return (
          <span key={id}>
            {i > 0 && ' · '}
            <bdi lang={name.language}>{name.text}</bdi>
            {here.length > 0 && <> ({named(here)})</>}
          </span>
        )
      })}
      {elsewhere.length > 0 && (
        <>
          {hosts.length > 0 && ' · '}
          {named(elsewhere)}
        </>
      )}
    </>
  )
}

const orUnknown = (value: ReactNode | false): ReactNode => value || <NotStated />

/** What is asked of an office: under which agreement, since when, how many, whom to call. */
export function useOfficeFacts(): (
  of: { start: KnownDate | null; end: KnownDate | null; status: string },
  office: ShownOffice,
) => Fact[] {
  const t = useTexts(texts)
  return ({ start, end, status }, office) => [
    { label: t('label.agreement'), value: <AgreementWords of={office} /> },
    { label: t('label.opened'), value: <Since of={start} /> },
    // What goes on has no end that could be missing.
    { label: t('label.closed'), value: (end || status === 'completed') && <Since of={end} /> },
    { label: t('label.staff'), value: <Staff of={office} /> },
    {
      label: t('label.contacts'),
      value: orUnknown(office.contacts.length > 0 && <Organisations of={office.contacts} />),
    },
  ]
}
