import { ButtonLink } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { useSession } from '../session.tsx'
import { signInHref } from '../sign-in.ts'
import { State } from './state.tsx'

/** This whole part is not for the reader's roles; a single hidden record is NotFound instead. */
export function Refused({ title, isPage = false }: { title?: string; isPage?: boolean }) {
  const t = useKitTexts()
  const { person } = useSession()
  if (!person)
    return (
      <State
        icon="key"
        isPage={isPage}
        title={t('refused.signed_out')}
        action={
          <ButtonLink kind="filled" href={signInHref()}>
            {t('sign_in')}
          </ButtonLink>
        }
      >
        {t('refused.signed_out_note')}
      </State>
    )
  return (
    <State icon="lock" isPage={isPage} title={title || t('refused.title')}>
      {t('refused.note', { organisation: person.organisation.name.text })}
    </State>
  )
}
