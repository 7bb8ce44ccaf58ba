import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { classes } from '../classes.ts'
import { Icon } from '../controls/icon.tsx'
import { useKitTexts, useTexts } from '../language.tsx'
import { Dialog } from '../overlays/dialog.tsx'
import { componentOf, type Page } from '../pages.ts'
import { prefer, useReader } from '../reader.ts'
import { Brand } from './brand.tsx'
import css from './rail.module.css'

/** Places on the bottom bar of a phone, besides "More". */
const PLACES = 4

/** What the reader may do, as places to go; icons alone when narrow, a bar at the bottom of a phone. */
export function Rail({ pages }: { pages: readonly Page[] }) {
  const t = useKitTexts()
  const { rail } = useReader()
  const [isMoreOpen, setMoreOpen] = useState(false)
  const isNarrow = rail === 'narrow'
  const [path] = useLocation()
  // Of places one inside the other (programmes, their matrix) the inner one is where the reader is.
  const here = pages.filter(({ path: place }) => isWithin(path, place)).sort((a, b) => b.path.length - a.path.length)[0]
  const places = inOrder(pages)
  const hasMore = pages.length > PLACES + 1
  return (
    <nav className={classes(css.rail, isNarrow && css.narrow)} aria-label={t('rail')}>
      <div className={css.inside}>
        <div className={css.brand}>
          <Brand />
        </div>
        <ul className={css.places}>
          {places.map(({ page, inner }, i) => (
            <li key={page.path} className={hasMore && i >= PLACES ? css.late : undefined}>
              <Place page={page} isHere={page === here} />
              {inner.length > 0 && (page === here || inner.some((one) => one === here)) && (
                <ul className={css.inner}>
                  {inner.map((one) => (
                    <li key={one.path}>
                      <Place page={one} isHere={one === here} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
          {hasMore && (
            <li className={css.more}>
              <button type="button" className={css.place} aria-haspopup="dialog" onClick={() => setMoreOpen(true)}>
                <Icon name="menu" />
                <span className={css.name}>{t('rail.more')}</span>
              </button>
            </li>
          )}
        </ul>
        <button
          type="button"
          className={classes(css.place, css.fold)}
          title={t(isNarrow ? 'rail.widen' : 'rail.narrow')}
          onClick={() => prefer({ rail: isNarrow ? 'wide' : 'narrow' })}
        >
          <Icon name="rail" />
          <span className={css.name}>{t(isNarrow ? 'rail.widen' : 'rail.narrow')}</span>
        </button>
      </div>
      <Dialog title={t('rail')} isOpen={isMoreOpen} onOpenChange={setMoreOpen}>
        <ul className={css.all}>
          {places.flatMap(({ page, inner }) =>
            [page, ...inner].map((one) => (
              <li key={one.path} className={one === page ? undefined : css.under}>
                <Place page={one} isHere={one === here} onGo={() => setMoreOpen(false)} />
              </li>
            )),
          )}
        </ul>
      </Dialog>
    </nav>
  )
}

/** Places with those that belong to them; one whose own place the reader may not open stands for itself. */
function inOrder(pages: readonly Page[]): { page: Page; inner: readonly Page[] }[] {
  const under = (page: Page) => pages.find(({ path }) => path === page.nav?.under)
  return pages
    .filter((page) => !under(page))
    .map((page) => ({ page, inner: pages.filter((one) => under(one) === page) }))
}

const isWithin = (path: string, place: string): boolean =>
  path === place || (place !== '/' && path.startsWith(`${place}/`))

function Place({ page, isHere, onGo }: { page: Page; isHere: boolean; onGo?: () => void }) {
  const t = useTexts(page.texts)
  const name = t(page.nav?.name ?? page.title)
  // Fetched when the pointer or the focus comes near, so that the page is there at the press.
  const fetchAhead = () => void preload(page)
  return (
    <Link
      href={page.path}
      className={css.place!}
      aria-current={isHere ? 'page' : undefined}
      onPointerEnter={fetchAhead}
      onFocus={fetchAhead}
      onClick={onGo}
      title={name}
    >
      <Icon name={page.nav?.icon ?? 'file'} />
      <span className={css.name}>{name}</span>
    </Link>
  )
}

/** A failure here is no loss: the press itself asks again and says what is wrong. */
async function preload(page: Page): Promise<void> {
  componentOf(page)
  await page.load().then(
    () => undefined,
    () => undefined,
  )
}
