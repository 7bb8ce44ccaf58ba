import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { Menu } from '../overlays/menu.tsx'
import css from './view-tabs.module.css'

export type View = { id: string; label: string; href: string; count?: string; isCurrent?: boolean }

/** Views as tabs in one line. Those for which there is no room stand in a menu at its end, named after the current one where it is among them. */
export function ViewTabs({ views }: { views: readonly View[] }) {
  const t = useKitTexts()
  const row = useRef<HTMLElement>(null)
  const fitting = useFitting(row, views)
  const beyond = views.slice(fitting)
  const current = beyond.find(({ isCurrent }) => isCurrent)
  return (
    <div className={css.line}>
      <nav ref={row} className={css.row} aria-label={t('views')}>
        {views.map((view, i) => (
          <Link
            key={view.id}
            href={view.href}
            className={css.view!}
            aria-current={view.isCurrent ? 'page' : undefined}
            data-beyond={i >= fitting || undefined}
          >
            {view.label}
            {view.count && <span className={css.count}>{view.count}</span>}
          </Link>
        ))}
      </nav>
      {beyond.length > 0 && (
        <div className={css.more} data-current={current && ''}>
          <Menu
            label={t('views')}
            trigger={
              <Button kind="quiet" icon="chevron-down">
                {current ? current.label : t('views.more', { count: beyond.length })}
              </Button>
            }
            groups={[
              {
                id: 'views',
                entries: beyond.map(({ id, label, href, count }) => ({
                  ...{ id, href, label: count ? `${label} (${count})` : label },
                })),
                ...(current && { chosen: current.id }),
              },
            ]}
          />
        </div>
      )}
    </div>
  )
}

/** How many of the links have room in the row. All of them keep their place there, so that they can be measured; those beyond are not shown. */
function useFitting(row: RefObject<HTMLElement | null>, views: readonly View[]): number {
  const [fitting, setFitting] = useState(views.length)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other views have other widths
  useLayoutEffect(() => {
    const nav = row.current
    if (!nav) return
    const measure = () => {
      const more = (nav.nextElementSibling as HTMLElement | null)?.offsetWidth ?? 0
      const gap = Number.parseFloat(getComputedStyle(nav).columnGap) || 0
      let end = -gap
      const ends = [...nav.children].map((link) => {
        end += gap + (link as HTMLElement).offsetWidth
        return end
      })
      // Without the menu its room would be theirs.
      const isRoomy = end <= nav.clientWidth + more
      setFitting(isRoomy ? views.length : ends.filter((end) => end <= nav.clientWidth - (more ? 0 : MENU)).length)
    }
    measure()
    const seen = new ResizeObserver(measure)
    seen.observe(nav)
    return () => seen.disconnect()
  }, [row, views.map(({ label, count }) => `${label} ${count ?? ''}`).join('\n')])
  return fitting
}

/** Pixels that the menu's button takes at least, before it is there to be measured. */
const MENU = 96
