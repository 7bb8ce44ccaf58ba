import type { z } from 'zod'
import { useTexts } from '../../ui/language.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import { texts } from '../locales/index.ts'
import type { ReceiptLine } from '../rights-contract.ts'
import css from './retention.module.css'

/** What an erasure did, table by table. */
export function Receipt({ of }: { of: readonly z.output<typeof ReceiptLine>[] }) {
  const t = useTexts(texts)
  const { list } = useFormats()
  return (
    <details className={css.receipt}>
      <summary>{t('erasures.receipt')}</summary>
      <dl>
        {(['deleted', 'emptied', 'kept'] as const).map((done) => (
          <div key={done}>
            <dt>{t(`done.${done}`)}</dt>
            <dd>{list(of.filter((line) => line.done === done).map(({ title }) => title))}</dd>
          </div>
        ))}
      </dl>
      <p>{t('erasures.receipt.note')}</p>
    </details>
  )
}
