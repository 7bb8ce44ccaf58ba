import { useMemo } from 'react'
import { Refusal } from '../../ui/asking.ts'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { texts } from '../locales/index.ts'

/** What to say when something pressed, not written, did not work. */
export function useFailure() {
  const t = useTexts(texts)
  return useMemo(() => {
    const words = (error: unknown): string =>
      error instanceof Refusal && error.problem.title ? error.problem.title : t('failed')
    return { words, tell: (error: unknown) => toast(words(error), { kind: 'bad' }) }
  }, [t])
}
