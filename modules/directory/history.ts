import type { Names, TableFields } from '../../platform/history/columns.ts'
import { show, translator } from '../../platform/text.ts'
import { texts } from './locales/index.ts'

const statuses: Names = async (_tx, language) => (code) =>
  translator(language, texts[language])(`plan.${code}` as 'plan.done')
const groups: Names = async (tx, language) => {
  const rows = await tx.selectFrom('groups').select(['id', 'names']).execute()
  const names = new Map(rows.map(({ id, names }) => [id, show(names, language).text]))
  return (id) => names.get(id) ?? id
}
const organisations: Names = async (tx, language) => {
  const rows = await tx.selectFrom('organisations').select(['id', 'names']).execute()
  const names = new Map(rows.map(({ id, names }) => [id, show(names, language).text]))
  return (id) => names.get(id) ?? id
}

/** What is told of changes in the work plans of groups. */
export const history: readonly TableFields[] = [
  {
    table: 'plan_items',
    writes: 'directory:plan_write',
    fields: [
      { column: 'group_id', label: 'group', as: 'term', names: groups },
      { column: 'title', label: 'plan.title', as: 'written' },
      { column: 'summary', label: 'plan.summary', as: 'written' },
      { column: 'lead', label: 'plan.lead', as: 'term', names: organisations },
      { column: 'due_on', label: 'plan.due', as: 'day' },
      { column: 'status', label: 'plan.status', as: 'term', names: statuses },
      { column: 'progress', label: 'plan.progress', as: 'text' },
      { column: 'outcome', label: 'plan.outcome', as: 'written' },
    ],
  },
]
