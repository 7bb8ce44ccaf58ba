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

/** What is next is open; what was decided can be taken up again. */
export function Steps({ of }: { of: Import }) {
  const t = useTexts(texts)
  const [isMapping, setMapping] = useState(false)
  if (of.state === 'open' || isMapping)
    return <MapColumns key={`${of.sheet} ${of.head}`} of={of} onDone={() => setMapping(false)} />
  return (
    <>
      {of.job && <JobProgress key={of.job} job={of.job} />}
      {(of.state === 'mapped' || of.state === 'checked') && (
        <p className={css.acts}>
          <Button size="small" onPress={() => setMapping(true)}>
            {t('map.again')}
          </Button>
        </p>
      )}
      {(of.state === 'mapped' || of.state === 'checked') && <NameStep of={of} />}
      {of.state === 'mapped' && <SeenStep of={of} />}
      {of.state !== 'mapped' && <Outcome of={of} />}
    </>
  )
}
