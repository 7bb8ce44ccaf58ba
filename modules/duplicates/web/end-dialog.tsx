import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { endMerge, type Merge } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** What ending it is called: undone once it was done, withdrawn by those who asked, declined by others. */
export function useEnding(): (of: Merge) => 'undo' | 'withdraw' | 'decline' {
  const own = useSession().person?.organisation?.code
  return ({ state, organisation }) => (state === 'done' ? 'undo' : organisation?.code === own ? 'withdraw' : 'decline')
}

export function EndDialog({ of, onClose }: { of: Merge; onClose: () => void }) {
  const t = useTexts(texts)
  const ending = useEnding()(of)
  const [words, setWords] = useState('')
  const act = useAction(endMerge, {
    onDone: () => {
      toast(t(`end.${ending}_done`))
      onClose()
    },
  })
  return (
    <Dialog title={t(`end.${ending}`)} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={() => act.mutate({ id: of.id, words: words.trim() })}
        error={act.error}
        labels={{ words: t('end.words') }}
      >
        {ending === 'undo' && <p>{t('end.undo_note')}</p>}
        <TextArea name="words" label={t('end.words')} value={words} onChange={setWords} maxLength={500} />
        <FormActions>
          <Button type="submit" kind="filled" isPending={act.isPending}>
            {t(`end.${ending}`)}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
