import type { Endpoint } from '../../contract.ts'
import { hrefOf } from '../../ui/asking.ts'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import type { Download } from '../../ui/table/table-tools.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { texts } from '../locales/index.ts'
import { FORMATS } from '../table.ts'

/** The list, narrowed and ordered as it is shown, as a file of each format, made while the reader waits. */
export function useFiles(file: Endpoint, input: object): Download[] {
  const t = useTexts(texts)
  return FORMATS.map((format) => ({
    ...{ id: format, label: t(`download.${format}`), under: t('download.now') },
    href: hrefOf(file, { ...input, format } as never),
  }))
}

/** The same, and each format of any length as work under way. */
export function useDownloads(file: Endpoint, ask: Endpoint, input: object): Download[] {
  const t = useTexts(texts)
  const begin = useAction(ask, { onDone: () => toast(t('download.begun')) })
  const later = FORMATS.map((format) => ({
    ...{ id: `later.${format}`, label: t(`download.${format}`), under: t('download.later') },
    onAsk: () => begin.mutate({ ...input, format } as never),
  }))
  return [...useFiles(file, input), ...later]
}
