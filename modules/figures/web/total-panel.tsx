import { Suspense, useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { hrefWith } from '../../programmes/web/narrowing.ts'
import { readTotal, type StatedTotal, type TotalOf } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './figures.module.css'
import { Stated } from './stated.tsx'
import { yearsIn } from './words.ts'

const TotalDialog = later(() => import('./total-dialog.tsx').then((m) => m.TotalDialog))

/** Below a stated total: which figure it is a total of, and what is recorded of the same. */
export function TotalPanel({ id, code }: PanelProps) {
  const isActivity = code === 'programmes.activity'
  const total = useEndpoint(readTotal, { id }, { enabled: isActivity })
  if (!isActivity) return null
  return (
    <Answer of={total} shape="text">
      {(found) => <Total of={found} />}
    </Answer>
  )
}

function Total({ of }: { of: TotalOf }) {
  const t = useTexts(texts)
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const mayWrite = of.mine && may('programmes:write')
  if (!of.isTotal || (!of.total && !mayWrite)) return null
  return (
    <Section
      title={t('total')}
      id="total"
      actions={
        mayWrite && (
          <Button size="small" icon="edit" onPress={() => setOpen(true)}>
            {t('total.edit')}
          </Button>
        )
      }
    >
      {of.total ? <Named of={of.total} /> : <p className={css.quiet}>{t('total.none_note')}</p>}
      {isOpen && (
        <Suspense>
          <TotalDialog of={of} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Section>
  )
}

function Named({ of }: { of: StatedTotal }) {
  const t = useTexts(texts)
  const yearOf = ({ date }: { date: string }) => Number(date.slice(0, 4))
  const years = { from: yearOf(of.start), until: yearOf(of.end ?? of.start) }
  return (
    <>
      <p className={css.totalOf}>
        <strong>{t(`figure.${of.figure}`)}</strong>{' '}
        <Link href={hrefWith('/programmes/figures', { ...years, entities: of.of })}>
          {t('total.see', { years: yearsIn(years) })}
        </Link>
      </p>
      <Stated of={of} />
    </>
  )
}
