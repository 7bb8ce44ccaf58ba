import { useState } from 'react'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge, type Tone } from '../../../platform/ui/marks/badge.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Merge } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'
import { EndDialog, useEnding } from './end-dialog.tsx'
import { hrefOfCompare } from './side-line.tsx'

const TONES: Record<Merge['state'], Tone> = {
  waiting: 'accent',
  done: 'good',
  withdrawn: 'neutral',
  declined: 'neutral',
  undone: 'neutral',
}

/** A merge that was asked for, done or ended: which into which, why, by whom, and what the reader may do with it. */
export function MergeLine({ of }: { of: Merge }) {
  const t = useTexts(texts)
  const say = useMergeWords()
  const { list } = useFormats()
  const ending = useEnding()(of)
  const [isEnding, setEnding] = useState(false)
  const title = t('merge.into', { other: of.other.title?.text ?? '', kept: of.kept.title?.text ?? '' })
  return (
    <article className={css.card} aria-label={title}>
      <p className={css.title}>
        <Badge tone={TONES[of.state]}>{t(`merge.state.${of.state}`)}</Badge> <bdi>{title}</bdi>
      </p>
      <p dir="auto">{of.reason}</p>
      {of.endedWhy && <p dir="auto">{of.endedWhy}</p>}
      <p className={css.quiet}>
        <span>{say(of)}</span>
        {of.waitsFor.length > 0 && (
          <span>{t('merge.waits_for', { who: list(of.waitsFor.map(({ code }) => code)) })}</span>
        )}
      </p>
      <div className={css.acts}>
        <ButtonLink
          href={hrefOfCompare(of.kept.id, of.other.id)}
          size="small"
          kind={of.mayAgree ? 'filled' : 'outlined'}
        >
          {t(of.mayAgree ? 'merge.decide' : 'compare')}
        </ButtonLink>
        {of.mayEnd && (
          <Button size="small" kind="quiet" onPress={() => setEnding(true)}>
            {t(`end.${ending}`)}
          </Button>
        )}
      </div>
      {isEnding && <EndDialog of={of} onClose={() => setEnding(false)} />}
    </article>
  )
}

/** "Amina Diallo, UNODC, 4 May 2021"; what the reader may not know is left out. */
export function useMergeWords(): (of: Merge) => string {
  const { day } = useFormats()
  return ({ by, organisation, doneAt, endedAt, askedAt }) =>
    [by?.name, organisation?.code, day(endedAt ?? doneAt ?? askedAt)].filter(Boolean).join(' · ')
}
