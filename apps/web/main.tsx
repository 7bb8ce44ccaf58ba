import { loadMoreTexts, loadTexts } from 'virtual:texts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { navigate } from 'wouter/use-browser-location'
import { readSession } from '../../platform/access/contract.ts'
import { chosenLanguage } from '../../platform/ui/language.tsx'
import { awaitOnArrival } from '../../platform/ui/later.ts'
import { signInHref } from '../../platform/ui/sign-in.ts'
import { askingClient } from '../../platform/ui/use-endpoint.ts'
import { App } from './app.tsx'
import { pages } from './pages.ts'
import { panels } from './panels.ts'
import '../../platform/ui/styles/fonts.css'
import '../../platform/ui/styles/tokens.css'
import '../../platform/ui/styles/base.css'
import '../../platform/ui/styles/print.css'

const client = askingClient(() => {
  void client.invalidateQueries({ queryKey: [readSession.path] })
  navigate(signInHref())
})
const language = chosenLanguage()
await loadTexts(language)
awaitOnArrival(loadMoreTexts)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App pages={pages} panels={panels} initial={language} />
    </QueryClientProvider>
  </StrictMode>,
)
