import { asking, type Book, everywhere, type Reading } from './book-parts.ts'

const NARROWED = [
  { states: ['XAA'] },
  { themes: ['border', 'finance'] },
  { kinds: ['assessment'], statuses: ['under_way', 'implemented'] },
  { overdue: true },
  { needs: ['identified', 'agreed'] },
  { q: 'words' },
  { originators: ['UNA'], leads: ['UNB'] },
]
const GROUPED = ['theme', 'priority', 'lead', 'age'].map((by) => ({ by }))

/** What the follow-up of recommendations is asked. */
export function followupInputs({ world }: Reading): Book {
  const groups = [
    { by: 'state', key: 'XAA' },
    { by: 'state', key: '-' },
    { by: 'theme', key: 'border', page: 2, size: 1 },
    { by: 'age', key: 'half' },
    { by: 'age', key: '-' },
    { by: 'priority', key: '-' },
  ]
  return {
    'followup.board': everywhere(world, {}, ...GROUPED, ...NARROWED, { by: 'theme', page: 2, size: 1 }),
    'followup.group': everywhere(world, ...groups),
    'followup.progress': everywhere(world, {}, ...NARROWED, { quarters: 24 }),
    'followup.state': asking({}, { page: 2, size: 1 }),
    'followup.waiting': everywhere(world, {}),
    'followup.document': everywhere(
      world,
      { format: 'json' },
      ...GROUPED.map((by) => ({ ...by, format: 'json' })),
      ...NARROWED.map((by) => ({ ...by, format: 'json' })),
    ),
  }
}
