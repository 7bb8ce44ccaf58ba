import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Router } from 'wouter'
import { z } from 'zod'
import type { Session } from '../access/contract.ts'
import { endpoint, listOf, paging } from '../contract.ts'
import { direction, LANGUAGES, type Language, show, translator, type Written } from '../text.ts'
import { Refusal } from './asking.ts'
import { Button } from './controls/button.tsx'
import { CheckboxGroup } from './controls/checkbox.tsx'
import { MultiComboBox } from './controls/combo-box.tsx'
import { DateField } from './controls/date-field.tsx'
import { Form, FormActions, FormSection } from './controls/form.tsx'
import { NumberField } from './controls/number-field.tsx'
import { RadioGroup } from './controls/radio-group.tsx'
import { Select } from './controls/select.tsx'
import { TextArea } from './controls/text-area.tsx'
import { TextField } from './controls/text-field.tsx'
import { WrittenField } from './controls/written-field.tsx'
import { DraftFound, DraftMark } from './drafts/draft-mark.tsx'
import { InLanguage } from './language.tsx'
import { texts as kit } from './locales/index.ts'
import { LevelMark } from './marks/level-mark.tsx'
import { PillarMarks } from './marks/pillar-mark.tsx'
import { WrittenText } from './marks/written-text.tsx'
import { Matrix } from './matrix/matrix.tsx'
import type { Page } from './pages.ts'
import { ListPage } from './records/list-page.tsx'
import { RecordPage, Section } from './records/record-page.tsx'
import { Tabs } from './records/tabs.tsx'
import { WhoCanSeeStrip } from './records/who-can-see-strip.tsx'
import { InSession } from './session.tsx'
import { Shell } from './shell/shell.tsx'
import { Why } from './states/answer.tsx'
import { Fault } from './states/fault.tsx'
import { Loading } from './states/loading.tsx'
import { NotFound } from './states/not-found.tsx'
import { Offline } from './states/offline.tsx'
import { Refused } from './states/refused.tsx'
import { DataTable } from './table/data-table.tsx'
import { FilterSentence } from './table/filter-sentence.tsx'
import { holes } from './table/holes.ts'
import { useTable } from './table/use-table.ts'
import { useEndpoint } from './use-endpoint.ts'

const amina: Session = {
  person: {
    id: '11111111-1111-4111-8111-111111111111',
    name: 'Amina Diallo',
    organisation: {
      id: '21111111-1111-4111-8111-111111111111',
      code: 'UNOCT',
      kind: 'entity',
      name: { text: 'Office of Counter-Terrorism', language: 'en', original: 'en', outdated: false },
    },
    roles: ['officer'],
    language: 'en',
    permissions: ['programmes:read'],
    clearance: 1,
    secondFactor: true,
    termsAccepted: true,
  },
  demonstration: true,
  today: '2021-01-29',
  terms: '1',
  signOn: null,
}

const same = (texts: Record<string, string>) => ({ ar: texts, en: texts, es: texts, fr: texts, ru: texts, zh: texts })
const title: Written = { original: 'en', texts: { en: 'Countering Terrorist Travel', fr: 'Voyages' }, outdated: ['fr'] }
const listThings = endpoint({
  method: 'GET',
  path: '/api/kit/things',
  access: 'public',
  audit: 'kit.list',
  cli: 'list',
  summary: 'Things',
  input: z.object({ ...paging, sort: z.string(), dir: z.string() }),
  output: listOf(z.object({ id: z.string(), name: z.string() })),
})

function rendered(language: Language, content: ReactNode, session: Session = amina, address = '/things'): string {
  const client = new QueryClient()
  const input = { page: 1, size: 50, sort: 'name', dir: 'asc' }
  client.setQueryData([listThings.path, input, language], { items: [{ id: '7', name: 'goTravel' }], total: 1234 })
  return renderToString(
    <QueryClientProvider client={client}>
      <Router ssrPath={address} ssrSearch="">
        <InLanguage language={language}>
          <InSession value={session}>{content}</InSession>
        </InLanguage>
      </Router>
    </QueryClientProvider>,
  ).replaceAll('<!-- -->', '')
}

const inText = (text: string) => text.replaceAll('&', '&amp;').replaceAll("'", '&#x27;').replaceAll('"', '&quot;')

describe.each(LANGUAGES)('in %s', (language) => {
  const t = translator(language, kit[language])
  const says = (html: string, ...keys: (keyof typeof kit.en)[]) => {
    expect(html).toContain(`dir="${direction(language)}"`)
    for (const key of keys) expect(html, key).toContain(inText(t(key)))
  }

  test('the frame names its parts and the way past them', () => {
    const page: Page = {
      path: '/things',
      title: 'things',
      texts: same({ things: 'Things' }),
      access: 'programmes:read',
      load: async () => () => null,
      nav: { order: 1, icon: 'programmes' },
    }
    const html = rendered(language, <Shell pages={[page]} onLanguage={() => undefined} onSignOut={() => undefined} />)
    says(html, 'skip', 'rail', 'demonstration', 'person')
    expect(html).toContain('aria-current="page"')
    expect(html).toContain('Amina Diallo')
  })

  test('a list shows its rows, its range and its filters as a sentence', () => {
    function List() {
      const table = useTable({ sort: 'name' })
      const of = useEndpoint(listThings, table.input, { keep: true })
      return (
        <ListPage
          title="Things"
          filters={
            <FilterSentence
              sentence={translator(language, { filter: 'Things in {where}, {on}' })('filter', holes('where', 'on'))}
              parts={{
                where: {
                  label: 'State',
                  any: 'any State',
                  value: ['NER'],
                  onChange: () => undefined,
                  options: [{ id: 'NER', label: 'Niger' }],
                },
                on: {
                  kind: 'day',
                  label: 'Open on',
                  any: 'at any time',
                  value: '2020-05-01',
                  say: (iso) => `open on ${iso}`,
                  onChange: () => undefined,
                },
              }}
              onClear={() => undefined}
            />
          }
        >
          <DataTable
            label="Things"
            table={table}
            of={of}
            rowId={(row) => row.id}
            rowTitle={(row) => row.name}
            rowHref={(row) => `/things/${row.id}`}
            preview={(row) => row.name}
            selection={{ ids: new Set(), onChange: () => undefined, actions: null }}
            columns={[
              { id: 'name', title: 'Name', sort: true, cell: (row) => row.name },
              { id: 'code', title: 'Code', cell: (row) => row.id },
              { id: 'more', title: 'More', hidden: true, cell: () => 'x' },
            ]}
          />
        </ListPage>
      )
    }
    const html = rendered(language, <List />)
    says(html, 'filter', 'filter.clear', 'table.select_page', 'table.columns', 'pages')
    expect(html).toContain('href="/things/7"')
    expect(html).toContain('aria-sort="ascending"')
    expect(html).toContain('Niger')
    expect(html).toContain('aria-label="Open on: open on 2020-05-01"')
    expect(html).not.toContain('>More<')
  })

  test('a record says whose it is, who can see it and what happened', () => {
    const html = rendered(
      language,
      <RecordPage
        kind="Programme"
        symbol="A/75/729"
        name="Countering Terrorist Travel"
        title={<WrittenText of={title} />}
        isInvented
        whoCanSee={<WhoCanSeeStrip level={2} audience="UNODC" onOpen={() => undefined} />}
        facts={[
          { label: 'Pillars', value: <PillarMarks pillars={[3, 2]} /> },
          { label: 'Level', value: <LevelMark level={1} /> },
          { label: 'Nothing', value: '' },
        ]}
      >
        <Section title="Activities">
          <Tabs
            label="Parts"
            tabs={[
              { id: 'a', label: 'Done', count: '67', content: 'Sixty-seven.' },
              { id: 'b', label: 'Planned', content: 'Seven.' },
            ]}
          />
        </Section>
      </RecordPage>,
    )
    says(html, 'invented', 'level.1', 'level.2', 'who_can_see.open')
    expect(html).not.toContain('Nothing')
    expect(html).toContain('Sixty-seven.')
    expect(html).not.toContain('Seven.')
    const shown = show(title, language)
    expect(html).toContain(shown.text)
    if (language === 'fr') says(html, 'written.outdated')
    else if (language !== 'en') expect(html).toContain(inText(t('written.shown_in', { language: 'English' })))
  })

  test('a form shows what the server refused, at the field and above', () => {
    const none = () => undefined
    const options = [
      { id: 'a', label: 'A' },
      { id: 'b', label: 'B' },
    ]
    const fields = [{ path: 'contact', code: 'x', message: 'Give an address.' }]
    const error = new Refusal({ code: 'invalid', status: 400, title: 'Not yet.', fields })
    const draft = {
      state: 'kept' as const,
      at: '2021-01-29T12:03:00Z',
      restoredAt: '2021-01-28T12:03:00Z',
      startOver: none,
    }
    const html = rendered(
      language,
      <Form onSubmit={none} error={error} labels={{ contact: 'Contact' }}>
        <DraftFound draft={draft} />
        <TextField label="Contact" name="contact" isRequired value="" onChange={none} />
        <TextArea label="Summary" value="Words" onChange={none} maxLength={6} />
        <WrittenField label="Title" value={title} onChange={none} />
        <DateField label="Began" value={{ date: '2019-05-01', precision: 'month' }} onChange={none} />
        <NumberField label="Budget" value={12} onChange={none} />
        <Select label="Status" options={options} value="b" onChange={none} />
        <MultiComboBox label="Partners" options={options} value={[options[0]!]} onChange={none} />
        <FormSection title="Audience">
          <RadioGroup label="Level" options={options} value="a" onChange={none} />
          <CheckboxGroup label="Pillars" options={options} value={['a']} onChange={none} />
        </FormSection>
        <FormActions draft={<DraftMark draft={draft} />}>
          <Button type="submit">Save</Button>
        </FormActions>
      </Form>,
    )
    says(html, 'form.kept', 'field.required', 'date.month', 'draft.start_over', 'written.state.outdated')
    expect(html.match(/Give an address\./g)).toHaveLength(2)
    expect(html).toContain('Not yet.')
  })

  test('the matrix says its cells, its source and its coverage', () => {
    const html = rendered(
      language,
      <Matrix
        title="Who works where"
        rows={[{ id: 'a', label: 'UNODC' }]}
        columns={[
          { id: 'x', label: 'Niger', pillar: 2 },
          { id: 'y', label: 'Mali' },
        ]}
        cells={[{ row: 'a', column: 'x', count: 3, planned: 3 }]}
        rowsTitle="Entities"
        columnsTitle="States"
        sentence={(cell, row, column) => `${row.label} ${cell.count} ${column.label}`}
        drill={() => '/things'}
        total={3}
        order="name"
        onOrder={() => undefined}
        onSwap={() => undefined}
        source="Source"
        coverage="14 of 22"
      />,
    )
    says(html, 'matrix.hint', 'matrix.swap', 'matrix.twin', 'matrix.legend.planned')
    expect(html).toContain('aria-label="3. UNODC 3 Niger"')
    expect(html).toContain(inText(t('matrix.none', { row: 'UNODC', column: 'Mali' })))
    expect(html).toContain('data-planned=""')
    // The colours of columns are named, and only those that stand there.
    says(html, 'pillar.2')
    expect(html).not.toContain(inText(t('pillar.1')))
  })

  test('what is missing says why and what to do', () => {
    const states = (
      <>
        <Loading shape="table" />
        <NotFound />
        <Refused />
        <Offline onAgain={() => undefined} />
        <Fault onAgain={() => undefined} />
      </>
    )
    says(
      rendered(language, states),
      'loading',
      'not_found.note',
      'refused.title',
      'offline.note',
      'fault.note',
      'again',
    )
    says(rendered(language, states, { ...amina, person: undefined }), 'refused.signed_out', 'sign_in')
    const why = (code: string, status: number) =>
      rendered(language, <Why isPage error={new Refusal({ code, status, title: 'No.' })} onAgain={() => undefined} />)
    // An address that no record can have is one at which nothing is, not a fault of ours.
    says(why('input', 400), 'not_found.title')
    says(why('not_found', 404), 'not_found.title')
    says(why('fault', 500), 'fault.title', 'again')
    const busy = why('busy', 503)
    says(busy, 'busy.title', 'again')
    expect(busy).toContain('No.')
  })
})
