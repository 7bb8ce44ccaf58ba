import { Suspense, useState } from 'react'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import type { Recommendation } from '../fields.ts'
import { texts } from '../locales/index.ts'

const ViewForm = later(() => import('./view-form.tsx').then((m) => m.ViewForm))
const StepForm = later(() => import('./step-form.tsx').then((m) => m.StepForm))

/** What this reader may do with an original: its originator edits it; the State gives its view; both say how it stands. */
export function RecordActions({ of }: { of: Recommendation }) {
  const t = useTexts(texts)
  const [open, setOpen] = useState<'view' | 'step'>()
  const close = () => setOpen(undefined)
  if (of.form !== 'original' || (!of.mayWrite && !of.mayRespond)) return null
  return (
    <>
      {of.mayRespond && (
        <Button kind="filled" icon="comment" onPress={() => setOpen('view')}>
          {t('view.give')}
        </Button>
      )}
      {of.mayWrite && (
        <ButtonLink kind="filled" icon="edit" href={`/recommendations/${of.head.id}/edit`}>
          {t('recommendation.edit')}
        </ButtonLink>
      )}
      <Button icon="check" onPress={() => setOpen('step')}>
        {t('step.take')}
      </Button>
      <Suspense>
        {open === 'view' && <ViewForm of={of} onClose={close} />}
        {open === 'step' && <StepForm of={of} onClose={close} />}
      </Suspense>
    </>
  )
}
