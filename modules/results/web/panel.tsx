import { Suspense, useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { AlertDialog } from '../../../platform/ui/overlays/alert-dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { type Results, readResults, removeResult } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Act } from './act.ts'
import { ResultPart } from './result.tsx'
import css from './results.module.css'

const ResultDialog = later(() => import('./result-dialog.tsx').then((m) => m.ResultDialog))
const IndicatorDialog = later(() => import('./indicator-dialog.tsx').then((m) => m.IndicatorDialog))
const MeasurementDialog = later(() => import('./measurement-dialog.tsx').then((m) => m.MeasurementDialog))

/** Below a programme: its results chain. */
export function ResultsPanel({ id }: PanelProps) {
  const results = useEndpoint(readResults, { record: id })
  return (
    <Answer of={results} shape="text">
      {(found) => <Chain of={found} />}
    </Answer>
  )
}

function Chain({ of }: { of: Results }) {
  const t = useTexts(texts)
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  const onClose = () => setAct(null)
  const remove = useAction(removeResult, {
    onDone: () => {
      toast(t('removed'))
      onClose()
    },
  })
  const mayWrite = of.mine && may('programmes:write')
  if (of.items.length === 0 && !mayWrite) return null
  const claim = { record: of.record, version: of.version }
  const outcomes = of.items.filter(({ kind }) => kind === 'outcome')
  return (
    <Section
      title={t('results')}
      id="results"
      actions={
        mayWrite && (
          <>
            <Button size="small" icon="plus" onPress={() => setAct({ kind: 'outcome' })}>
              {t('outcome.add')}
            </Button>
            <Button size="small" icon="plus" onPress={() => setAct({ kind: 'output' })}>
              {t('output.add')}
            </Button>
          </>
        )
      }
    >
      {of.items.length === 0 && <p className={css.none}>{t('results.none')}</p>}
      {of.items.map((result) => (
        <ResultPart key={result.id} of={result} onAct={mayWrite ? setAct : null} />
      ))}
      <Suspense>
        {(act?.kind === 'outcome' || act?.kind === 'output') && (
          <ResultDialog act={act} claim={claim} outcomes={outcomes} onClose={onClose} />
        )}
        {act?.kind === 'indicator' && <IndicatorDialog act={act} claim={claim} onClose={onClose} />}
        {act?.kind === 'measurement' && <MeasurementDialog act={act} claim={claim} onClose={onClose} />}
      </Suspense>
      {act?.kind === 'remove' && (
        <AlertDialog
          title={t('remove.named', { name: act.name })}
          confirm={t('remove')}
          isDanger
          isPending={remove.isPending}
          isOpen
          onOpenChange={onClose}
          onConfirm={() => remove.mutate({ ...claim, what: act.what, id: act.id })}
        >
          {t('remove.note')}
        </AlertDialog>
      )}
    </Section>
  )
}
