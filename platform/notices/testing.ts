import type { Module } from '../module.ts'
import type { TestPerson, TestPlatform } from '../testing.ts'
import { LANGUAGES, type Language, type Texts } from '../text.ts'

const WORDS: Texts = {
  'notice.trial.news': '{by} has news: {n}',
  'notice.trial.news.title': 'News of the trial',
  'notice.trial.old': 'Old news since {on}',
  'notice.trial.old.title': 'Old news',
}

/** A module that tells of two things, with words that are the same in all languages. */
export const telling: Module = {
  name: 'trial',
  routes: [],
  permissions: {},
  notices: [
    { topic: 'trial.news', usual: 'at_once' },
    { topic: 'trial.old', usual: 'weekly' },
  ],
  texts: Object.fromEntries(LANGUAGES.map((l) => [l, WORDS])) as Record<Language, Texts>,
}

/** A programme of `by` with this title, which the organisation of `reader` may read. */
export async function sharedProgramme(
  platform: TestPlatform,
  by: TestPerson,
  reader: TestPerson,
  title: string,
  level = 0,
): Promise<string> {
  const { id } = await by.act((tx) =>
    tx.insertInto('records').values({ kind: 'programmes.programme', level }).returning('id').executeTakeFirstOrThrow(),
  )
  await platform.owner
    .insertInto('vocabulary_terms')
    .values({ vocabulary: 'programmeTypes', code: 'programme', names: inEnglish('Programme'), sort: 1 })
    .onConflict((known) => known.doNothing())
    .execute()
  await platform.owner
    .insertInto('programmes')
    .values({
      ...{ id, title: inEnglish(title) },
      ...{ type: 'programme', status: 'planned', status_on: '2026-01-01' },
      ...{ leads: [by.organisation], places: '[]' },
    } as never)
    .execute()
  await platform.owner
    .insertInto('grants')
    .values({ record: id, grantee_kind: 'organisation', grantee: reader.organisation, gives: 'read' })
    .execute()
  return id
}

const inEnglish = (words: string) => JSON.stringify({ original: 'en', texts: { en: words }, outdated: [] })

export const withdraw = (platform: TestPlatform, record: string) =>
  platform.owner
    .updateTable('grants')
    .set({ revoked_at: new Date() })
    .where('record', '=', record)
    .where('basis', '<>', 'originator')
    .execute()
