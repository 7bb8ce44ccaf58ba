import { ButtonLink } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { State } from './state.tsx'

/** Absent, or not shared with the reader: the two look the same on purpose. */
export function NotFound({ isPage = false }: { isPage?: boolean }) {
  const t = useKitTexts()
  return (
    <State
      icon="search"
      isPage={isPage}
      title={t('not_found.title')}
      action={<ButtonLink href="/">{t('go_home')}</ButtonLink>}
    >
      {t('not_found.note')}
    </State>
  )
}
