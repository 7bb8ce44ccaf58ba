import { expect, test } from 'vitest'
import { deedOf } from './rules.ts'

test.each([
  ['programmes.read_programme', 'opened'],
  ['records.record', 'opened'],
  ['programmes.list', 'listed'],
  ['programmes.export_matrix', 'file'],
  ['records.seen_export', 'file'],
  ['files.download', 'file'],
  ['records.share', 'did'],
])('the call %s is told as: %s', (action, deed) => {
  expect(deedOf({ action, changed: null })).toBe(deed)
})

test.each([
  ['grants.insert', 'added'],
  ['records.update', 'changed'],
  ['drafts.delete', 'removed'],
])('the change %s is told as: %s', (action, deed) => {
  expect(deedOf({ action, changed: ['id'] })).toBe(deed)
})
