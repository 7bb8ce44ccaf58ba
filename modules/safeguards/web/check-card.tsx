import { Suspense, useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { AlertDialog } from '../../../platform/ui/overlays/alert-dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type Check, type Gate, showReasons, signCheck } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './safeguards.module.css'
import { CheckMark } from './state-mark.tsx'
import { VersionFacts } from './version-facts.tsx'

const RecordDialog = later(() => import('./record-dialog.tsx').then((m) => m.RecordDialog))
const ReturnDialog = later(() => import('./return-dialog.tsx').then((m) => m.ReturnDialog))
const VersionsDialog = later(() => import('./versions-dialog.tsx').then((m) => m.VersionsDialog))

type CheckCardProps = { of: Check; gate: Gate }

/** One of the four checks: how it stands, what it says as far as the reader may know, and what the reader may do. */
export function CheckCard({ of, gate }: CheckCardProps) {
  const t = useTexts(texts)
  const { list } = useFormats()
  const [open, setOpen] = useState<'record' | 'sign' | 'return' | 'versions' | null>(null)
  const close = () => setOpen(null)
  const sign = useAction(signCheck, {
    onDone: () => {
      toast(t('signed'))
      close()
    },
  })
  const show = useAction(showReasons)
  const { kind, last, state } = of
  return (
    <li className={css.check} data-check={kind}>
      <header>
        <h3>{t(`kind.${kind}`)}</h3>
        <CheckMark state={state} />
        {last?.invented && <Badge tone="warn">{t('invented')}</Badge>}
        <span className={css.quiet}>{t(`paragraphs.${kind}`)}</span>
      </header>
      {!last && <p className={css.quiet}>{t(`asks.${kind}`)}</p>}
      {of.changed.length > 0 && (
        <p className={css.flag}>{t('changed', { what: list(of.changed.map((part) => t(`change.${part}`))) })}</p>
      )}
      {last && <VersionFacts of={last} />}
      <div className={css.acts}>
        {of.maySettle && (
          <>
            <Button size="small" kind="filled" icon="check" onPress={() => setOpen('sign')}>
              {t('sign')}
            </Button>
            <Button size="small" onPress={() => setOpen('return')}>
              {t('return')}
            </Button>
          </>
        )}
        {gate.mayRecord && (
          <Button size="small" kind={last ? 'outlined' : 'filled'} icon="edit" onPress={() => setOpen('record')}>
            {t(last ? 'record.again' : 'record')}
          </Button>
        )}
        {gate.mayShow && last?.says && !last.says.shown && (
          <Button size="small" kind="quiet" icon="eye" onPress={() => show.mutate({ check: last.id, shown: true })}>
            {t('reasons.show')}
          </Button>
        )}
        {gate.mayShow && last?.says?.shown && (
          <Button
            size="small"
            kind="quiet"
            icon="eye-off"
            onPress={() => show.mutate({ check: last.id, shown: false })}
          >
            {t('reasons.hide')}
          </Button>
        )}
        {last && last.version > 1 && (
          <Button size="small" kind="quiet" icon="history" onPress={() => setOpen('versions')}>
            {t('versions')}
          </Button>
        )}
      </div>
      {last && (
        <AlertDialog
          title={t('sign.title', { kind: t(`kind.${kind}`) })}
          confirm={t('sign')}
          isPending={sign.isPending}
          isOpen={open === 'sign'}
          onOpenChange={close}
          onConfirm={() => sign.mutate({ check: last.id })}
        >
          {t('sign.note', { version: last.version })}
        </AlertDialog>
      )}
      <Suspense fallback={null}>
        {open === 'record' && <RecordDialog of={of} programme={gate.id} onClose={close} />}
        {open === 'return' && last && <ReturnDialog check={last.id} kind={kind} onClose={close} />}
        {open === 'versions' && <VersionsDialog programme={gate.id} kind={kind} onClose={close} />}
      </Suspense>
    </li>
  )
}
