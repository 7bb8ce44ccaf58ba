import { useSyncExternalStore } from 'react'
import { Button } from '../controls/button.tsx'
import { Icon } from '../controls/icon.tsx'
import { Link } from '../controls/link.tsx'
import { useKitTexts } from '../language.tsx'
import type { Page } from '../pages.ts'
import { useSession } from '../session.tsx'
import { useViewingAs, viewAs } from '../view-as.ts'
import css from './banners.module.css'
import { useTranslatedPages } from './use-translated-pages.ts'

/** What holds for every page: a demonstration, someone else's eyes, no line. */
export function Banners({ pages }: { pages: readonly Page[] }) {
  const eyes = useViewingAs()
  const t = useKitTexts()
  const { demonstration } = useSession()
  const isOnline = useOnline()
  const links = useTranslatedPages(pages)
  return (
    <section aria-label={t('banners')}>
      {demonstration && (
        <p className={css.demonstration}>
          <Icon name="info" />
          <span>
            {t('demonstration')}
            {links.map(({ page, title }) => (
              <span key={page.path} className="no-print">
                {' '}
                <Link href={page.path}>{title}</Link>
              </span>
            ))}
          </span>
        </p>
      )}
      {eyes !== null && (
        <div className={css.viewAs} role="status">
          <Icon name="eye" />
          <span>{t('view_as', { name: eyes })}</span>
          <Button size="small" onPress={() => viewAs(null)}>
            {t('view_as.stop')}
          </Button>
        </div>
      )}
      <div role="status">
        {!isOnline && (
          <p className={css.offline}>
            <Icon name="offline" />
            <span>{t('offline.banner')}</span>
          </p>
        )}
      </div>
    </section>
  )
}

const subscribe = (tell: () => void) => {
  addEventListener('online', tell)
  addEventListener('offline', tell)
  return () => {
    removeEventListener('online', tell)
    removeEventListener('offline', tell)
  }
}

/** Whether the browser believes that it has a line. */
const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )
