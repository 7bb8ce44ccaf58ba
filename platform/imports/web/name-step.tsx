import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { ComboBox } from '../../ui/controls/combo-box.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { useTexts } from '../../ui/language.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { confirmNames, type Doubt, type Import, listDoubts } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './imports.module.css'

const NOTHING = '-'
const placeOf = ({ lookup, said }: Doubt) => `${lookup} ${said}`

/** Names that are not certain, each once, with what it probably is. */
export function NameStep({ of }: { of: Import }) {
  const t = useTexts(texts)
  const [chosen, setChosen] = useState<Readonly<Record<string, Option | null>>>({})
  const confirm = useAction(confirmNames, { onDone: () => setChosen({}) })
  const doubts = useEndpoint(listDoubts, { id: of.id }, { keep: true })
  const meant = (doubt: Doubt): Option | null => {
    const said = chosen[placeOf(doubt)]
    if (said !== undefined) return said
    const [first] = doubt.suggestions
    return first ? { id: first.code, label: first.label } : null
  }
  return (
    <Section title={t('step.names')}>
      <Answer of={doubts} shape="table" rows={2}>
        {({ sure, items, total, terms }) => (
          <>
            <p className={css.quiet}>
              {t('names.sure', { count: sure })} {total === 0 ? t('names.none') : t('names.lead')}
            </p>
            {total > 0 && (
              <>
                <SmallTable
                  label={t('step.names')}
                  rows={items}
                  rowId={placeOf}
                  columns={[
                    {
                      id: 'said',
                      title: t('names.said'),
                      cell: ({ said, heading }) => (
                        <>
                          <bdi>{said}</bdi> <span className={css.quiet}>{heading}</span>
                        </>
                      ),
                    },
                    {
                      id: 'rows',
                      title: t('rows'),
                      align: 'end',
                      cell: ({ rows }) => t('names.rows', { count: rows }),
                    },
                    {
                      id: 'means',
                      title: t('names.means'),
                      width: 'wide',
                      cell: (doubt) => (
                        <ComboBox
                          label={`${t('names.means')}: ${doubt.said}`}
                          name={placeOf(doubt)}
                          options={[
                            ...doubt.suggestions.map(({ code, label }) => ({ id: code, label })),
                            { id: NOTHING, label: t('names.nothing') },
                            ...(terms[doubt.lookup] ?? [])
                              .filter(({ code }) => !doubt.suggestions.some((one) => one.code === code))
                              .map(({ code, label }) => ({ id: code, label })),
                          ]}
                          value={meant(doubt)}
                          onChange={(option) => setChosen({ ...chosen, [placeOf(doubt)]: option })}
                        />
                      ),
                    },
                  ]}
                />
                {total > items.length && (
                  <p className={css.quiet}>{t('names.more', { count: total - items.length })}</p>
                )}
                {confirm.error && <p role="alert">{confirm.error.message}</p>}
                <div className={css.acts}>
                  <Button
                    kind="filled"
                    isPending={confirm.isPending}
                    onPress={() => {
                      const choices = items.flatMap((doubt) => {
                        const option = meant(doubt)
                        const { lookup, said } = doubt
                        return option ? [{ lookup, said, code: option.id === NOTHING ? null : option.id }] : []
                      })
                      if (choices.length > 0) confirm.mutate({ id: of.id, choices })
                    }}
                  >
                    {t('names.confirm')}
                  </Button>
                </div>
              </>
            )}
          </>
        )}
      </Answer>
    </Section>
  )
}
