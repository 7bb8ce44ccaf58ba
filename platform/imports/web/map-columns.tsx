import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { Form, FormActions, FormRow, FormSection } from '../../ui/controls/form.tsx'
import { NumberField } from '../../ui/controls/number-field.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { type Import, mapColumns } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './imports.module.css'

const OUT = '-'

/** Which sheet, where its headings are, and what each column is. */
export function MapColumns({ of, onDone }: { of: Import; onDone: () => void }) {
  const t = useTexts(texts)
  const [keys, setKeys] = useState(of.columns.map(({ key }) => key))
  const [head, setHead] = useState<number | null>(of.head)
  const [keepAs, setKeepAs] = useState<string>()
  const map = useAction(mapColumns, { onDone })
  const look = useAction(mapColumns)
  const options = [
    { id: OUT, label: t('column.out') },
    ...of.targets.map(({ key, label, required }) => ({
      id: key,
      label: required ? t('column.required', { label }) : label,
    })),
  ]
  const given = { id: of.id, language: of.language }
  return (
    <Form
      onSubmit={() =>
        map.mutate({ ...given, sheet: of.sheet, head: of.head, columns: keys, ...(keepAs && { keepAs }) })
      }
      error={map.error ?? look.error}
    >
      <FormSection title={t('step.columns')}>
        <FormRow>
          {of.sheets.length > 1 && (
            <Select
              label={t('sheet')}
              options={of.sheets.map(({ name, rows }, n) => ({
                id: String(n),
                label: t('sheet.rows', { name, rows }),
              }))}
              value={String(of.sheet)}
              onChange={(n) => look.mutate({ ...given, sheet: Number(n), head: 1 })}
            />
          )}
          <NumberField
            label={t('head')}
            name="head"
            grouped={false}
            minValue={1}
            value={head}
            onChange={(n) => {
              setHead(n)
              if (n !== null && n !== of.head) look.mutate({ ...given, sheet: of.sheet, head: n })
            }}
          />
        </FormRow>
        <Preview of={of} />
        {of.mapping && <p className={css.quiet}>{t('mapping.used', { name: of.mapping.name })}</p>}
        <SmallTable
          label={t('step.columns')}
          rows={of.columns.map((column, index) => ({ ...column, index }))}
          rowId={({ letters }) => letters}
          columns={[
            {
              id: 'theirs',
              title: t('column.theirs'),
              cell: ({ letters, heading }) => <bdi>{heading || letters}</bdi>,
            },
            {
              id: 'examples',
              title: t('column.examples'),
              cell: ({ examples }) => <bdi className={css.examples}>{examples.join(' · ')}</bdi>,
            },
            {
              id: 'ours',
              title: t('column.ours'),
              width: 'wide',
              cell: ({ index, heading, letters }) => (
                <Select
                  label={`${t('column.ours')}: ${heading || letters}`}
                  hideLabel
                  options={options}
                  value={keys[index] ?? OUT}
                  onChange={(key) => setKeys(keys.map((now, n) => (n === index ? (key === OUT ? null : key) : now)))}
                />
              ),
            },
          ]}
        />
        <Checkbox
          isSelected={keepAs !== undefined}
          onChange={(on) => setKeepAs(on ? of.file.replace(/\.\w+$/, '') : undefined)}
        >
          {t('mapping.keep')}
        </Checkbox>
        {keepAs !== undefined && (
          <TextField label={t('mapping.name')} name="keepAs" value={keepAs} onChange={setKeepAs} />
        )}
      </FormSection>
      <FormActions>
        <Button type="submit" kind="filled" isPending={map.isPending}>
          {t('map')}
        </Button>
      </FormActions>
    </Form>
  )
}

function Preview({ of }: { of: Import }) {
  const t = useTexts(texts)
  return (
    <div>
      <p className={css.quiet}>{t('preview')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section className={css.sheet} aria-label={t('preview')} tabIndex={0}>
        <table>
          <tbody>
            {of.preview.map(({ n, cells }) => (
              <tr key={n} data-head={n === of.head}>
                <th scope="row">{n}</th>
                {of.columns.map(({ letters }, index) => (
                  <td key={letters}>
                    <bdi>{cells[index] ?? ''}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
