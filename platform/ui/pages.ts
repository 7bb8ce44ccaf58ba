import type { ComponentType, LazyExoticComponent } from 'react'
import type { Access } from '../contract.ts'
import type { Language, Texts } from '../text.ts'
import type { IconName } from './controls/icon.tsx'
import { later } from './later.ts'

export type PageProps = { params: Readonly<Record<string, string>> }

/** The page that answers it, and all that the reader may open. */
export type SearchBoxProps = { page: Page; pages: readonly Page[] }

/** One address a person can open. */
export type Page = {
  /** `/programmes/:id`; the more literal of two patterns wins. */
  path: string
  /** Key in `texts`: name of the page in the rail and in the browser's title. */
  title: string
  texts: Readonly<Record<Language, Texts>>
  /** Who may open it at all, as in the contract. */
  access: Access
  load: () => Promise<ComponentType<PageProps>>
  /**
   * Place in the rail, lowest first; or in the person's own menu. `under`: path of the place that it belongs to, below
   * which it appears once the reader is there. `name`: key of a shorter name than the title.
   */
  nav?: { order: number; icon: IconName; place?: 'person'; under?: string; name?: string }
  /**
   * One of several views of the same things, which lead from one to the other (`useViewsOf`): of which, and its place
   * among them. `kinds`: it takes the kind of record from the address.
   */
  view?: { of: string; order: number; kinds?: true }
  /** `bare` stands alone, without rail: sign-in, invitation, terms. */
  frame?: 'bare'
  /** There only in a demonstration, whose banner leads to it. */
  demonstration?: true
  /** Kind of the records it shows, by the id in its path: `programmes.programme`. Its title is then the kind's name. */
  record?: string
  /** Kind of what it shows by the code in its path, where that is no record: `state`. */
  subject?: string
  /** The search field of the top bar, which this page answers as `<path>?q=`. */
  search?: () => Promise<ComponentType<SearchBoxProps>>
}

type Found = { page: Page; params: Readonly<Record<string, string>> }

/** The page at an address: of several that match, the one with fewest holes. */
export function findPage(pages: readonly Page[], path: string): Found | undefined {
  const found = pages.flatMap((page) => {
    const params = match(page.path, path)
    return params ? [{ page, params }] : []
  })
  return found.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0]
}

/** `/programmes/:id` on `/programmes/7` gives `{ id: '7' }`. */
function match(pattern: string, path: string): Record<string, string> | undefined {
  const want = pattern.split('/')
  const have = path.replace(/(?<=.)\/$/, '').split('/')
  if (want.length !== have.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, part] of want.entries()) {
    const value = decoded(have[i]!)
    if (value === undefined) return undefined
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined // a broken escape in the address: no page is there
  }
}

const boxes = new WeakMap<Page, LazyExoticComponent<ComponentType<SearchBoxProps>>>()

/** The search field that a page brings, fetched when first shown. */
export function searchBoxOf(page: Page): LazyExoticComponent<ComponentType<SearchBoxProps>> {
  let box = boxes.get(page)
  if (!box) {
    box = later(page.search!)
    boxes.set(page, box)
  }
  return box
}

const loaded = new WeakMap<Page, LazyExoticComponent<ComponentType<PageProps>>>()

/** The component of a page, fetched when first shown. */
export function componentOf(page: Page): LazyExoticComponent<ComponentType<PageProps>> {
  let component = loaded.get(page)
  if (!component) {
    component = later(page.load)
    loaded.set(page, component)
  }
  return component
}
