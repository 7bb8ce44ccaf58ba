import { list } from '../../../platform/ui/address/address.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import type { FilterPart } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { ADDRESSEES, FORCES, UPTAKES } from '../fields.ts'
import { texts } from '../locales/index.ts'

/** What only recommendations of reports are narrowed by, as the address holds it: `uptake` has one value, or none. */
export const REPORT = { forces: list(), addressees: list(), uptake: list() }
export type ReportView = Record<keyof typeof REPORT, readonly string[]>
export const OF_ANY_REPORT: ReportView = { forces: [], addressees: [], uptake: [] }

/** As the endpoints take it: what is not set, or is no such value, is left out. */
export function reportInput(view: ReportView) {
  const forces = FORCES.filter((one) => view.forces.includes(one))
  const addressees = ADDRESSEES.filter((one) => view.addressees.includes(one))
  const uptake = UPTAKES.find((one) => view.uptake.includes(one))
  return {
    ...(forces.length > 0 && { forces }),
    ...(addressees.length > 0 && { addressees }),
    ...(uptake && { uptake }),
  }
}

/** The end of a filter sentence, where reports are among what is shown by their kind, or are narrowed down already. */
export function useReportParts(
  view: ReportView & { kinds: readonly string[] },
  setView: (change: Partial<ReportView>) => void,
): { sentence: string; parts: Record<string, FilterPart> } {
  const t = useTexts(texts)
  if (!view.kinds.includes('report') && Object.keys(reportInput(view)).length === 0) return { sentence: '', parts: {} }
  const parts: Record<string, FilterPart> = {
    forces: {
      ...{ label: t('label.force'), any: t('any.forces'), value: view.forces },
      options: FORCES.map((id) => ({ id, label: t(`force.${id}`) })),
      onChange: (forces) => setView({ forces }),
    },
    addressees: {
      ...{ label: t('label.addressees'), any: t('any.addressees'), value: view.addressees },
      options: ADDRESSEES.map((id) => ({ id, label: t(`addressee.${id}`) })),
      onChange: (addressees) => setView({ addressees }),
    },
    uptake: {
      ...{ label: t('label.uptake'), any: t('any.uptake'), value: view.uptake, single: true },
      options: UPTAKES.map((id) => ({ id, label: t(`uptake.${id}`) })),
      onChange: (uptake) => setView({ uptake }),
    },
  }
  return { sentence: t('filter.report', holes(...Object.keys(parts))), parts }
}
