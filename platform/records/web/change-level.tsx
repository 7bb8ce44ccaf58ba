import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { classify, type RecordHead } from '../contract.ts'
import { type Classification, LevelField } from './level-field.tsx'
import { useRecordTexts } from './words.ts'

/** Opens the level and handling of a record for a change. */
export function ChangeLevel({ head }: { head: RecordHead }) {
  const t = useRecordTexts()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" icon="lock" onPress={() => setOpen(true)}>
        {t('audience.change_level')}
      </Button>
      <Dialog title={t('audience.change_level')} isOpen={isOpen} onOpenChange={setOpen}>
        <LevelForm head={head} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function LevelForm({ head, onDone }: { head: RecordHead; onDone: () => void }) {
  const t = useRecordTexts()
  const [value, setValue] = useState<Classification>({ level: head.level, handling: head.handling })
  const save = useAction(classify, {
    onDone: () => {
      toast(t('level.saved'))
      onDone()
    },
  })
  const send = () =>
    save.mutate({ id: head.id, version: head.version, level: value.level, handling: [...value.handling] })
  return (
    <Form onSubmit={send} error={save.error} labels={{ level: t('level'), handling: t('handling') }}>
      <LevelField value={value} onChange={setValue} />
      <FormActions>
        <Button type="submit" kind="filled" isPending={save.isPending}>
          {t('audience.change_level')}
        </Button>
      </FormActions>
    </Form>
  )
}
