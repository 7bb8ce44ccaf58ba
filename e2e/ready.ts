import { inject } from 'vitest'
import { started } from './demonstration.ts'

// Before each file of journeys.
await started(inject('demonstrationFolder'))
