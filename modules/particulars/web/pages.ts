import type { Panel } from '../../../platform/ui/panels.tsx'

export const panels: readonly Panel[] = [
  {
    place: 'programmes.record',
    order: 2,
    access: 'programmes:read',
    load: () => import('./panel.tsx').then((m) => m.ParticularsPanel),
  },
]
