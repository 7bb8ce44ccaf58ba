import { useMemo } from 'react'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { useLanguage } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listRegions, listStates, listTaxonomies } from '../../directory/contract.ts'

/** The lists of the directory that records are described with. */
export type List =
  | 'programmeTypes'
  | 'activityTypes'
  | 'statuses'
  | 'modalities'
  | 'audiences'
  | 'themes'
  | 'pillars'
  | 'regions'

export type Terms = {
  /** False until all names are here: what is kept with its name, as in a form, waits for it. */
  isReady: boolean
  /** The name of a term; its code until the lists are here. */
  name: (list: List, code: string) => string
  /** All of a list to choose from; undefined until it is here. */
  options: (list: List) => readonly Option[] | undefined
}

export function useTerms(): Terms {
  const { data: taxonomies } = useEndpoint(listTaxonomies, {})
  const { data: regions } = useEndpoint(listRegions, {})
  return useMemo(() => {
    const lists: Partial<Record<string, readonly Option[]>> = {}
    const option = ({ code, name }: { code: string; name: { text: string } }) => ({ id: code, label: name.text })
    if (taxonomies) {
      for (const [list, terms] of Object.entries(taxonomies.vocabularies)) lists[list] = terms.map(option)
      lists['themes'] = taxonomies.themes.map(option)
      lists['pillars'] = taxonomies.pillars.map(({ code, short }) => ({ id: code, label: `${code} · ${short.text}` }))
    }
    if (regions) lists['regions'] = regions.named.map(option)
    const names = new Map(
      Object.entries(lists).flatMap(([list, options]) => options!.map(({ id, label }) => [`${list} ${id}`, label])),
    )
    return {
      isReady: taxonomies !== undefined && regions !== undefined,
      name: (list, code) => names.get(`${list} ${code}`) ?? code,
      options: (list) => lists[list],
    }
  }, [taxonomies, regions])
}

/** All States in the order of the United Nations, by alpha-3 code. */
export function useStates(): readonly Option[] | undefined {
  const language = useLanguage()
  const { data } = useEndpoint(listStates, {})
  return useMemo(() => data?.items.map(({ code, names }) => ({ id: code, label: names[language] })), [data, language])
}
