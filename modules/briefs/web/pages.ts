import type { Panel } from '../../../platform/ui/panels.tsx'

export const panels: readonly Panel[] = [
  {
    place: 'directory.state_actions',
    order: 10,
    access: 'programmes:read',
    load: () => import('./take-brief.tsx').then((m) => m.CountryBrief),
  },
  {
    place: 'directory.organisation_actions',
    order: 10,
    access: 'programmes:read',
    load: () => import('./take-brief.tsx').then((m) => m.EntityBrief),
  },
]
