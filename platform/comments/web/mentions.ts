import type { PersonRef } from '../../access/refs.ts'
import { mention, mentionsIn } from '../rules.ts'

/** A comment while it is written: mentions stand as `@Name`, and whom each name means beside it. */
export type Writing = { words: string; people: readonly { id: string; name: string }[] }

/** The name that is being typed after an @ just before the caret, if any. */
export function nameAsked(words: string, caret: number): string | undefined {
  return /(?:^|[\s(])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+)?)$/u.exec(words.slice(0, caret))?.[1]
}

/** The words with the chosen person in place of what was typed after the @. */
export function withMention({ words, people }: Writing, caret: number, person: { id: string; name: string }): Writing {
  const asked = nameAsked(words, caret) ?? ''
  const before = words.slice(0, caret - asked.length - 1)
  const rest = words.slice(caret)
  return {
    words: `${before}@${person.name}${/^\s/.test(rest) ? '' : ' '}${rest}`,
    people: [...people.filter(({ name }) => name !== person.name), { id: person.id, name: person.name }],
  }
}

/** As it is sent: longer names first, so that a name within another is not taken for it. */
export function toWords({ words, people }: Writing): string {
  return people
    .toSorted((a, b) => b.name.length - a.name.length)
    .reduce((text, { id, name }) => text.replaceAll(`@${name}`, mention(id)), words)
}

/** As it is edited again: names where the writer knows them. */
export function toWriting(words: string, mentioned: readonly PersonRef[]): Writing {
  const known = mentionsIn(words).flatMap((id) => {
    const name = mentioned.find((person) => person.id === id)?.name
    return name ? [{ id, name }] : []
  })
  return { words: known.reduce((text, { id, name }) => text.replaceAll(mention(id), `@${name}`), words), people: known }
}
