import { Link } from 'wouter'
import { Icon } from '../../ui/controls/icon.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { countUnread } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './notices.module.css'

/** Beyond this the server does not count. */
const COUNTED = 100

/** In the top bar: how many notifications are unread, and the way to them. */
export function Bell() {
  const t = useTexts(texts)
  const { number } = useFormats()
  const count = useEndpoint(countUnread, {}, { every: 60_000 }).data?.count ?? 0
  const shown = count < COUNTED ? number(count) : `${number(COUNTED - 1)}+`
  const name = count < COUNTED ? t('bell', { count }) : t('bell.many', { count: shown })
  return (
    <Link href="/notices" className={css.bell} aria-label={name} title={name}>
      <Icon name="bell" />
      {count > 0 && (
        <span className={css.count} aria-hidden="true">
          {shown}
        </span>
      )}
    </Link>
  )
}
