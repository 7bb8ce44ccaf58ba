import { expect, test } from 'vitest'
import { translator } from '../../text.ts'
import { holes, pieces } from './holes.ts'

test('a sentence is its words and its holes, in the order of its language', () => {
  const english = translator('en', { filter: 'Programmes of {lead} in {where}' })
  expect(pieces(english('filter', holes('lead', 'where')))).toEqual([
    { words: 'Programmes of ' },
    { hole: 'lead' },
    { words: ' in ' },
    { hole: 'where' },
  ])
  const chinese = translator('zh', { filter: '{lead}在{where}的方案' })
  expect(pieces(chinese('filter', holes('lead', 'where')))).toEqual([
    { hole: 'lead' },
    { words: '在' },
    { hole: 'where' },
    { words: '的方案' },
  ])
})
