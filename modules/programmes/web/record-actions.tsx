import { useState } from 'react'
import { FollowButton } from '../../../platform/notices/web/follow-button.tsx'
import type { RecordHead } from '../../../platform/records/contract.ts'
import { useGo } from '../../../platform/ui/address/use-address.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { AlertDialog } from '../../../platform/ui/overlays/alert-dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { removeActivity, removeProgramme } from '../contract.ts'
import { texts } from '../locales/index.ts'

type RecordActionsProps = { head: RecordHead; kind: 'programme' | 'activity' }

/** Edit and remove, for those who may; following it, for every member. */
export function RecordActions({ head, kind }: RecordActionsProps) {
  const t = useTexts(texts)
  const may = useMay()
  const go = useGo()
  const [isAsked, setAsked] = useState(false)
  const list = kind === 'programme' ? '/programmes' : '/programmes/activities'
  const remove = useAction(kind === 'programme' ? removeProgramme : removeActivity, {
    onDone: () => {
      toast(t('removed'))
      go(list, { replace: true })
    },
  })
  if (!may('programmes:write') || head.mine !== 'contribute') return <FollowButton record={head.id} />
  return (
    <>
      <ButtonLink href={`${list}/${head.id}/edit`} kind="filled" icon="edit">
        {t(`${kind}.edit`)}
      </ButtonLink>
      {head.own && (
        <Button icon="delete" onPress={() => setAsked(true)}>
          {t(`${kind}.remove`)}
        </Button>
      )}
      <FollowButton record={head.id} />
      <AlertDialog
        title={t(`${kind}.remove`)}
        confirm={t(`${kind}.remove`)}
        isDanger
        isPending={remove.isPending}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => remove.mutate({ id: head.id, version: head.version })}
      >
        {t(`${kind}.remove_note`)}
      </AlertDialog>
    </>
  )
}
