import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listJobs } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './jobs.module.css'

/** In the top bar while something runs: a ring that fills, and the way to it. Says so when all has ended. */
export function UnderWay() {
  const t = useTexts(texts)
  const before = useRef(0)
  // Asked anew at once when the reader does something, seldom otherwise.
  const list = useEndpoint(listJobs, { state: 'under_way', size: 5 }, { every: before.current > 0 ? 2000 : 60_000 })
  const { items = [], total = 0 } = list.data ?? {}
  useEffect(() => {
    if (before.current > 0 && total === 0) toast(t('ended'))
    before.current = total
  }, [total, t])
  if (total === 0) return null
  const done = items.reduce((sum, job) => sum + job.done, 0)
  const all = items.reduce((sum, job) => sum + (job.total ?? job.done + 1), 0)
  const name = t('mark', { count: total })
  return (
    <Link href="/jobs" className={css.mark} aria-label={name} title={name}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7" className={css.track} />
        <circle
          cx="10"
          cy="10"
          r="7"
          className={css.filled}
          pathLength={100}
          strokeDasharray={`${Math.max(4, (done / Math.max(1, all)) * 100)} 100`}
        />
      </svg>
    </Link>
  )
}
