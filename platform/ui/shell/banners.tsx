import { useSyncExternalStore } from 'react'
import { Button } from '../controls/button.tsx'
import { Icon } from '../controls/icon.tsx'
import { useKitTexts } from '../language.tsx'
import { useSession } from '../session.tsx'
import css from './banners.module.css'

/** Someone else's eyes: the reader looks at Concord as this organisation or person would see it. */
export type ViewAs = { name: string; onStop: () => void }

/** What holds for every page: a demonstration, someone else's eyes, no line. */
export function Banners({ viewAs }: { viewAs?: ViewAs | undefined }) {
  const t = useKitTexts()
  const { demonstration } = useSession()
  const isOnline = useOnline()
  return (
    <>
      {demonstration && (
        <p className={css.demonstration}>
          <Icon name="info" />
          <span>{t('demonstration')}</span>
        </p>
      )}
      {viewAs && (
        <div className={css.viewAs} role="status">
          <Icon name="eye" />
          <span>{t('view_as', { name: viewAs.name })}</span>
          <Button size="small" onPress={viewAs.onStop}>
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
    </>
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
export const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )
