import { asking, type Book, everywhere, type Reading } from './book-parts.ts'

/** What the follow-up of recommendations is asked; all of it rests on the same statement. */
export function followupInputs({ world }: Reading): Book {
  const paper = { format: 'json' }
  return {
    'followup.board': everywhere(
      world,
      {},
      { by: 'theme', statuses: ['under_way', 'implemented'] },
      { by: 'lead', overdue: true },
      { by: 'age', page: 2, size: 1 },
      { by: 'priority', states: ['XAA'], originators: ['UNA'], needs: ['identified', 'agreed'] },
    ),
    'followup.group': asking(
      { by: 'state', key: 'XAA' },
      { by: 'theme', key: 'border', size: 1 },
      { by: 'age', key: '-' },
    ),
    'followup.progress': everywhere(world, {}, { states: ['XAA'], quarters: 24 }),
    'followup.state': asking({}, { page: 2, size: 1 }),
    'followup.waiting': asking({}),
    'followup.document': asking(paper, { ...paper, by: 'theme', themes: ['border', 'finance'] }),
  }
}
