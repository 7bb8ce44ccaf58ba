import type { Panel } from '../../../platform/ui/panels.tsx'

export const panels: readonly Panel[] = [
  {
    place: 'programmes.programme',
    order: 20,
    access: 'programmes:read',
    load: () => import('./panel.tsx').then((m) => m.ResultsPanel),
  },
]
