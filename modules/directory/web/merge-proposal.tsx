import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { confirmMerge, declineMerge, type Merge, previewMerge } from '../contract/merging.ts'
import { texts } from '../locales/index.ts'
import css from './directory.module.css'
import { MergePreview } from './merge-preview.tsx'
import { twoNames } from './two-names.ts'

/** A proposal that waits: who wants it and why; another person looks at what follows and decides. */
export function MergeProposal({ of }: { of: Merge }) {
  const t = useTexts(texts)
  const { moment } = useFormats()
  const [isOpen, setOpen] = useState(false)
  const title = t('merge.into', twoNames(of))
  return (
    <li className={css.item}>
      <div>
        <p>
          <strong>{title}</strong>
        </p>
        <p dir="auto">{of.reason}</p>
        <p className={css.note}>
          {of.ownProposal
            ? t('merge.own_waits')
            : t('merge.proposed_by', { name: of.proposedBy?.name ?? t('merge.someone'), on: moment(of.proposedAt) })}
        </p>
      </div>
      <div className={css.acts}>
        {of.ownProposal ? <Decline of={of} /> : <Button onPress={() => setOpen(true)}>{t('merge.compare')}</Button>}
      </div>
      {isOpen && <Decide of={of} title={title} onClose={() => setOpen(false)} />}
    </li>
  )
}

function Decide({ of, title, onClose }: { of: Merge; title: string; onClose: () => void }) {
  const t = useTexts(texts)
  const preview = useEndpoint(previewMerge, { absorbed: of.absorbed.code, kept: of.kept.code })
  const confirm = useAction(confirmMerge, {
    onDone: () => {
      onClose()
      toast(t('merge.confirm_done'))
    },
  })
  return (
    <Dialog
      title={title}
      isOpen
      onOpenChange={onClose}
      size="large"
      isFirm
      actions={
        <>
          <Button onPress={onClose}>{t('back')}</Button>
          <Decline of={of} onDone={onClose} />
          <Button
            kind="filled"
            isPending={confirm.isPending}
            isDisabled={preview.data?.refusal !== null}
            onPress={() => confirm.mutate({ id: of.id })}
          >
            {t('merge.confirm')}
          </Button>
        </>
      }
    >
      <div className={css.compared}>
        <p dir="auto">{of.reason}</p>
        {confirm.error && <p role="alert">{confirm.error.message}</p>}
        <Answer of={preview} shape="table" rows={5}>
          {(sides) => <MergePreview of={sides} />}
        </Answer>
      </div>
    </Dialog>
  )
}

/** Declines what another proposed, or takes back one's own. */
function Decline({ of, onDone }: { of: Merge; onDone?: () => void }) {
  const t = useTexts(texts)
  const verb = of.ownProposal ? 'withdraw' : 'decline'
  const act = useAction(declineMerge, {
    onDone: () => {
      onDone?.()
      toast(t(`merge.${verb}_done`))
    },
  })
  return (
    <>
      {act.error && <span role="alert">{act.error.message}</span>}
      <Button isPending={act.isPending} onPress={() => act.mutate({ id: of.id })}>
        {t(`merge.${verb}`)}
      </Button>
    </>
  )
}
