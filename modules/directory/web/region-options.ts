import type { Option } from '../../../platform/ui/controls/option.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listRegions } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** Regions to choose from: continents first, then their parts, then regions as reports name them. */
export function useRegionOptions(): readonly Option[] | undefined {
  const t = useTexts(texts)
  const { data } = useEndpoint(listRegions, {})
  if (!data) return undefined
  const names = new Map(data.regions.map((r) => [r.code, r.name.text]))
  const standard = data.regions
    .toSorted((a, b) => Number(a.parent !== null) - Number(b.parent !== null))
    .map(({ code, parent, name }) => ({
      id: code,
      label: name.text,
      ...(parent ? { description: names.get(parent)! } : {}),
    }))
  const named = data.named
    .filter((r) => r.members.length > 0)
    .map(({ code, basis, name }) => ({
      id: code,
      label: name.text,
      description: t(basis === 'm49' ? 'region.named' : 'region.indicative'),
    }))
  return [...standard, ...named]
}
