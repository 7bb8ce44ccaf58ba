import { useGo } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useSession } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { acceptTerms, readTerms } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { useThen } from './addresses.ts'
import { Sheet } from './sheet.tsx'
import { TermsText } from './terms-text.tsx'

/** The terms of use; whoever is signed in and has not accepted them yet does so here before going on. */
export function Terms() {
  const t = useTexts(texts)
  const go = useGo()
  const then = useThen()
  const { person } = useSession()
  const terms = useEndpoint(readTerms, {})
  const accept = useAction(acceptTerms)
  const isAsked = person !== undefined && !person.termsAccepted
  return (
    <Sheet title={t('terms')} {...(isAsked ? { lead: t('terms.asked') } : {})} isWide>
      <Answer of={terms}>
        {({ version, language, text }) => (
          <>
            <TermsText text={text} language={language} />
            {isAsked && (
              <Form error={accept.error} onSubmit={() => accept.mutate({ version }, { onSuccess: () => go(then) })}>
                <FormActions>
                  <Button type="submit" kind="filled" isPending={accept.isPending}>
                    {t('terms.accept')}
                  </Button>
                </FormActions>
              </Form>
            )}
          </>
        )}
      </Answer>
    </Sheet>
  )
}
