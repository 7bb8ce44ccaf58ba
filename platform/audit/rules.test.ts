import { expect, test } from 'vitest'
import { areaOf, deedOf } from './rules.ts'

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

test.each([
  ['programmes.read_programme', 'programmes'],
  ['activities.update', 'activities'],
  ['grants.insert', 'sharing'],
  ['group_members.delete', 'directory'],
  ['access.signed_in', 'accounts'],
  ['shareable_tables.insert', undefined],
])('the action %s is about: %s', (action, area) => {
  expect(areaOf(action)).toBe(area)
})
