import { expect, test } from 'vitest'
import { fieldProblems, passing, queryOf, Refusal, Unreachable } from './asking.ts'

const refusal = (status: number) => new Refusal({ code: 'x', status, title: 'No.' })

test('what is empty is left out of the address, lists go comma-separated', () => {
  expect(queryOf({ page: 2, q: '', themes: ['cft', 'pve'], states: [], mine: false, year: null, to: undefined })).toBe(
    'page=2&themes=cft%2Cpve&mine=false',
  )
})

test('asking again helps when the line or the server was down, never when the server said no', () => {
  expect(passing(new Unreachable('no answer'))).toBe(true)
  expect([429, 502, 503, 504].map((status) => passing(refusal(status)))).toEqual([true, true, true, true])
  expect([400, 401, 403, 404, 409, 500].some((status) => passing(refusal(status)))).toBe(false)
})

test('messages go to their fields', () => {
  const fields = [{ path: 'title.texts.en', code: 'too_small', message: 'Write a title.' }]
  expect(fieldProblems(new Refusal({ code: 'invalid', status: 400, title: 'No.', fields }))).toEqual({
    'title.texts.en': 'Write a title.',
  })
  expect(fieldProblems(new Unreachable('no answer'))).toEqual({})
})
