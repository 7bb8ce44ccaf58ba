import type { Panel } from '../../ui/panels.tsx'

export const panels: readonly Panel[] = [
  {
    place: 'record.below',
    order: 10,
    access: 'public',
    load: () => import('./comments.tsx').then((m) => m.Comments),
  },
]
