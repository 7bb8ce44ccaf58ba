import { expect, test } from 'vitest'
import { mentionsIn, partsOf } from './rules.ts'
import { nameAsked, toWords, toWriting, withMention } from './web/mentions.ts'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'

test('links lead to the web and nowhere else', () => {
  const links = (words: string) => partsOf(words).flatMap((p) => (p.kind === 'link' ? [p.text] : []))
  expect(links('See https://www.un.org/en/ga (or http://example.org/a_(b)), please.')).toEqual([
    'https://www.un.org/en/ga',
    'http://example.org/a_(b)',
  ])
  expect(links('انظر https://www.un.org/ar؟ و看https://www.un.org/zh。')).toEqual([
    'https://www.un.org/ar',
    'https://www.un.org/zh',
  ])
  for (const trap of [
    'javascript:alert(1)',
    'data:text/html,x',
    'https://un.org@evil.example/',
    'https://user:pass@evil.example',
    '//evil.example',
    'https://',
    'file:///etc/passwd',
  ])
    expect(links(trap), trap).toEqual([])
})

test('what is cut is whole when put together again', () => {
  const words = `Ask <@${ID}> about <https://un.org/a> & <b>https://x.example.</b> <@not-an-id>`
  const whole = partsOf(words)
    .map((p) => (p.kind === 'mention' ? `<@${p.person}>` : p.text))
    .join('')
  expect(whole).toBe(words)
  expect(mentionsIn(`${words} <@${ID}>`)).toEqual([ID])
})

test('a name typed after an @ becomes a mention, and a mention a name again', () => {
  expect(nameAsked('Ask @Ami', 8)).toBe('Ami')
  expect(nameAsked('Ask @Amina Di', 13)).toBe('Amina Di')
  expect(nameAsked('mail@example', 12)).toBeUndefined()
  expect(nameAsked('اسأل @أمين', 10)).toBe('أمين')
  const amina = { id: ID, name: 'Amina Diallo' }
  const writing = withMention({ words: 'Ask @Ami about it', people: [] }, 8, amina)
  expect(writing.words).toBe('Ask @Amina Diallo about it')
  expect(toWords(writing)).toBe(`Ask <@${ID}> about it`)
  expect(toWriting(`Ask <@${ID}>`, [{ ...amina, organisation: null }])).toEqual({
    words: 'Ask @Amina Diallo',
    people: [amina],
  })
})
