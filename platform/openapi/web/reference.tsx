import { text } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { ButtonLink } from '../../ui/controls/button.tsx'
import { SearchField } from '../../ui/controls/search-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { openapi } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { type Operation, operationsOf, shapeOf } from './operations.ts'
import css from './reference.module.css'

const ADDRESS = { q: text() }

/** All that may be asked of Concord, readable: the OpenAPI document as a page. */
export function Reference() {
  const t = useTexts(texts)
  const [{ q }, setView] = useAddress(ADDRESS)
  const document = useEndpoint(openapi, {})
  return (
    <Answer of={document} shape="list">
      {(data) => {
        const found = operationsOf(data).filter((o) =>
          `${o.path} ${o.summary} ${o.cli}`.toLowerCase().includes(q.toLowerCase()),
        )
        return (
          <ListPage
            title={t('title')}
            count={t('count', { count: found.length })}
            lead={t('lead')}
            actions={
              <ButtonLink href={openapi.path} icon="download">
                {t('download')}
              </ButtonLink>
            }
            filters={
              <SearchField
                label={t('filter')}
                placeholder={t('filter')}
                value={q}
                onChange={(value) => setView({ q: value })}
              />
            }
          >
            {[...Map.groupBy(found, (o) => o.tag)].map(([tag, operations]) => (
              <Section key={tag} title={tag}>
                {operations.map((operation) => (
                  <OperationCard key={operation.path} operation={operation} />
                ))}
              </Section>
            ))}
          </ListPage>
        )
      }}
    </Answer>
  )
}

function OperationCard({ operation: o }: { operation: Operation }) {
  const t = useTexts(texts)
  return (
    <details className={css.operation}>
      <summary>
        <Badge tone={o.method === 'get' ? 'neutral' : 'accent'}>{o.method.toUpperCase()}</Badge>
        <code dir="ltr">{o.path}</code>
        <span lang="en" dir="ltr">
          {o.summary}
        </span>
      </summary>
      <dl className={css.parts}>
        <dt>{t('who')}</dt>
        <dd>
          <code dir="ltr">{o.access}</code>
        </dd>
        <dt>{t('command')}</dt>
        <dd>
          <code dir="ltr">concord {o.cli}</code>
        </dd>
        <dt>{t('takes')}</dt>
        <dd>
          <pre dir="ltr">{shapeOf(o.takes)}</pre>
        </dd>
        <dt>{t('answers')}</dt>
        <dd>
          <pre dir="ltr">{shapeOf(o.answers)}</pre>
        </dd>
      </dl>
    </details>
  )
}
