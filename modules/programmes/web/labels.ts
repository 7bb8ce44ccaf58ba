import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'

const FIELDS = [
  'code',
  'title',
  'summary',
  'type',
  'status',
  'statusOn',
  'leads',
  'partners',
  'funders',
  'pillars',
  'themes',
  'states',
  'regions',
  'places',
  'beneficiaries',
  'mandates',
  'start',
  'end',
  'modality',
  'attendees',
] as const

/** Names of the fields, for the summary of what is wrong. */
export function useLabels(): Readonly<Record<string, string>> {
  const t = useTexts(texts)
  return {
    ...Object.fromEntries(FIELDS.map((field) => [field, t(`label.${field}`)])),
    'statesReached.n': t('label.statesReached'),
    'participants.n': t('label.participants'),
    'events.n': t('label.events'),
    'source.document': t('label.source'),
    'source.paragraphs': t('label.paragraphs'),
    'office.hosts': t('label.hosts'),
    'office.agreement.reference': t('form.reference'),
    'office.agreement.signed': t('label.signed'),
    'office.staff.n': t('label.staff'),
    'office.contacts': t('label.contacts'),
    programme: t('programme'),
  }
}
