import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { useState } from 'react'
import type { z } from 'zod'
import { useAction } from '../../ui/use-endpoint.ts'
import { addPasskey, beginPasskey } from '../account-contract.ts'
import { askPasskey, givePasskey, type PasskeyAnswer } from '../contract.ts'

/** Asks the browser for a passkey and signs in with it. */
export function usePasskey() {
  const ask = useAction(askPasskey)
  const give = useAction(givePasskey)
  const ceremony = useCeremony()
  const use = ceremony.holding(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    const { question } = await ask.mutateAsync({})
    const optionsJSON = question as unknown as PublicKeyCredentialRequestOptionsJSON
    const answer = (await startAuthentication({ optionsJSON })) as unknown as z.input<typeof PasskeyAnswer>
    await give.mutateAsync({ answer })
  })
  return { ...ceremony.state, use }
}

/** Asks the browser to make a passkey, and keeps it under `name`. */
export function useNewPasskey(onDone: (recoveryCodes: readonly string[] | null) => void) {
  const begin = useAction(beginPasskey)
  const add = useAction(addPasskey)
  const ceremony = useCeremony()
  const make = ceremony.holding(async (name: string) => {
    const { startRegistration } = await import('@simplewebauthn/browser')
    const { question } = await begin.mutateAsync({})
    const optionsJSON = question as unknown as PublicKeyCredentialCreationOptionsJSON
    const answer = (await startRegistration({ optionsJSON })) as unknown as z.input<typeof PasskeyAnswer>
    const { recoveryCodes } = await add.mutateAsync({ name, answer })
    onDone(recoveryCodes)
  })
  return { ...ceremony.state, make }
}

/** One thing with the browser's own window: under way, or what went wrong. */
function useCeremony() {
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const holding =
    <Args extends unknown[]>(work: (...args: Args) => Promise<void>) =>
    (...args: Args): void => {
      setPending(true)
      setError(null)
      work(...args)
        .catch((failure: unknown) => {
          // The person closed the browser's window, or has no passkey for this site: nothing to explain.
          const name = failure instanceof Error ? failure.name : ''
          if (name !== 'NotAllowedError' && name !== 'AbortError') setError(failure)
        })
        .finally(() => setPending(false))
    }
  return { holding, state: { isPending, error } }
}
