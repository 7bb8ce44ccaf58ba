import { useIsMutating } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { RouterProvider } from 'react-aria-components'
import { useLocation } from 'wouter'
import type { Language } from '../../text.ts'
import { useGo } from '../address/use-address.ts'
import { useKitTexts } from '../language.tsx'
import { ToastRegion } from '../overlays/toasts.tsx'
import { findPage, type Page } from '../pages.ts'
import { InRecordPages } from '../record-pages.ts'
import { useMay, useSession } from '../session.tsx'
import { useFormats } from '../use-formats.ts'
import { Banners } from './banners.tsx'
import { PageAnnouncer } from './page-title.tsx'
import { PageView, useStartOfPage } from './page-view.tsx'
import { InPlaces } from './places.ts'
import { Rail } from './rail.tsx'
import css from './shell.module.css'
import { TopBar } from './top-bar.tsx'

type ShellProps = {
  /** All pages of all modules; each reader is offered those they may open. */
  pages: readonly Page[]
  onLanguage: (language: Language) => void
  onSignOut: () => void
}

/** The frame around every page. */
export function Shell({ pages, onLanguage, onSignOut }: ShellProps) {
  const t = useKitTexts()
  const go = useGo()
  const [path] = useLocation()
  const may = useMay()
  const main = useStartOfPage()
  useSendingGuard()
  const { demonstration } = useSession()
  const open = pages.filter((page) => may(page.access) && (demonstration || !page.demonstration))
  const rail = open
    .filter((page) => page.nav && page.nav.place !== 'person')
    .sort((a, b) => a.nav!.order - b.nav!.order)
  const isBare = findPage(pages, path)?.page.frame === 'bare'

  return (
    <RouterProvider navigate={(href) => go(String(href))}>
      <a href="#main" className={css.skip}>
        {t('skip')}
      </a>
      <Banners pages={open.filter((page) => page.demonstration)} />
      <div className={isBare ? css.bare : css.frame}>
        {!isBare && <Rail pages={rail} />}
        <div className={css.side}>
          <InRecordPages value={pages}>
            <TopBar pages={open} isBare={isBare} onLanguage={onLanguage} onSignOut={onSignOut} />
          </InRecordPages>
          <PrintHead />
          <main id="main" ref={main} tabIndex={-1} className={css.main}>
            <InPlaces value={rail.filter((page) => !page.nav?.under)}>
              <InRecordPages value={pages}>
                <PageView pages={pages.filter((page) => demonstration || !page.demonstration)} />
              </InRecordPages>
            </InPlaces>
          </main>
        </div>
      </div>
      <PageAnnouncer />
      <ToastRegion />
    </RouterProvider>
  )
}

/** While something is being sent, the browser asks before it closes the page. */
function useSendingGuard(): void {
  const isSending = useIsMutating() > 0
  useEffect(() => {
    if (!isSending) return
    const ask = (e: BeforeUnloadEvent) => e.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isSending])
}

/** On paper: from where, for whom, and when, because paper travels. */
function PrintHead(): ReactNode {
  const t = useKitTexts()
  const formats = useFormats()
  const { person } = useSession()
  const values = { name: person?.name ?? t('print.public'), at: formats.moment(new Date().toISOString()) }
  return <p className={`only-print ${css.printHead}`}>{t('print.head', values)}</p>
}
