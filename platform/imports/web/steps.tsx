import { useState } from 'react'
import { JobProgress } from '../../jobs/web/job-progress.tsx'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import type { Import } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './imports.module.css'
import { MapColumns } from './map-columns.tsx'
import { NameStep } from './name-step.tsx'
import { Outcome } from './outcome.tsx'
import { SeenStep } from './seen-step.tsx'

/** What is next is open; what was decided can be taken up again. While work is under way, only that is seen, and how far it is. */
export function Steps({ of }: { of: Import }) {
  const t = useTexts(texts)
  const [isMapping, setMapping] = useState(false)
  const isNext = !of.busy && (of.state === 'mapped' || of.state === 'checked')
  if (of.state === 'open' || (isNext && isMapping))
    return <MapColumns key={`${of.sheet} ${of.head}`} of={of} onDone={() => setMapping(false)} />
  return (
    <>
      {of.job && <JobProgress key={of.job} job={of.job} />}
      {isNext && (
        <p className={css.acts}>
          <Button size="small" onPress={() => setMapping(true)}>
            {t('map.again')}
          </Button>
        </p>
      )}
      {isNext && <NameStep of={of} />}
      {isNext && of.state === 'mapped' && <SeenStep of={of} />}
      {of.state !== 'mapped' && <Outcome of={of} />}
    </>
  )
}
