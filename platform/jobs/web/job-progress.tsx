import { Link } from 'wouter'
import { hrefOf } from '../../ui/asking.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Icon } from '../../ui/controls/icon.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge, type Tone } from '../../ui/marks/badge.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { type AskedJob, cancelJob, downloadResult, readJob } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './jobs.module.css'

/** Milliseconds between two looks at work under way. */
const LOOK = 1500

/** How far a piece of work is, with the way to stop it and to what it made: for the page that asked for it. */
export function JobProgress({ job }: { job: string }) {
  const of = useEndpoint(readJob, { id: job }, { keep: true, every: LOOK })
  return <Answer of={of}>{(found) => <JobCard of={found} />}</Answer>
}

const TONE: Record<AskedJob['state'], Tone> = {
  waiting: 'neutral',
  running: 'accent',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
}

export function JobCard({ of }: { of: AskedJob }) {
  const t = useTexts(texts)
  const { number, moment, bytes, day } = useFormats()
  const cancel = useAction(cancelJob)
  const isGoing = of.state === 'waiting' || of.state === 'running'
  const progress = of.total === null ? '' : t('progress', { done: number(of.done), total: number(of.total) })
  return (
    <div className={css.job}>
      <p className={css.title}>
        <strong>{of.title}</strong>
        <Badge tone={TONE[of.state]}>{t(`state.${of.state}`)}</Badge>
      </p>
      {isGoing && (
        <div className={css.going}>
          <progress aria-label={of.title} {...(of.total !== null && { value: of.done, max: Math.max(1, of.total) })} />
          <span>{progress}</span>
        </div>
      )}
      {of.problem && (
        <p role="alert" className={css.bad}>
          {of.problem}
        </p>
      )}
      <p className={css.quiet}>
        {t('asked_at', { at: moment(of.askedAt) })}
        {(of.file || of.href) && of.keptUntil && <> · {t('kept_until', { at: day(of.keptUntil) })}</>}
      </p>
      <div className={css.acts}>
        {of.file && (
          <a href={hrefOf(downloadResult, { id: of.id })} download={of.file.name} className={css.file}>
            <Icon name="download" />
            <bdi>{t('download', { name: of.file.name })}</bdi> ({bytes(of.file.size)})
          </a>
        )}
        {of.href && <Link href={of.href}>{t('open')}</Link>}
        {isGoing && (
          <Button size="small" isPending={cancel.isPending} onPress={() => cancel.mutate({ id: of.id })}>
            {t('cancel')}
          </Button>
        )}
        {cancel.error && (
          <p role="alert" className={css.bad}>
            {cancel.error.message}
          </p>
        )}
      </div>
    </div>
  )
}
