import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { agreeMerge, type Merge } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'
import { EndDialog, useEnding } from './end-dialog.tsx'
import { Follows } from './follows.tsx'
import { useMergeWords } from './merge-line.tsx'

type DecideProps = { of: Merge; keptVersion: number; otherVersion: number; onDone: () => void }

/** A merge that waits, or was done: why, by whom, and what the reader may do with it. */
export function Decide({ of, keptVersion, otherVersion, onDone }: DecideProps) {
  const t = useTexts(texts)
  const say = useMergeWords()
  const ending = useEnding()(of)
  const [isEnding, setEnding] = useState(false)
  const agree = useAction(agreeMerge, {
    onDone: ({ state }) => {
      toast(t(state === 'done' ? 'merge.agreed' : 'merge.agreed_partly'))
      if (state === 'done') onDone()
    },
  })
  return (
    <section className={css.card} aria-label={t('merge.title')}>
      <h2>{t(`merge.state.${of.state}`)}</h2>
      <p dir="auto">{of.reason}</p>
      <p className={css.quiet}>{say(of)}</p>
      {of.mayAgree && <Follows taken={of.taken.length} />}
      {agree.error && <p role="alert">{agree.error.message}</p>}
      <div className={css.acts}>
        {of.mayAgree && (
          <Button
            kind="filled"
            isPending={agree.isPending}
            onPress={() => agree.mutate({ id: of.id, keptVersion, otherVersion })}
          >
            {t('merge.agree')}
          </Button>
        )}
        {of.mayEnd && <Button onPress={() => setEnding(true)}>{t(`end.${ending}`)}</Button>}
      </div>
      {isEnding && <EndDialog of={of} onClose={() => setEnding(false)} />}
    </section>
  )
}
