import type { Panel } from '../../ui/panels.tsx'

export const panels: readonly Panel[] = [
  {
    place: 'record.below',
    order: 90,
    access: 'public',
    load: () => import('./history.tsx').then((m) => m.History),
  },
]
