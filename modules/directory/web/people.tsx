import { type FormEvent, useState } from 'react'
import { ROLES } from '../../../platform/access/roles.ts'
import { show } from '../../../platform/text.ts'
import { text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { Switch } from '../../../platform/ui/controls/switch.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { forget, keep, kept } from '../../../platform/ui/device.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listMyself, listPeople, readListing } from '../contract/people.ts'
import { readOrganisation } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './directory.module.css'
import { hrefOfOrganisation } from './hrefs.ts'
import { Mail, PersonName } from './organisation-people.tsx'
import { useOrganisationSearch } from './organisation-search.ts'
import { RoleWords } from './role-words.tsx'

const ADDRESS = { q: text(), organisation: text(), role: text() }
/** Kept in this tab alone: whoever opens a link to this page says for themselves why they search. */
const PURPOSE = 'concord.people.purpose'

/** People who chose to be listed, and the own organisation's. Who searches says why; it is kept in the audit trail. */
export function People() {
  const t = useTexts(texts)
  const [purpose, setPurpose] = useState(() => kept('tab', PURPOSE) ?? '')
  const state = (next: string) => {
    if (next) keep('tab', PURPOSE, next)
    else forget('tab', PURPOSE)
    setPurpose(next)
  }
  return (
    <ListPage title={t('people')} lead={t('people.lead')} actions={<MyListing />}>
      {purpose ? <Found purpose={purpose} onChange={() => state('')} /> : <StatePurpose onState={state} />}
    </ListPage>
  )
}

function StatePurpose({ onState }: { onState: (purpose: string) => void }) {
  const t = useTexts(texts)
  const [words, setWords] = useState('')
  const submit = (e: FormEvent) => {
    e.preventDefault()
    onState(words.trim())
  }
  return (
    <form className={css.purpose} onSubmit={submit}>
      <TextField
        label={t('purpose')}
        description={t('purpose.note')}
        value={words}
        onChange={setWords}
        maxLength={300}
        isRequired
      />
      <Button type="submit" kind="filled" isDisabled={words.trim().length < 5}>
        {t('purpose.go')}
      </Button>
    </form>
  )
}

function Found({ purpose, onChange }: { purpose: string; onChange: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [{ q, organisation, role }, setView] = useAddress(ADDRESS)
  const table = useTable({ sort: 'name' })
  const { page, size } = table
  const search = useOrganisationSearch()
  const chosen = useEndpoint(readOrganisation, { code: organisation }, { enabled: organisation !== '' })
  const name = chosen.data && show(chosen.data.names, language).text
  const people = useEndpoint(
    listPeople,
    { purpose, q, page, size, ...(organisation ? { organisation } : {}), ...(role ? { role } : {}) },
    { keep: true },
  )
  return (
    <>
      <p>
        {t('purpose.stated', { purpose })}{' '}
        <Button size="small" kind="quiet" onPress={onChange}>
          {t('purpose.change')}
        </Button>
      </p>
      <FilterSentence
        sentence={t('people.filter', holes('role', 'organisation', 'words'))}
        onClear={() => setView({ q: '', organisation: '', role: '' })}
        parts={{
          role: {
            label: t('role'),
            any: t('people.any_role'),
            single: true,
            value: role ? [role] : [],
            onChange: ([id]) => setView({ role: id ?? '' }),
            options: ROLES.map((id) => ({ id, label: t(`person.${id}`) })),
          },
          organisation: {
            label: t('organisation'),
            any: t('organisation.any'),
            single: true,
            value: organisation ? [organisation] : [],
            onChange: ([id]) => setView({ organisation: id ?? '' }),
            search,
            ...(name ? { known: { [organisation]: name } } : {}),
          },
          words: {
            kind: 'text',
            label: t('people.words'),
            any: t('words.any'),
            value: q,
            onChange: (words) => setView({ q: words }),
          },
        }}
      />
      <DataTable
        label={t('people')}
        table={table}
        of={people}
        rowId={(p) => p.id}
        rowTitle={(p) => p.name}
        rowHref={(p) => hrefOfOrganisation(p.organisation)}
        columns={[
          { id: 'name', title: t('name'), cell: (p) => <PersonName of={p} /> },
          {
            id: 'organisation',
            title: t('organisation'),
            cell: (p) => <Link href={hrefOfOrganisation(p.organisation)}>{p.organisation.name.text}</Link>,
          },
          { id: 'title', title: t('people.title'), cell: (p) => <span dir="auto">{p.title}</span> },
          { id: 'roles', title: t('role'), cell: (p) => <RoleWords roles={p.roles} /> },
          { id: 'mail', title: t('people.mail'), cell: (p) => <Mail of={p} /> },
        ]}
      />
    </>
  )
}

/** Whether people of other organisations find the reader here. */
function MyListing() {
  const t = useTexts(texts)
  const listing = useEndpoint(readListing, {})
  const change = useAction(listMyself)
  if (!listing.data) return null
  return (
    <Switch
      isSelected={listing.data.listed}
      isDisabled={change.isPending}
      onChange={(listed) => change.mutate({ listed })}
    >
      {t('people.list_me')}
    </Switch>
  )
}
