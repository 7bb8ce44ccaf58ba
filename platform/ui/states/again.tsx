import type { ComponentProps } from 'react'
import { Button } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { State } from './state.tsx'

type AgainProps = Pick<ComponentProps<typeof State>, 'icon' | 'title' | 'children'> & {
  onAgain: () => void
  isPage?: boolean
}

/** A failure that may pass: the reader can try again. */
export function Again({ onAgain, isPage = false, ...state }: AgainProps) {
  const t = useKitTexts()
  return (
    <State
      {...state}
      isUrgent
      isPage={isPage}
      action={
        <Button icon="refresh" onPress={onAgain}>
          {t('again')}
        </Button>
      }
    />
  )
}
