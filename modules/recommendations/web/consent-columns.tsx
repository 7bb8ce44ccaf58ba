import { show } from '../../../platform/text.ts'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { TableColumn } from '../../../platform/ui/table/columns.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Receipt } from '../consent-contract.ts'
import type { Consent } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { ConsentActs } from './consent-acts.tsx'
import { useFactLabels } from './labels.ts'
import { ConsentMark } from './marks.tsx'
import css from './recommendations.module.css'

type Columns = {
  /** The reader is of the State that gave them. */
  isOwn: boolean
  /** Who had read what a consent disclosed that was just revoked. */
  onReceipts: (receipts: readonly Receipt[]) => void
  withTitles?: boolean
}

/** What stands of a consent in a table: of which recommendation, to whom, how much, by which document, until when, and how it stands. */
export function useConsentColumns({ isOwn, onReceipts, withTitles = false }: Columns): TableColumn<Consent>[] {
  const t = useTexts(texts)
  const language = useLanguage()
  const { day, list } = useFormats()
  const facts = useFactLabels()
  const title: TableColumn<Consent> = {
    id: 'title',
    title: t('title.one'),
    width: 'wide',
    cell: ({ title: of }) => <WrittenText of={of} quiet />,
  }
  const acts: TableColumn<Consent> = {
    id: 'act',
    title: t('consent.acts'),
    cell: (row) => <ConsentActs of={row} onReceipts={onReceipts} />,
  }
  return [
    ...(withTitles ? [title] : []),
    {
      id: 'to',
      title: t('consent.to'),
      cell: ({ to }) =>
        to === null ? t('consent.to.nobody') : to.name ? <WrittenText of={to.name} quiet /> : t('someone'),
    },
    {
      id: 'form',
      title: t('consent.form'),
      cell: ({ form, redaction }) =>
        form && (
          <>
            {t(`form.${form}`)}
            {redaction && <p className={css.quiet}>{show(redaction.title, language).text}</p>}
            {redaction && redaction.facts.length > 0 && (
              <p className={css.quiet}>
                {t('consent.along', { facts: list(redaction.facts.map((one) => facts[one])) })}
              </p>
            )}
          </>
        ),
    },
    {
      id: 'state',
      title: t('label.status'),
      cell: ({ state, until, outdated, revokedAt, to, recommendation, id }) => (
        <>
          {(to !== null || state !== 'in_force' || outdated) && (
            <p className={css.line}>
              {(to !== null || state !== 'in_force') && <ConsentMark of={state} />}
              {outdated && (
                <Badge tone="warn" icon="history">
                  {t('consent.outdated')}
                </Badge>
              )}
            </p>
          )}
          {until && state !== 'revoked' && <p className={css.quiet}>{t('clock.until', { date: day(until) })}</p>}
          {revokedAt && <p className={css.quiet}>{day(revokedAt)}</p>}
          {outdated && isOwn && (
            <Link href={`/recommendations/consent?chosen=${recommendation}&again=${id}`}>{t('consent.again')}</Link>
          )}
        </>
      ),
    },
    {
      id: 'given',
      title: t('given'),
      cell: ({ reference, givenBy, givenAt }) => (
        <>
          <span>{reference}</span>
          <br />
          <span className={css.quiet}>{t('by', { who: givenBy.name ?? t('someone'), when: day(givenAt) })}</span>
        </>
      ),
    },
    ...(isOwn ? [acts] : []),
  ]
}
