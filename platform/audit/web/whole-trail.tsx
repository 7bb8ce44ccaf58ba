import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import css from './audit.module.css'
import { Seals } from './seals.tsx'
import { TrailLines } from './trail-lines.tsx'
import { useAuditViews } from './views.ts'
import { useAuditTexts } from './words.ts'

/**
 * The trail of the whole installation, for the auditor. It is personal data: who opens it says why, each time, and the
 * words stay in the trail and not in the address.
 */
export function WholeTrail() {
  const t = useAuditTexts()
  const [purpose, setPurpose] = useState('')
  const views = useAuditViews('trail')
  if (purpose) return <TrailLines purpose={purpose} views={views} />
  return (
    <ListPage title={t('trail')} lead={<p>{t('trail.lead')}</p>} views={views}>
      <StatePurpose onStated={setPurpose} />
      <Seals />
    </ListPage>
  )
}

function StatePurpose({ onStated }: { onStated: (purpose: string) => void }) {
  const t = useAuditTexts()
  const [words, setWords] = useState('')
  const isEnough = words.trim().length >= 5
  return (
    <div className={css.form}>
      <Form onSubmit={() => isEnough && onStated(words.trim())}>
        <TextField
          label={t('purpose')}
          description={t('purpose.hint')}
          value={words}
          onChange={setWords}
          maxLength={300}
          autoComplete="off"
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={!isEnough}>
            {t('trail.open')}
          </Button>
        </FormActions>
      </Form>
    </div>
  )
}
