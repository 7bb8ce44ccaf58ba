import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editProgramme, listProgrammes, readProgramme } from '../../modules/programmes/contract.ts'
import { asEdited } from '../../modules/programmes/testing.ts'
import { listReadings } from '../../platform/audit/contract.ts'
import {
  addComment,
  editComment,
  findMentionable,
  hideComment,
  listComments,
  listVersions,
  removeComment,
} from '../../platform/comments/contract.ts'
import type { Endpoint } from '../../platform/contract.ts'
import { listHistory, restoreText } from '../../platform/history/contract.ts'
import { classify, readRecord } from '../../platform/records/contract.ts'
import {
  askAccess,
  grantAccess,
  listRequests,
  refuseAccess,
  withdrawRequest,
} from '../../platform/requests/contract.ts'
import type { Asker, Installation } from './installation.ts'
import { nameOf } from './regressions.ts'
import { closeStage, done, fresh, openStage, type Scene, setScene } from './scene.ts'

let server: Installation
beforeAll(async () => {
  server = await openStage()
})
afterAll(() => closeStage(server))

const nowhere = () => crypto.randomUUID()
const said = (record: string) => ({ record, language: 'en', words: 'A question', ...fresh() })
/** Status and body of an answer. */
const answerTo = async (asker: Asker, endpoint: Endpoint, input: object) => {
  const { status, body } = await server.ask(asker, { endpoint, input })
  return `${status} ${body}`
}
const gives =
  (right: 'discover' | 'read' | 'comment' | 'contribute') =>
  ({ organisation }: Scene) => ({ to: { kind: 'organisation' as const, id: organisation.to }, gives: right })
const commented = async (scene: Scene): Promise<string> =>
  ((await done(server, scene.originator, addComment, said(scene.record))) as { id: string }).id

test(nameOf(22, 'who may not read a record finds no word of what is said about it, by any id'), async () => {
  const scene = await setScene(server, gives('discover'))
  const id = await commented(scene)
  const { reader, record, administrator } = scene
  const asked: [Endpoint, (of: string) => object, string][] = [
    [listComments, (of) => ({ record: of }), record],
    [findMentionable, (of) => ({ record: of }), record],
    [addComment, (of) => said(of), record],
    [addComment, (of) => ({ ...said(record), parent: of }), id],
    [listVersions, (of) => ({ id: of }), id],
    [editComment, (of) => ({ id: of, version: 1, language: 'en', words: 'Mine' }), id],
    [removeComment, (of) => ({ id: of }), id],
    [hideComment, (of) => ({ id: of, reason: 'Not to my liking' }), id],
    [listHistory, (of) => ({ record: of }), record],
  ]
  for (const asker of [reader, administrator])
    for (const [endpoint, inputOf, hidden] of asked) {
      const answers = [
        await answerTo(asker, endpoint, inputOf(hidden)),
        await answerTo(asker, endpoint, inputOf(nowhere())),
      ]
      expect(answers[0], endpoint.audit).toMatch(/^404 /)
      expect(answers[0], endpoint.audit).toBe(answers[1])
    }
})

test(nameOf(23, 'asking the originator for a record that is out of sight is asking for none'), async () => {
  const scene = await setScene(server, gives('discover'))
  const asker = (await setScene(server)).reader
  const ask = (record: string) => ({ record, reason: 'We would like to read it.', ...fresh() })
  expect(await answerTo(asker, askAccess, ask(scene.record))).toBe(await answerTo(asker, askAccess, ask(nowhere())))
  const told = async () =>
    (
      await sql<{ n: number }>`select count(*) as n from notices where person = ${scene.originator.id}`.execute(
        server.owner,
      )
    ).rows[0]!.n
  expect(await told()).toBe(0)
  // Who may know of it asks, and learns no more than the answer.
  const { id } = (await done(server, scene.reader, askAccess, ask(scene.record))) as { id: string }
  expect(await told()).toBe(1)
  for (const [endpoint, more] of [
    [grantAccess, { to: 'person', gives: 'read' }],
    [refuseAccess, { words: 'No, we say' }],
    [withdrawRequest, {}],
  ] as const)
    expect(await answerTo(asker, endpoint, { id, ...more })).toBe(
      await answerTo(asker, endpoint, { id: nowhere(), ...more }),
    )
  await done(server, scene.originator, refuseAccess, { id, words: 'Not before May' })
  const { items } = (await done(server, scene.reader, listRequests, { view: 'mine' })) as { items: object[] }
  const mine = JSON.stringify(items)
  expect(mine).toContain('Not before May')
  for (const hidden of [scene.originator.id, scene.word]) expect(mine).not.toContain(hidden)
})

test(nameOf(24, 'who may read but not comment reacts in no way, and calls nobody'), async () => {
  const scene = await setScene(server, gives('read'))
  const id = await commented(scene)
  const { reader, record } = scene
  expect(await answerTo(reader, addComment, said(record))).toMatch(/^403 .*comments.read_only/)
  expect(await answerTo(reader, addComment, { ...said(record), parent: id })).toMatch(/^403 /)
  expect(await answerTo(reader, findMentionable, { record })).toBe('200 {"items":[]}')
  expect(await answerTo(reader, hideComment, { id, reason: 'Not ours' })).toMatch(/^403 /)
})

test(nameOf(32, 'that somebody read a record, or what is said of it, is told to its originator alone'), async () => {
  const scene = await setScene(server, gives('comment'), 1)
  await commented(scene)
  await done(server, scene.reader, listComments, { record: scene.record })
  const other = (await setScene(server)).originator
  const readings = (asker: Asker) => answerTo(asker, listReadings, { record: scene.record })
  expect(await readings(scene.originator)).toContain('comments.list')
  expect(await readings(other)).not.toContain('comments.list')
  // Whom one may mention are those who read the record; whom one may not know is not among them.
  expect(await answerTo(other, findMentionable, { record: scene.record })).toMatch(/^404 /)
})

test(nameOf(41, 'what is said about a record changes nothing that others see of it'), async () => {
  const scene = await setScene(server, gives('discover'))
  const seen = async () => [
    await answerTo(scene.reader, readRecord, { id: scene.record }),
    await answerTo(scene.reader, listProgrammes, {}),
  ]
  const before = await seen()
  const id = await commented(scene)
  await done(server, scene.originator, editComment, { id, version: 1, language: 'en', words: 'Another question' })
  await done(server, scene.originator, hideComment, { id, reason: 'Answered elsewhere' })
  expect(await seen()).toEqual(before)
  // A hidden comment is no version, no date, no word to other readers of the record.
  const open = await setScene(server, gives('read'))
  const spoken = await commented(open)
  await done(server, open.originator, hideComment, { id: spoken, reason: 'It names a person' })
  const first = await answerTo(open.reader, listComments, { record: open.record })
  await sql`insert into comment_texts (comment, record, version, language, words)
    values (${spoken}, ${open.record}, 2, 'en', 'Edited in hiding')`.execute(server.owner)
  expect(await answerTo(open.reader, listComments, { record: open.record })).toBe(first)
})

test(nameOf(18, 'an earlier text that is brought back brings neither its level nor its audience'), async () => {
  const scene = await setScene(server, gives('contribute'), 0)
  const { originator, reader, record } = scene
  const read = (asker: Asker) => done(server, asker, readProgramme, { id: record })
  const now = (await read(originator)) as { title: { texts: object } }
  await done(server, originator, editProgramme, {
    ...asEdited({ ...now, title: { original: 'en', texts: { en: 'In confidence' } } }),
  })
  await done(server, originator, classify, { id: record, version: 2, level: 1, handling: ['no_quote'] })
  const { items } = (await done(server, reader, listHistory, { record })) as { items: { id: string }[] }
  const restore = { edit: items[0]!.id, field: 'programmes.title', language: 'en', version: 3 }
  expect(await answerTo((await setScene(server)).reader, restoreText, restore)).toMatch(/^404 /)
  expect(await answerTo(reader, restoreText, { ...restore, level: 0, audience: [] })).toMatch(/^200 /)
  const head = ((await read(originator)) as { head: object }).head
  expect(head).toMatchObject({ level: 1, handling: ['no_quote'], version: 4 })
  const withPasswordAlone = { id: reader.id, secondFactor: false }
  expect(await answerTo(withPasswordAlone, readProgramme, { id: record })).toMatch(/^40[14] /)
})
