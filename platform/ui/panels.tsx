import { type ComponentType, createContext, type LazyExoticComponent, type ReactNode, Suspense, use } from 'react'
import type { Access } from '../contract.ts'
import { later } from './later.ts'
import { useMay } from './session.tsx'
import { Loading } from './states/loading.tsx'

/** Whose page the panel stands on; on the home page, the person's id and the code of their organisation. */
export type PanelProps = { id: string; code: string }

/**
 * A part that one module adds to the pages of another, which does not know of it: what the United Nations does in a
 * State, on the State's page. It renders nothing when it has nothing to say.
 */
export type Panel = {
  /**
   * Page it stands on, named by the module that owns the page: `directory.state`. The home page has three places, one
   * for each of its questions: `home.waits`, `home.changed`, `home.coming`; the top bar has one, `shell.top`.
   */
  place: `${string}.${string}`
  order: number
  access: Access
  load: () => Promise<ComponentType<PanelProps>>
}

const Brought = createContext<readonly Panel[]>([])

/** Panels of all modules, as apps/web brings them together. */
export const InPanels = Brought.Provider

type PanelsProps = PanelProps & {
  place: Panel['place']
  /** Stands there while they are fetched; the outline of a table when left out. */
  waiting?: ReactNode
}

/** Where panels of other modules appear, in their order; each is fetched when the page is first shown. */
export function Panels({ place, waiting, ...subject }: PanelsProps) {
  const may = useMay()
  const panels = use(Brought).filter((panel) => panel.place === place && may(panel.access))
  return panels
    .toSorted((a, b) => a.order - b.order)
    .map((panel) => {
      const Part = componentOf(panel)
      return (
        <Suspense key={panel.order} fallback={waiting === undefined ? <Loading shape="table" /> : waiting}>
          <Part {...subject} />
        </Suspense>
      )
    })
}

const loaded = new WeakMap<Panel, LazyExoticComponent<ComponentType<PanelProps>>>()

function componentOf(panel: Panel): LazyExoticComponent<ComponentType<PanelProps>> {
  let component = loaded.get(panel)
  if (!component) {
    component = later(panel.load)
    loaded.set(panel, component)
  }
  return component
}
