import { expect, test } from 'vitest'
import { translator } from '../../text.ts'
import { holes, pieces } from './holes.ts'

test('a sentence is its words and its holes, in the order of its language', () => {
  const english = translator('en', { filter: 'Programmes of {lead} in {where}' })
  expect(pieces(english('filter', holes('lead', 'where')))).toEqual([
    { id: '0', words: 'Programmes of ' },
    { id: '1', hole: 'lead' },
    { id: '2', words: ' in ' },
    { id: '3', hole: 'where' },
  ])
  const chinese = translator('zh', { filter: '{lead}在{where}的方案' })
  expect(pieces(chinese('filter', holes('lead', 'where')))).toEqual([
    { id: '1', hole: 'lead' },
    { id: '2', words: '在' },
    { id: '3', hole: 'where' },
    { id: '4', words: '的方案' },
  ])
})
