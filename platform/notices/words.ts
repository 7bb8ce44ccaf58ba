import { organisationRefs } from '../access/organisations.ts'
import type { Tx } from '../database.ts'
import type { Module, Pace } from '../module.ts'
import { peopleRefs } from '../records/principals.ts'
import { recordTitles } from '../records/titles.ts'
import { type Language, show, type Texts, translator } from '../text.ts'
import { formatsFor } from '../ui/formats.ts'
import { texts } from './locales/index.ts'

export type KnownTopic = { topic: string; usual: Pace; texts: Readonly<Record<Language, Texts>> }
/** What modules tell of, by topic. */
export type Topics = ReadonlyMap<string, KnownTopic>

export const topicsOf = (modules: readonly Pick<Module, 'notices' | 'texts'>[]): Topics =>
  new Map(
    modules.flatMap((m) =>
      (m.notices ?? []).map(({ topic, usual }) => [topic, { topic, usual, texts: m.texts }] as const),
    ),
  )

export const titleOf = (topic: KnownTopic, language: Language): string =>
  translator(language, topic.texts[language])(`notice.${topic.topic}.title`)

type Facts = Readonly<Record<string, string | number>>
type Told = { topic: string; facts: Facts }

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const DAY = /^\d{4}-\d\d-\d\d$/
const MOMENT = /^\d{4}-\d\d-\d\dT/

/**
 * A function that says notices in `language`, with the names of what they mention as the viewer may know them: of those
 * the viewer may not know it says "someone", "an organization" or "a record". Moments are told in `timeZone`.
 */
export async function sayer(
  tx: Tx,
  topics: Topics,
  notices: readonly Told[],
  language: Language,
  timeZone = 'UTC',
): Promise<(notice: Told, inMail?: boolean) => string> {
  const ids = [...new Set(notices.flatMap(({ facts }) => Object.values(facts).filter(isId)))]
  const names = await namesOf(tx, ids, language)
  const formats = formatsFor(language, 'gregory', timeZone)
  const t = translator(language, texts[language])
  const said = (hole: string, value: string | number) => {
    if (typeof value === 'number') return value
    if (ID.test(value)) return names.get(value) ?? t(hole === 'by' || hole === 'person' ? 'someone' : 'something')
    return DAY.test(value) ? formats.day(value) : MOMENT.test(value) ? formats.moment(value) : value
  }
  return ({ topic, facts }, inMail = false) => {
    const known = topics.get(topic)
    // Told by a part that this version no longer has.
    if (!known) return t('news')
    const words = known.texts[language]
    const key = inMail && `notice.${topic}.mail` in words ? `notice.${topic}.mail` : `notice.${topic}`
    return translator(language, words)(
      key,
      Object.fromEntries(Object.entries(facts).map(([hole, value]) => [hole, said(hole, value)])),
    )
  }
}

const isId = (value: string | number): value is string => typeof value === 'string' && ID.test(value)

/** Names of persons, organisations, groups and records, all as row-level security shows them. */
async function namesOf(tx: Tx, ids: readonly string[], language: Language): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const people = await peopleRefs(tx, ids, language)
  const organisations = await organisationRefs(tx, ids, language)
  const groups = await tx
    .selectFrom('groups')
    .select(['id', 'names'])
    .where('id', 'in', [...ids])
    .execute()
  const titles = await recordTitles(tx, ids, language)
  return new Map([
    ...[...people].flatMap(([id, { name }]) => (name === null ? [] : [[id, name] as const])),
    ...[...organisations].map(([id, { name }]) => [id, name.text] as const),
    ...groups.map(({ id, names }) => [id, show(names, language).text] as const),
    ...[...titles].map(([id, title]) => [id, title.text] as const),
  ])
}
