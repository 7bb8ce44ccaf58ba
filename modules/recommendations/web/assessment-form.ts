import type { z } from 'zod'
import type { Language, Written } from '../../../platform/text.ts'
import { idsOf, type Option, optionOf } from '../../../platform/ui/controls/option.ts'
import { emptyWritten, writtenOrNull } from '../../../platform/ui/controls/written-field.tsx'
import type { editAssessment } from '../assessment-contract.ts'
import type { Assessment } from '../fields.ts'
import { linesOf } from './lines.ts'

/** What stands in the fields. The version stays with the words, so that a draft found again meets what others changed. */
export type AssessmentForm = {
  version: number
  code: string
  title: Written
  type: string | null
  startsOn: string | null
  endsOn: string | null
  entities: readonly Option[]
  /** One a line. */
  documents: string
  observations: Written
  sentOn: string | null
  adoptedOn: string | null
}

export const emptyAssessment = (language: Language): AssessmentForm => ({
  ...{ version: 0, code: '', title: emptyWritten(language), type: null, startsOn: null, endsOn: null },
  ...{ entities: [], documents: '', observations: emptyWritten(language), sentOn: null, adoptedOn: null },
})

export const assessmentForm = (of: Assessment, language: Language): AssessmentForm => ({
  ...{ version: of.head.version, code: of.code, title: of.title, type: of.type },
  ...{ startsOn: of.startsOn, endsOn: of.endsOn, sentOn: of.sentOn, adoptedOn: of.adoptedOn },
  entities: of.entities.map(optionOf),
  documents: of.documents.join('\n'),
  observations: of.observations ?? emptyWritten(language),
})

type AssessmentInput = Omit<z.input<typeof editAssessment.input>, 'id' | 'version'>

/** What the form says, as the endpoints take it. */
export const assessmentInput = ({ version: _, ...form }: AssessmentForm): AssessmentInput => ({
  ...form,
  // Where none is chosen the server says so at the field.
  type: (form.type ?? undefined) as AssessmentInput['type'],
  startsOn: (form.startsOn ?? undefined) as string,
  endsOn: (form.endsOn ?? undefined) as string,
  entities: idsOf(form.entities),
  documents: linesOf(form.documents),
  observations: writtenOrNull(form.observations),
})
