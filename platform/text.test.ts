import { expect, test } from 'vitest'
import { translator } from './text.ts'

test('the stop of a Russian date ends its sentence too, and nothing else loses one', () => {
  const said = { until: 'До {on}. Потом…', from: 'С {on}..', goes_on: 'С {on}...' }
  const russian = translator('ru', said)
  expect(russian('until', { on: '28\u00a0ноября 2026\u00a0г.' })).toBe('До 28\u00a0ноября 2026\u00a0г. Потом…')
  expect(russian('until', { on: 'завтра' })).toBe('До завтра. Потом…')
  expect(russian('goes_on', { on: '2026 г' })).toBe('С 2026 г...')
  expect(translator('en', said)('from', { on: '2026 г' })).toBe('С 2026 г..')
})
