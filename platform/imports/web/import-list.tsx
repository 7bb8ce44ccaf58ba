import { number } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { ButtonLink, IconButton } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { listImports, listMappings, removeMapping } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './imports.module.css'

const ADDRESS = { page: number(1) }
const SIZE = 25

/** What the reader brought in from tables, and how their organisation's tables are read. */
export function ImportList() {
  const t = useTexts(texts)
  const { number: figure, moment } = useFormats()
  const [{ page }, setAddress] = useAddress(ADDRESS)
  const list = useEndpoint(listImports, { page, size: SIZE }, { keep: true })
  return (
    <ListPage
      title={t('title')}
      lead={<p>{t('lead')}</p>}
      actions={
        <ButtonLink href="/imports/new" kind="filled" icon="upload">
          {t('new')}
        </ButtonLink>
      }
    >
      <Answer of={list} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="table" title={t('empty')}>
              {t('empty.text')}
            </Empty>
          ) : (
            <>
              <SmallTable
                label={t('title')}
                rows={items}
                rowId={({ id }) => id}
                rowHref={({ id }) => `/imports/${id}`}
                columns={[
                  { id: 'file', title: t('file'), width: 'wide', cell: ({ file }) => <bdi>{file}</bdi> },
                  { id: 'kind', title: t('kind'), cell: ({ label }) => label },
                  {
                    id: 'state',
                    title: t('state'),
                    cell: ({ state }) => (
                      <Badge tone={state === 'done' ? 'good' : 'neutral'}>{t(`state.${state}`)}</Badge>
                    ),
                  },
                  { id: 'rows', title: t('rows'), align: 'end', cell: ({ rows }) => figure(rows) },
                  { id: 'bad', title: t('count.bad'), align: 'end', cell: ({ counts }) => figure(counts.bad) },
                  { id: 'made', title: t('made'), cell: ({ madeAt }) => moment(madeAt) },
                ]}
              />
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAddress({ page: next })} />
            </>
          )
        }
      </Answer>
      <Mappings />
    </ListPage>
  )
}

function Mappings() {
  const t = useTexts(texts)
  const list = useEndpoint(listMappings, { page: 1, size: 100 })
  const remove = useAction(removeMapping)
  if (!list.data || list.data.total === 0) return null
  return (
    <Section title={t('mappings')}>
      <SmallTable
        label={t('mappings')}
        rows={list.data.items}
        rowId={({ id }) => id}
        columns={[
          { id: 'name', title: t('mapping.name'), width: 'wide', cell: ({ name }) => <bdi>{name}</bdi> },
          { id: 'kind', title: t('kind'), cell: ({ label }) => label },
          {
            id: 'acts',
            title: '',
            align: 'end',
            cell: ({ id, name }) => (
              <span className={css.kept}>
                <IconButton
                  icon="delete"
                  size="small"
                  label={t('mapping.remove', { name })}
                  onPress={() => remove.mutate({ id })}
                />
              </span>
            ),
          },
        ]}
      />
    </Section>
  )
}
