import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listChanged } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { ChangeLine } from './change-line.tsx'
import css from './overview.module.css'

const FEW = 5

/** On the home page: what changed since the reader last looked, the latest of it. */
export function ChangedSince() {
  const t = useTexts(texts)
  const { day } = useFormats()
  const changed = useEndpoint(listChanged, { size: FEW })
  return (
    <Answer of={changed} shape="list" rows={FEW}>
      {({ items, total, since }) =>
        total > 0 && (
          <section aria-label={t('changes')}>
            <h3>{t('changes.on_home', { count: total, since: day(since) })}</h3>
            <ul className={css.lines}>
              {items.map((line) => (
                <li key={line.id}>
                  <ChangeLine of={line} />
                </li>
              ))}
            </ul>
            <Link href="/changes">{t('changes.all')}</Link>
          </section>
        )
      }
    </Answer>
  )
}
