import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type Receipt, revokeConsent } from '../consent-contract.ts'
import type { Consent } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { ConsentMark } from './marks.tsx'
import css from './recommendations.module.css'

type ConsentTableProps = { rows: readonly Consent[]; mayRevoke: boolean; withTitles?: boolean }

/** Consents as the State gave them, the last first; the State revokes those that stand, and is told who had read them. */
export function ConsentTable({ rows, mayRevoke, withTitles = false }: ConsentTableProps) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const [receipts, setReceipts] = useState<readonly Receipt[]>()
  const act = useAction(revokeConsent, {
    onDone: (done) => {
      toast(t('consent.revoked'))
      setReceipts(done.receipts)
    },
  })
  if (rows.length === 0) return <p className={css.quiet}>{t('record.none')}</p>
  const stands = ({ state, to }: Consent) => to !== null && (state === 'in_force' || state === 'upcoming')
  return (
    <>
      {receipts && <Receipts of={receipts} />}
      <SmallTable
        label={t('record.consents')}
        rows={rows}
        rowId={({ id }) => id}
        columns={[
          {
            id: 'to',
            title: t('consent.to'),
            cell: ({ to }) =>
              to === null ? t('consent.to.nobody') : to.name ? <WrittenText of={to.name} quiet /> : t('someone'),
          },
          ...(withTitles
            ? [
                {
                  id: 'title',
                  title: t('title.one'),
                  cell: ({ title }: Consent) => <WrittenText of={title} quiet />,
                },
              ]
            : []),
          { id: 'form', title: t('consent.form'), cell: ({ form }) => form && t(`form.${form}`) },
          { id: 'state', title: t('label.status'), cell: ({ state }) => <ConsentMark of={state} /> },
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
          ...(rows.some(({ until }) => until !== null)
            ? [
                {
                  id: 'until',
                  title: t('label.ends'),
                  width: 'date' as const,
                  cell: ({ until }: Consent) => until && day(until),
                },
              ]
            : []),
          ...(mayRevoke
            ? [
                {
                  id: 'act',
                  title: t('consent.revoke'),
                  cell: (row: Consent) =>
                    stands(row) && (
                      <Button
                        size="small"
                        kind="danger"
                        isPending={act.isPending && act.variables.consents[0] === row.id}
                        onPress={() => act.mutate({ consents: [row.id] })}
                      >
                        {t('consent.revoke')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {act.error && <p role="alert">{act.error.message}</p>}
    </>
  )
}

/** Who had read what was revoked, and who holds copies. */
export function Receipts({ of }: { of: readonly Receipt[] }) {
  const t = useTexts(texts)
  return (
    <section aria-label={t('receipts')} className={css.eye}>
      <h3>{t('receipts')}</h3>
      {of.length === 0 && <p>{t('receipt.none')}</p>}
      {of.map(({ holder, readers, copies }) => (
        <p key={holder.id}>{t('receipt.line', { who: holder.name.text, readers, copies })}</p>
      ))}
    </section>
  )
}
