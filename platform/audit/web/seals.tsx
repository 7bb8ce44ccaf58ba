import { useState } from 'react'
import type { z } from 'zod'
import { ask } from '../../ui/asking.ts'
import { Button } from '../../ui/controls/button.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import { verify } from '../contract.ts'
import css from './audit.module.css'
import { useAuditTexts } from './words.ts'

type Verified = z.output<typeof verify.output>
type State =
  | { is: 'idle' }
  | { is: 'going'; to: number }
  | { is: 'done'; lines: number; last: Verified }
  | { is: 'failed'; why: string }

/** Verifies the seals from the first to the last, block by block, and says what it finds. */
export function Seals() {
  const t = useAuditTexts()
  const { number } = useFormats()
  const [known, setKnown] = useState('')
  const [state, setState] = useState<State>({ is: 'idle' })

  async function start() {
    let lines = 0
    setState({ is: 'going', to: 0 })
    try {
      for (let from = 1; ; ) {
        const part = await ask(verify, { from, ...(known.trim() && { known: known.trim() }) })
        lines += part.verified?.lines ?? 0
        if (part.next === null) return setState({ is: 'done', lines, last: part })
        from = part.next
        setState({ is: 'going', to: from - 1 })
      }
    } catch (error) {
      setState({ is: 'failed', why: error instanceof Error ? error.message : String(error) })
    }
  }

  return (
    <Section title={t('seals')}>
      <p className={css.quiet}>{t('seals.lead')}</p>
      <div className={css.seals}>
        <TextField
          label={t('seals.known')}
          description={t('seals.known.hint')}
          value={known}
          onChange={setKnown}
          maxLength={64}
          autoComplete="off"
        />
        <Button isPending={state.is === 'going'} onPress={() => void start()}>
          {t('seals.verify')}
        </Button>
      </div>
      <div role="status">
        {state.is === 'going' && <p>{t('seals.going', { to: number(state.to) })}</p>}
        {state.is === 'failed' && <p className={css.bad}>{state.why}</p>}
        {state.is === 'done' && <Found lines={state.lines} last={state.last} />}
      </div>
    </Section>
  )
}

function Found({ lines, last: { last, unsealed } }: { lines: number; last: Verified }) {
  const t = useAuditTexts()
  const { number, moment } = useFormats()
  return (
    <>
      <p className={css.good}>{last ? t('seals.good', { count: lines }) : t('seals.none')}</p>
      {last && (
        <p>
          {t('seals.last', { to: number(last.to), at: moment(last.sealedAt) })}{' '}
          <code className={css.code} dir="ltr">
            {last.seal}
          </code>
        </p>
      )}
      <p className={css.quiet}>{t('seals.unsealed', { count: unsealed })}</p>
    </>
  )
}
