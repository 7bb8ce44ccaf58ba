import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { texts } from '../locales/index.ts'
import { useNewPasskey } from './passkeys.ts'
import { Sheet } from './sheet.tsx'

type SetUpPasskeyProps = { onDone: (recoveryCodes: readonly string[] | null) => void; onBack: () => void }

/** A passkey: a name to tell it from others, then the browser's own window. */
export function SetUpPasskey({ onDone, onBack }: SetUpPasskeyProps) {
  const t = useTexts(texts)
  const [name, setName] = useState('')
  const passkey = useNewPasskey(onDone)
  return (
    <Sheet title={t('way.passkey')} lead={t('way.passkey.lead')}>
      <Form onSubmit={() => passkey.make(name.trim())} error={passkey.error} labels={{ name: t('passkey.name') }}>
        <TextField
          name="name"
          label={t('passkey.name')}
          description={t('passkey.name_hint')}
          value={name}
          onChange={setName}
          maxLength={100}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" icon="key" isPending={passkey.isPending} isDisabled={name.trim() === ''}>
            {t('way.passkey.set_up')}
          </Button>
          <Button kind="quiet" onPress={onBack}>
            {t('back')}
          </Button>
        </FormActions>
      </Form>
    </Sheet>
  )
}
