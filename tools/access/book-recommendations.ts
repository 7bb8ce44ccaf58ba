import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

const words = (text: string) => ({ original: 'en', texts: { en: text } })

/** Assessments, recommendations of all origins, and the consents of States. */
export function recommendationsInputs(r: Reading): Book {
  const { world, chance, snapshot, nowhere } = r
  const all = [...idsIn(r, 'recommendations'), ...nowhere]
  const visible = all.filter((id) => r.sight.may('read', id))
  const assessments = [...idsIn(r, 'assessments'), ...nowhere]
  const consents = [...idsIn(r, 'consents'), ...nowhere]
  const comments = [...idsIn(r, 'factual_comments'), ...nowhere]
  const versionOf = (id: string) =>
    (snapshot.get('records')!.find((row) => row['id'] === id)?.['version'] as number) ?? 1
  const request = () => ({ request: chance.uuid() })
  const said = { title: words('Title said'), body: words('Body said'), themes: ['border'] }
  const visit = { title: words('Visit'), type: 'focused', startsOn: '2026-03-01', endsOn: '2026-03-02' }
  const unb = [{ kind: 'organisation', code: 'UNB' }]
  const redactions = (recommendation: string) => [
    { recommendation, title: words('Redacted'), body: words('Without the rest'), facts: ['priority' as const] },
  ]
  const giving = (id: string, form: string) => ({
    ...{ recommendations: [id], form, to: unb, reference: 'Note verbale 3' },
    ...(form === 'redacted' && { redactions: redactions(id) }),
  })
  return {
    'recommendations.list': everywhere(
      world,
      {},
      { forms: ['need'] },
      { states: ['XAA'], sort: 'title', dir: 'asc' },
      { q: 'words' },
      { overdue: true },
      { kinds: ['evaluation'] },
      { forces: ['must', 'urge'], addressees: ['member_states'] },
      { uptake: 'not_taken_up' },
      { leads: ['UNB'], sort: 'due' },
      { page: 2, size: 3, sort: 'status' },
      ...each('assessment', assessments),
    ),
    'recommendations.read': everywhere(world, ...each('id', all)),
    'recommendations.export': asking(
      {},
      { format: 'json', sort: 'title' },
      { forms: ['redacted'] },
      ...each('assessment', assessments),
    ),
    'recommendations.add': asking(
      { kind: 'assessment', state: 'XAA', need: true, ...said, ...request() },
      ...assessments
        .slice(0, 4)
        .map((assessment) => ({ kind: 'assessment', state: 'XAA', assessment, ...said, ...request() })),
      { kind: 'evaluation', evaluation: 'Evaluation 2', level: 0, ...said, ...request() },
    ),
    'recommendations.edit': asking(...all.map((id) => ({ id, version: versionOf(id), ...said, evaluation: '' }))),
    'recommendations.take_step': asking(...all.map((id) => ({ id, status: 'under_way', ...request() }))),
    'recommendations.say_view': asking(...all.map((id) => ({ id, view: 'partly', need: 'agreed', ...request() }))),
    'recommendations.comment': asking(
      ...all.map((id) => ({ id, field: 'body', words: words('This is wrong'), ...request() })),
      ...assessments.map((id) => ({ id, field: 'observations', words: words('This is wrong'), ...request() })),
    ),
    'recommendations.answer': asking(...each('comment', comments, { words: words('It is mended') })),
    'recommendations.assessments': everywhere(world, {}, { states: ['XAA'] }, { types: ['remote'] }),
    'recommendations.export_assessments': asking({}, { format: 'json', states: ['XAA'] }),
    'recommendations.read_assessment': everywhere(world, ...each('id', assessments)),
    'recommendations.add_assessment': asking({ state: 'XBB', ...visit, ...request() }),
    'recommendations.edit_assessment': asking(...assessments.map((id) => ({ id, version: versionOf(id), ...visit }))),
    'recommendations.set_clock': asking(
      ...assessments.flatMap((id) => [
        { id, clock: 'comments', event: 'resumed', ...request() },
        { id, clock: 'comments', event: 'answered', ...request() },
      ]),
    ),
    'recommendations.consents': everywhere(
      world,
      {},
      { standing: ['revoked'] },
      { to: ['organisation:UNB', 'circle:donors'] },
      { outdated: true },
      ...each('recommendation', all.slice(0, 12)),
    ),
    'recommendations.receipts': asking(...each('consent', consents)),
    'recommendations.preview': asking(
      ...[...visible, ...all].map((id) => ({
        ...giving(id, 'redacted'),
        eyes: [{ kind: 'organisation', code: 'UNB' }],
      })),
    ),
    'recommendations.consent': asking(
      ...all.flatMap((id) => ['need', 'redacted'].map((form) => ({ ...giving(id, form), ...request() }))),
      ...snapshot
        .get('consents')!
        .slice(0, 8)
        .map(({ id, record }) => ({ ...giving(record as string, 'redacted'), replaces: [id], ...request() })),
    ),
    'recommendations.revoke': asking(...consents.map((id) => ({ consents: [id] }))),
    'recommendations.withhold': asking(
      ...all.map((id) => ({ recommendations: [id], reference: 'Note verbale 4', ...request() })),
    ),
  }
}
