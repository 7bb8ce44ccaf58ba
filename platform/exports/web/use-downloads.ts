import type { Endpoint } from '../../contract.ts'
import { hrefOf } from '../../ui/asking.ts'
import { toast } from '../../ui/overlays/toasts.tsx'
import type { Download } from '../../ui/table/table-tools.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { FORMATS } from '../kinds.ts'

/** Names of formats, alike in all languages. */
const NAMES = { csv: 'CSV', xlsx: 'Excel (XLSX)', json: 'JSON' }

/** The list, narrowed and ordered as it is shown, as a file of each format, made while the reader waits. */
export const filesOf = (file: Endpoint, input: object, under?: string): Download[] =>
  FORMATS.map((format) => ({
    ...{ id: format, label: NAMES[format], ...(under && { under }) },
    href: hrefOf(file, { ...input, format } as never),
  }))

/** The same, and each format of any length as work under way; `words`: headings of the two, and what is said when it begins. */
export function useDownloads(
  file: Endpoint,
  ask: Endpoint,
  input: object,
  words: { now: string; later: string; begun: string },
): Download[] {
  const begin = useAction(ask, { onDone: () => toast(words.begun) })
  const later = FORMATS.map((format) => ({
    ...{ id: `later.${format}`, label: NAMES[format], under: words.later },
    onAsk: () => begin.mutate({ ...input, format } as never),
  }))
  return [...filesOf(file, input, words.now), ...later]
}
