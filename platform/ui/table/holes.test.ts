import { expect, test } from 'vitest'
import { translator } from '../../text.ts'
import { holes, pieces } from './holes.ts'

const said = (language: 'en' | 'fr' | 'zh', filter: string) =>
  pieces(translator(language, { filter })('filter', holes('lead', 'where'))).map((piece) =>
    'hole' in piece ? [piece.hole, piece.mark] : piece.words,
  )

test('a sentence is its words and its holes, in the order of its language', () => {
  expect(said('en', 'Programmes of {lead} in {where}')).toEqual(['Programmes of ', ['lead', ''], ' in ', ['where', '']])
  expect(said('zh', '{lead}在{where}的方案')).toEqual([['lead', ''], '在', ['where', ''], '的方案'])
})

test('a mark stays with the hole that it follows, so that no line begins with it', () => {
  expect(said('en', 'Of {lead}, in {where}; or not')).toEqual(['Of ', ['lead', ','], ' in ', ['where', ';'], ' or not'])
  expect(said('fr', '{lead}\u00a0: {where}.')).toEqual([['lead', '\u00a0:'], ' ', ['where', '.']])
  expect(said('zh', '{lead}，{where}')).toEqual([
    ['lead', '，'],
    ['where', ''],
  ])
})

test('each piece can be told from the others', () => {
  const ids = pieces(translator('en', { filter: '{lead}, {where}.' })('filter', holes('lead', 'where'))).map(
    (p) => p.id,
  )
  expect(new Set(ids).size).toBe(ids.length)
})
