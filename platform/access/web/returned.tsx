import { useEffect, useRef, useState } from 'react'
import { useSearch } from 'wouter'
import { useGo } from '../../ui/address/use-address.ts'
import { ButtonLink } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { Loading } from '../../ui/states/loading.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { finishSignOn } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { placeHere } from './addresses.ts'
import { takeErrand } from './errand.ts'
import { useFailure } from './failure.ts'
import { Sheet } from './sheet.tsx'

/** Where the provider of single sign-on sends the browser back. */
export function Returned() {
  const t = useTexts(texts)
  const go = useGo()
  const search = useSearch()
  const { words } = useFailure()
  const finish = useAction(finishSignOn)
  const [errand] = useState(takeErrand)
  const isBegun = useRef(false)
  useEffect(() => {
    if (isBegun.current) return
    isBegun.current = true
    const answer = new URLSearchParams(search)
    const given = (name: 'code' | 'iss') => (answer.get(name) ? { [name]: answer.get(name) ?? '' } : {})
    finish.mutate(
      {
        state: answer.get('state') ?? '',
        ...given('code'),
        ...given('iss'),
        ...(errand.invitation && { invitation: errand.invitation }),
      },
      {
        onSuccess: ({ outcome }) => {
          if (outcome === 'linked') toast(t('sign_on.linked'))
          if (outcome === 'accepted') toast(t('welcome.made'))
          // Accepted: the provider still knows who it is, so signing in is one press.
          go(outcome === 'linked' ? '/account' : `/sign-in?then=${encodeURIComponent(placeHere(errand.place))}`, {
            replace: true,
          })
        },
      },
    )
  }, [search, finish, errand, go, t])
  if (!finish.error) return <Loading shape="page" />
  return (
    <Sheet title={t('sign_on.failed')} lead={words(finish.error)}>
      <p>
        <ButtonLink href={errand.isLinking ? '/account' : '/sign-in'} kind="filled">
          {t('begin_again')}
        </ButtonLink>
      </p>
    </Sheet>
  )
}
