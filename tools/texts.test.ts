import { globSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { modules } from '../apps/modules.ts'
import { LANGUAGES, type Texts } from '../platform/text.ts'

const root = `${import.meta.dirname}/..`
const folders = globSync('{engines/*,modules/*,platform,platform/*,apps/*}/locales', { cwd: root })

test('the locales are found', () => {
  expect(folders.length).toBeGreaterThan(4)
})

describe.each(folders)('%s', (folder) => {
  const read = (language: string): Texts => JSON.parse(readFileSync(`${root}/${folder}/${language}.json`, 'utf8'))
  const english = read('en')

  test.each(LANGUAGES)('says the same in %s', (language) => {
    const texts = read(language)
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort())
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).not.toBe('')
      const ast = parse(text, language)
      expect(holes(ast), key).toEqual(holes(parse(english[key]!, 'en')))
      for (const { value, options } of plurals(ast)) {
        const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
        const missing = needed.filter((c) => !(c in options) && !(c === 'zero' && '=0' in options))
        expect(missing, `${key} {${value}}`).toEqual([])
      }
    }
  })

  test.each(LANGUAGES.filter((l) => l !== 'en'))('is translated into %s, not copied', (language) => {
    const texts = read(language)
    const sentences = Object.keys(english).filter((k) => /[a-z]{3,} [a-z]{3,} [a-z]{3,}/i.test(english[k]!))
    expect(sentences.filter((k) => texts[k] === english[k])).toEqual([])
  })
})

/** Words that the United Nations writes with z, whatever dictionaries of British English allow; `{organisation}` is a name of ours. */
const WITH_Z =
  /(?<!\{)\b\w*(?:anonym|author|categor|criminal|final|harmon|mobil|organ|priorit|recogn|special|summar|synchron|util)is(?:e|ed|es|er|ers|ing|ation|ations)\b/gi

test.each(folders)('%s is in the spelling of the United Nations', (folder) => {
  const texts: Texts = JSON.parse(readFileSync(`${root}/${folder}/en.json`, 'utf8'))
  expect(Object.values(texts).flatMap((text) => text.match(WITH_Z) ?? [])).toEqual([])
})

/** A name and, after punctuation alone, a day or a number: without a right-to-left mark a Latin name takes the number to its own side. */
const NAME_BEFORE_NUMBER =
  /\{(?:who|name|title|organisation)\}(?:[،:]| ·) \{(?:when|on|from|at|day|date|\w+, (?:plural|number))/g

test.each(folders)('%s keeps numbers after names on their side in Arabic', (folder) => {
  const texts: Texts = JSON.parse(readFileSync(`${root}/${folder}/ar.json`, 'utf8'))
  expect(Object.values(texts).flatMap((text) => text.match(NAME_BEFORE_NUMBER) ?? [])).toEqual([])
})

type Ast = ReturnType<IntlMessageFormat['getAst']>
type Plural = Extract<Ast[number], { type: 6 }>

const parse = (text: string, language: string): Ast =>
  new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst()

/** Names of the values a message needs, in the branches of its plurals too. */
function holes(ast: Ast): string[] {
  const names = new Set<string>()
  for (const part of ast) {
    if (part.type !== 0 && part.type !== 7 && 'value' in part) names.add(part.value)
    if ('options' in part)
      for (const option of Object.values(part.options)) for (const name of holes(option.value)) names.add(name)
  }
  return [...names].sort()
}

function plurals(ast: Ast): Plural[] {
  return ast.flatMap((part) => [
    ...(part.type === 6 ? [part as Plural] : []),
    ...('options' in part ? Object.values(part.options).flatMap((o) => plurals(o.value)) : []),
  ])
}

test('what people are told of, and the work they ask for, has words', () => {
  const wanted = modules.flatMap(({ notices = [], jobs = [], texts }) =>
    [
      ...notices.flatMap(({ topic }) => [`notice.${topic}`, `notice.${topic}.title`]),
      ...jobs.filter(({ asPerson, giveUp }) => asPerson && giveUp).map(({ name }) => `job.${name}`),
    ].map((key) => ({ key, texts })),
  )
  expect(wanted.length).toBeGreaterThan(8)
  expect(wanted.filter(({ key, texts }) => !(key in texts.en)).map(({ key }) => key)).toEqual([])
})
