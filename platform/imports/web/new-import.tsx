import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { LANGUAGES, type Language } from '../../text.ts'
import { text } from '../../ui/address/address.ts'
import { useAddress, useGo } from '../../ui/address/use-address.ts'
import { ask } from '../../ui/asking.ts'
import { Button, ButtonLink } from '../../ui/controls/button.tsx'
import { Form, FormActions, FormRow, FormSection } from '../../ui/controls/form.tsx'
import { Link } from '../../ui/controls/link.tsx'
import { RadioGroup } from '../../ui/controls/radio-group.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../ui/language.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listKinds, uploadTable } from '../contract.ts'
import { ENCODINGS } from '../limits.ts'
import { texts } from '../locales/index.ts'
import css from './imports.module.css'

const AUTO = 'auto'
/** The record that rows become parts of, as its page says it. */
const ADDRESS = { within: text() }

/** Which file, and what is in it. */
export function NewImport() {
  const t = useTexts(texts)
  const go = useGo()
  const [{ within }] = useAddress(ADDRESS)
  const into = within === '' ? {} : { within }
  const kinds = useEndpoint(listKinds, into)
  const [kind, setKind] = useState<string>()
  const [language, setLanguage] = useState<Language>(useLanguage())
  const [encoding, setEncoding] = useState<string>(AUTO)
  const [chosen, setChosen] = useState<{ file: File; request: string }>()
  const [error, setError] = useState<unknown>()
  const [isPending, setPending] = useState(false)

  async function send(of: string) {
    if (!chosen) return
    setPending(true)
    setError(undefined)
    const { file, request } = chosen
    const given = encoding === AUTO ? {} : { encoding: encoding as (typeof ENCODINGS)[number] }
    try {
      // Always as bytes: what the browser believes the file to be would be read as text on the way.
      const bytes = new Blob([file], { type: 'application/octet-stream' })
      const { id } = await ask(
        uploadTable,
        { kind: of, name: file.name, language, request, ...into, ...given },
        { file: bytes },
      )
      go(`/imports/${id}`)
    } catch (refused) {
      setError(refused)
      // Another number: the same file is read again once it was mended.
      setChosen({ file, request: crypto.randomUUID() })
    } finally {
      setPending(false)
    }
  }

  return (
    <ListPage title={t('new')} lead={<p>{t('lead')}</p>}>
      <Answer of={kinds} shape="list">
        {({ items, within: whole }) => {
          const of = kind ?? items[0]?.kind ?? ''
          return (
            <Form onSubmit={() => send(of)} error={error}>
              <FormSection title={t('file')} lead={t('file.hint')}>
                {whole && (
                  <p>
                    {items[0]!.label}:{' '}
                    <Link href={whole.href}>
                      <bdi>{whole.title.text}</bdi>
                    </Link>
                  </p>
                )}
                {items.length > 1 && (
                  <RadioGroup
                    label={t('kind')}
                    name="kind"
                    options={items.map(({ kind: id, label }) => ({ id, label }))}
                    value={of}
                    onChange={setKind}
                  />
                )}
                <div className={css.file}>
                  <FileTrigger
                    acceptedFileTypes={['.xlsx', '.docx', '.csv', '.txt', '.tsv']}
                    onSelect={(files) => files?.[0] && setChosen({ file: files[0], request: crypto.randomUUID() })}
                  >
                    <Button icon="upload">{t('choose')}</Button>
                  </FileTrigger>
                  {chosen && <bdi>{chosen.file.name}</bdi>}
                </div>
                <FormRow>
                  <Select
                    label={t('language')}
                    options={LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))}
                    value={language}
                    onChange={(id) => setLanguage(id as Language)}
                  />
                  <Select
                    label={t('encoding')}
                    options={[{ id: AUTO, label: t('encoding.auto') }, ...ENCODINGS.map((id) => ({ id, label: id }))]}
                    value={encoding}
                    onChange={setEncoding}
                  />
                </FormRow>
              </FormSection>
              <FormActions>
                <Button type="submit" kind="filled" isPending={isPending} isDisabled={!chosen}>
                  {isPending ? t('reading') : t('new')}
                </Button>
                <ButtonLink href="/imports">{t('all')}</ButtonLink>
              </FormActions>
            </Form>
          )
        }}
      </Answer>
    </ListPage>
  )
}
