import { z } from 'zod'

/** A person in the words of a comment: `<@id>`. Names are looked up when shown, as the reader may know them. */
const MENTION = /<@([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})>/
const LINK = /\bhttps?:\/\/[^\s<>"\p{Cc}\p{Cf}]+/u
const PART = new RegExp(`${MENTION.source}|${LINK.source}`, 'gu')

export const mention = (person: string): string => `<@${person}>`

/** Ids of the people whom these words mention, each once. */
export function mentionsIn(words: string): string[] {
  return [...new Set([...words.matchAll(new RegExp(MENTION.source, 'g'))].map((found) => found[1]!))]
}

export type Part = { kind: 'text'; text: string } | { kind: 'link'; text: string } | { kind: 'mention'; person: string }

/**
 * Plain words cut into text, mentions and links. A link is an address of the web without user and password in it, and is
 * shown as it is written: what it says is where it leads.
 */
export function partsOf(words: string): Part[] {
  const parts: Part[] = []
  const say = (text: string) => {
    const last = parts.at(-1)
    if (last?.kind === 'text') last.text += text
    else if (text !== '') parts.push({ kind: 'text', text })
  }
  let at = 0
  for (const found of words.matchAll(PART)) {
    say(words.slice(at, found.index))
    at = found.index + found[0].length
    if (found[1]) {
      parts.push({ kind: 'mention', person: found[1] })
      continue
    }
    const address = withoutPunctuation(found[0])
    if (isSafe(address)) parts.push({ kind: 'link', text: address })
    else say(address)
    say(found[0].slice(address.length))
  }
  say(words.slice(at))
  return parts
}

/** What ends the sentence does not belong to the address; a bracket does if it was opened in it. */
function withoutPunctuation(address: string): string {
  const end = address.replace(/[.,;:!?'"»”’،؛؟。，；：！？]+$/u, '')
  const isOpened = end.split('(').length >= end.split(')').length
  return end.endsWith(')') && !isOpened ? withoutPunctuation(end.slice(0, -1)) : end
}

function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password, hostname } = new URL(address)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' && hostname !== ''
}

/** Several lines that a person wrote, without what is no text: control characters, and turns of direction left open. */
export const lines = (least: number, most: number) =>
  z
    .string()
    .transform((text) =>
      text
        .toWellFormed()
        .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '')
        .trim(),
    )
    .pipe(z.string().min(least).max(most))
