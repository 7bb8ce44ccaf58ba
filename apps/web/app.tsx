import { loadTexts } from 'virtual:texts'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { readSession } from '../../platform/access/contract.ts'
import type { Language } from '../../platform/text.ts'
import { ask } from '../../platform/ui/asking.ts'
import { drawsChinese } from '../../platform/ui/draws-chinese.ts'
import { InLanguage, keepLanguage, useDocumentLanguage } from '../../platform/ui/language.tsx'
import type { Page } from '../../platform/ui/pages.ts'
import { InPanels, type Panel } from '../../platform/ui/panels.tsx'
import { InSession } from '../../platform/ui/session.tsx'
import { Shell } from '../../platform/ui/shell/shell.tsx'
import { SignOut } from '../../platform/ui/shell/sign-out.tsx'
import { Why } from '../../platform/ui/states/answer.tsx'
import { Loading } from '../../platform/ui/states/loading.tsx'

type AppProps = { pages: readonly Page[]; panels: readonly Panel[]; initial: Language }

/** Who reads, in which language; then the frame and its page. */
export function App({ pages, panels, initial }: AppProps) {
  const [language, setLanguage] = useState(initial)
  const [isLeaving, setLeaving] = useState(false)
  useDocumentLanguage(language)
  useEffect(() => {
    // Chinese for readers whose system has none: one sheet, and of its hundred files only those with the letters shown.
    if (!drawsChinese()) void import('@fontsource-variable/noto-sans-sc/index.css')
  }, [])
  const session = useQuery({
    queryKey: [readSession.path, language],
    queryFn: ({ signal }) => ask(readSession, {}, { signal }),
    placeholderData: (before) => before,
    staleTime: 60_000,
  })

  const speak = async (next: Language) => {
    await loadTexts(next)
    keepLanguage(next)
    setLanguage(next)
  }

  const stay = useCallback(() => setLeaving(false), [])
  // A fresh page: nothing that this person saw stays in memory for the next.
  const out = useCallback(() => window.location.assign('/'), [])

  return (
    <InLanguage language={language}>
      {session.data ? (
        <InSession value={session.data}>
          <InPanels value={panels}>
            <Shell pages={pages} onLanguage={(next) => void speak(next)} onSignOut={() => setLeaving(true)} />
          </InPanels>
          {isLeaving && <SignOut onClose={stay} onOut={out} />}
        </InSession>
      ) : session.error ? (
        <Why isPage error={session.error} onAgain={() => void session.refetch()} />
      ) : (
        <Loading shape="page" />
      )}
    </InLanguage>
  )
}
