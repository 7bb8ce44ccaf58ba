import { expect, test } from 'vitest'
import { step } from './grid-steps.ts'

const size = { rows: 3, columns: 4, isFromRight: false }
const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey })

test('arrows move by one and stop at the edges', () => {
  expect(step(key('ArrowRight'), { row: 1, column: 1 }, size)).toEqual({ row: 1, column: 2 })
  expect(step(key('ArrowLeft'), { row: 1, column: 0 }, size)).toEqual({ row: 1, column: 0 })
  expect(step(key('ArrowDown'), { row: 2, column: 0 }, size)).toEqual({ row: 2, column: 0 })
})

test('read from the right, the left arrow leads on', () => {
  expect(step(key('ArrowLeft'), { row: 0, column: 0 }, { ...size, isFromRight: true })).toEqual({ row: 0, column: 1 })
})

test('Home and End go along the row, with Control to the corners', () => {
  expect(step(key('End'), { row: 1, column: 0 }, size)).toEqual({ row: 1, column: 3 })
  expect(step(key('End', true), { row: 0, column: 0 }, size)).toEqual({ row: 2, column: 3 })
  expect(step(key('Home', true), { row: 2, column: 3 }, size)).toEqual({ row: 0, column: 0 })
})

test('other keys mean nothing', () => {
  expect(step(key('a'), { row: 0, column: 0 }, size)).toBeUndefined()
})
