import type { Panel } from '../../../platform/ui/panels.tsx'

export const panels: readonly Panel[] = [
  {
    place: 'record.below',
    order: 1,
    access: 'programmes:read',
    load: () => import('./panel.tsx').then((m) => m.ResultsPanel),
  },
]
