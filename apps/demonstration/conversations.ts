import { readFile } from 'node:fs/promises'
import type { Conversations, InventedRecord } from '../../data/shapes.ts'
import { addComment } from '../../platform/comments/actions/writing.ts'
import { mention } from '../../platform/comments/rules.ts'
import { askAccess } from '../../platform/requests/actions.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

/** Invented comments on invented records, and a request that waits for an answer. */
export const conversations: Loader = { name: 'conversations', load: loadConversations }

async function loadConversations(world: World): Promise<void> {
  const { comments, requests } = await read<Conversations>('conversations')
  const invented = await read<InventedRecord[]>('confidential')
  const authors = new Map(invented.map(({ code, author }) => [code, author]))
  const idOf = (code: string) =>
    world.as(authors.get(code)!, async (tx) => {
      const { id } = await tx
        .selectFrom('programmes')
        .select('id')
        .where('code', '=', code)
        .union(tx.selectFrom('activities').select('id').where('code', '=', code))
        .executeTakeFirstOrThrow()
      return id
    })
  const ids = new Map<string, string>()
  for (const { code, record, by, answers, language, words } of comments) {
    const of = await idOf(record)
    const { id } = await world.as(by, (tx, call) =>
      addComment(
        tx,
        {
          record: of,
          ...(answers && { parent: ids.get(answers)! }),
          language,
          words: words.replace(/\{(person:[^}]+)\}/g, (_, name: string) => mention(world.id(name))),
          request: world.request(`comment ${code}`),
        },
        call,
      ),
    )
    ids.set(code, id)
  }
  for (const { record, by, gives, reason } of requests) {
    const of = await idOf(record)
    const request = world.request(`access ${record} ${by}`)
    await world.as(by, (tx, call) => askAccess(tx, { record: of, gives, reason, request }, call))
  }
}

const read = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(new URL(`../../data/demonstration/${name}.json`, import.meta.url), 'utf8')) as T
