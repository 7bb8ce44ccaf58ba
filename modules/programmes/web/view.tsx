import type { ReactNode } from 'react'
import { useTexts } from '../../../platform/ui/language.tsx'
import type { View } from '../../../platform/ui/records/view-tabs.tsx'
import { useViewsOf } from '../../../platform/ui/shell/use-views-of.ts'
import { type FilterPart, FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { ACTIVITY_STATUSES, PROGRAMME_STATUSES, ROLES } from '../fields.ts'
import { texts } from '../locales/index.ts'
import type { Narrowing } from './narrowing.ts'
import { useStates, useTerms } from './terms.ts'

/** Narrowed to nothing in particular. */
export const NOTHING: Narrowing = {
  q: '',
  entities: [],
  roles: [],
  themes: [],
  pillars: [],
  states: [],
  regions: [],
  types: [],
  statuses: [],
  from: null,
  until: null,
}

/** The narrowing as an endpoint takes it: what is not set is left out, and so is what is no such value. */
export function inputOf<Status extends string>(view: Narrowing, statuses: readonly Status[]) {
  const { q, entities, themes, pillars, states, regions, types, from, until } = view
  return {
    ...(q && { q }),
    ...filled({ entities, themes, pillars, states, regions, types }),
    ...filled({ roles: ROLES.filter((role) => view.roles.includes(role)) }),
    ...filled({ statuses: statuses.filter((status) => view.statuses.includes(status)) }),
    ...(from !== null && { from }),
    ...(until !== null && { until }),
  }
}

function filled<Key extends string>(lists: Record<Key, readonly string[]>): Partial<Record<Key, string[]>> {
  return Object.fromEntries(Object.entries<readonly string[]>(lists).filter(([, items]) => items.length > 0)) as never
}

/** Lists, matrix, map, timeline and board are views of one thing: what is narrowed stays so from one to the next. */
export function useViews(path: string, view: Narrowing, kind?: 'programme' | 'activity'): readonly View[] {
  // Types and some statuses differ between the kinds.
  const { q, entities, roles, themes, pillars, states, regions, from, until } = view
  const kept = { q, entities, roles, themes, pillars, states, regions, from, until }
  return useViewsOf('programmes', path, kept, kind === 'activity' ? kind : undefined)
}

type NarrowProps = {
  kind: 'programme' | 'activity'
  view: Narrowing
  setView: (change: Partial<Narrowing>) => void
}

/** The filter row: a sentence whose parts can be changed. */
export function Narrow({ kind, view, setView }: NarrowProps): ReactNode {
  const t = useTexts(texts)
  const terms = useTerms()
  const states = useStates()
  const search = useOrganisationSearch()
  const known = Object.fromEntries(view.entities.map((code) => [code, code]))
  const statuses: readonly string[] = kind === 'programme' ? PROGRAMME_STATUSES : ACTIVITY_STATUSES

  const choice = (
    key: 'themes' | 'pillars' | 'regions' | 'types',
    list: Parameters<typeof terms.options>[0],
  ): FilterPart => ({
    label: t(`label.${key === 'types' ? 'type' : key}`),
    any: t(`any.${key}`),
    value: view[key],
    onChange: (ids) => setView({ [key]: ids }),
    options: terms.options(list),
  })
  const parts: Record<string, FilterPart> = {
    words: {
      kind: 'text',
      label: t('filter.words'),
      any: t('any.words'),
      value: view.q,
      onChange: (q) => setView({ q }),
    },
    roles: {
      label: t('filter.roles'),
      any: t('any.roles'),
      value: view.roles,
      onChange: (ids) => setView({ roles: ids }),
      options: ROLES.map((role) => ({ id: role, label: t(`role.${role}`) })),
    },
    entities: {
      label: t('axis.entity'),
      any: t('any.entities'),
      value: view.entities,
      onChange: (ids) => setView({ entities: ids }),
      search,
      known,
    },
    themes: choice('themes', 'themes'),
    pillars: choice('pillars', 'pillars'),
    states: {
      label: t('label.states'),
      any: t('any.states'),
      value: view.states,
      onChange: (ids) => setView({ states: ids }),
      options: states,
    },
    regions: choice('regions', 'regions'),
    types: choice('types', kind === 'programme' ? 'programmeTypes' : 'activityTypes'),
    statuses: {
      label: t('label.status'),
      any: t('any.statuses'),
      value: view.statuses,
      onChange: (ids) => setView({ statuses: ids }),
      options: terms.options('statuses')?.filter(({ id }) => statuses.includes(id)),
    },
    years: {
      kind: 'years',
      label: t('filter.years'),
      any: t('any.years'),
      from: view.from,
      to: view.until,
      onChange: (from, until) => setView({ from, until }),
    },
  }
  return (
    <FilterSentence
      sentence={t(`filter.${kind}`, holes(...Object.keys(parts)))}
      parts={parts}
      onClear={() => setView(NOTHING)}
    />
  )
}
