import type { z } from 'zod'
import { useTexts } from '../../ui/language.tsx'
import { texts } from '../locales/index.ts'
import type { ReceiptLine } from '../rights-contract.ts'
import css from './retention.module.css'

/** What an erasure did, table by table. */
export function Receipt({ of }: { of: readonly z.output<typeof ReceiptLine>[] }) {
  const t = useTexts(texts)
  return (
    <details className={css.receipt}>
      <summary>{t('erasures.receipt')}</summary>
      <dl>
        {(['deleted', 'emptied', 'kept'] as const).map((done) => (
          <div key={done}>
            <dt>{t(`done.${done}`)}</dt>
            <dd>
              <ul>
                {of
                  .filter((line) => line.done === done)
                  .map(({ table, title }) => (
                    <li key={table}>{title}</li>
                  ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
      <p>{t('erasures.receipt.note')}</p>
    </details>
  )
}
