import { useState } from 'react'
import { JobProgress } from '../../jobs/web/job-progress.tsx'
import { Button } from '../../ui/controls/button.tsx'
import { Icon } from '../../ui/controls/icon.tsx'
import { Link } from '../../ui/controls/link.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Cards } from '../../ui/records/cards.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { AREAS } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { askMyData, listErasures, readMyData } from '../rights-contract.ts'
import { AskErasure } from './ask-erasure.tsx'
import { ErasureCard } from './erasure-card.tsx'
import css from './retention.module.css'
import { Failed, useRuleWords } from './words.tsx'

/** What is held about the reader, with a copy to take along and the way to have it erased. */
export function MyData() {
  const t = useTexts(texts)
  const { number } = useFormats()
  const words = useRuleWords()
  const [isErasing, setErasing] = useState(false)
  const data = useEndpoint(readMyData, {})
  const asked = useEndpoint(listErasures, { view: 'mine', size: 5 })
  const requests = asked.data?.items ?? []
  const waits = requests.some(({ state }) => state === 'waiting')
  const copy = useAction(askMyData)
  return (
    <ListPage
      title={t('my_data')}
      lead={
        <>
          <p>{t('data.lead')}</p>
          <p className={css.links}>
            <Link href="/retention">{t('data.rules')}</Link>
            <Link href="/audit">{t('data.acts')}</Link>
          </p>
        </>
      }
      actions={
        <>
          <Button kind="filled" icon="download" isPending={copy.isPending} onPress={() => copy.mutate({})}>
            {t('data.export')}
          </Button>
          {asked.data && !waits && <Button onPress={() => setErasing(true)}>{t('data.erase')}</Button>}
        </>
      }
    >
      <p className={css.quiet}>{t('data.export.note')}</p>
      <Failed error={copy.error} />
      {copy.data && <JobProgress job={copy.data.job} />}
      {data.data?.held && (
        <p className={css.note}>
          <Icon name="lock" /> {t('data.held')}
        </p>
      )}
      {requests.length > 0 && (
        <Section title={t('view.erasures')}>
          {waits && <p>{t('data.erase.waits')}</p>}
          <Cards>
            {requests.map((erasure) => (
              <ErasureCard key={erasure.id} of={erasure} />
            ))}
          </Cards>
        </Section>
      )}
      <Answer of={data} shape="table">
        {({ items }) =>
          AREAS.map((area) => ({ area, rows: items.filter((rule) => rule.area === area) }))
            .filter(({ rows }) => rows.length > 0)
            .map(({ area, rows }) => (
              <Section key={area} title={t(`area.${area}`)}>
                <SmallTable
                  label={t(`area.${area}`)}
                  columns={[
                    { id: 'what', title: t('label.what'), width: 'wide', cell: (rule) => rule.title },
                    { id: 'rows', title: t('label.rows'), align: 'end', cell: (rule) => number(rule.rows) },
                    { id: 'kept', title: t('label.kept'), cell: words.kept },
                    { id: 'why', title: t('label.why'), cell: words.why },
                    { id: 'personal', title: t('label.personal'), cell: words.personal },
                    { id: 'erasure', title: t('label.erasure'), cell: words.erasure },
                  ]}
                  rows={rows}
                  rowId={(rule) => rule.table}
                />
              </Section>
            ))
        }
      </Answer>
      {isErasing && <AskErasure onClose={() => setErasing(false)} />}
    </ListPage>
  )
}
