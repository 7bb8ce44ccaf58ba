import { expect, test } from 'vitest'
import { citedOnce, stretches } from './rules.ts'

test('each document is cited once, with all its paragraphs in order', () => {
  const cited = (document: string, paragraphs: number[], also: string[] = []) => ({ document, paragraphs, also })
  expect(
    citedOnce([
      cited('S/1', [3]),
      cited('A/75/729', [51, 46], ['annex I']),
      cited('', [9]),
      cited('A/75/729', [46, 47], ['annex I']),
    ]),
  ).toEqual([cited('A/75/729', [46, 47, 51], ['annex I']), cited('S/1', [3])])
})

test('paragraphs that follow one another are cited as a stretch', () => {
  expect(stretches([46, 47, 48, 51, 53, 54])).toEqual(['46–48', '51', '53', '54'])
  expect(stretches([])).toEqual([])
})
