import { use, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { LANGUAGES, type Language, type Written } from '../../text.ts'
import { classes } from '../classes.ts'
import { LANGUAGE_NAMES, useKitTexts, useLanguage } from '../language.tsx'
import { Button } from './button.tsx'
import field from './field.module.css'
import type { FieldProps } from './field.tsx'
import { FormProblems } from './form-problems.ts'
import { Icon } from './icon.tsx'
import { reveal } from './reveal.ts'
import { TextArea } from './text-area.tsx'
import { TextField } from './text-field.tsx'
import css from './written-field.module.css'

type WrittenFieldProps = FieldProps & {
  value: Written
  onChange: (value: Written) => void
  multiline?: boolean
  rows?: number
  maxLength?: number
}

/** Nothing written yet; the writer's own language will be the original. */
export const emptyWritten = (language: Language): Written => ({ original: language, texts: {}, outdated: [] })

/** Nothing written is no text. */
export const writtenOrNull = (of: Written): Written | null =>
  Object.values(of.texts).some((text) => text.trim() !== '') ? of : null

/**
 * A text in several languages. The original is marked; a translation made before the original last changed says so.
 * Readers of a language without a translation see the original.
 */
export function WrittenField({
  label,
  name,
  value,
  onChange,
  multiline,
  rows,
  maxLength,
  ...props
}: WrittenFieldProps) {
  const t = useKitTexts()
  const reader = useLanguage()
  const problems = use(FormProblems)
  const [open, setOpen] = useState<Language>(value.texts[reader] === undefined ? value.original : reader)
  const message = props.errorMessage ?? (name === undefined ? undefined : problems[name])

  const write = (language: Language, text: string) => {
    const { [language]: _, ...others } = value.texts
    onChange({
      ...value,
      texts: text === '' && language !== value.original ? others : { ...value.texts, [language]: text },
    })
  }

  return (
    <fieldset className={classes(field.field, css.written)} data-field={name}>
      <legend className={field.label}>
        {label}
        {props.isRequired && <span className={field.required}> {t('field.required')}</span>}
      </legend>
      <Tabs
        selectedKey={open}
        onSelectionChange={(key) => setOpen(key as Language)}
        keyboardActivation="manual"
        className={css.tabs!}
      >
        <TabList aria-label={t('written.languages', { label })} className={css.list!}>
          {LANGUAGES.map((language) => (
            <Tab key={language} id={language} ref={language === open ? reveal : null} className={css.tab!}>
              <LanguageState language={language} value={value} />
            </Tab>
          ))}
        </TabList>
        {LANGUAGES.map((language) => {
          const Field = multiline ? TextArea : TextField
          const isOriginal = language === value.original
          return (
            <TabPanel key={language} id={language} className={css.panel!}>
              <Field
                label={t('written.in', { label, language: LANGUAGE_NAMES[language] })}
                value={value.texts[language] ?? ''}
                onChange={(text: string) => write(language, text)}
                lang={language}
                {...(multiline && rows ? { rows } : {})}
                {...(maxLength ? { maxLength } : {})}
                {...(isOriginal && message ? { errorMessage: message } : {})}
                {...(props.isDisabled ? { isDisabled: true } : {})}
              />
              {!isOriginal && (
                <Original value={value} onMake={() => onChange({ ...value, original: language })} language={language} />
              )}
            </TabPanel>
          )
        })}
      </Tabs>
      {props.description && <span className={field.description}>{props.description}</span>}
    </fieldset>
  )
}

function LanguageState({ language, value }: { language: Language; value: Written }) {
  const t = useKitTexts()
  const isWritten = (value.texts[language] ?? '') !== ''
  const state =
    language === value.original
      ? 'original'
      : !isWritten
        ? 'missing'
        : value.outdated.includes(language)
          ? 'outdated'
          : 'there'
  return (
    <>
      <span lang={language}>{LANGUAGE_NAMES[language]}</span>
      <span className={classes(css.dot, css[state])} aria-hidden="true" />
      <span className="for-screen-readers">{t(`written.state.${state}`)}</span>
    </>
  )
}

/** Beside a translation: the original it stands for, and whether it still holds. */
function Original({ value, language, onMake }: { value: Written; language: Language; onMake: () => void }) {
  const t = useKitTexts()
  const original = value.texts[value.original] ?? ''
  const isWritten = (value.texts[language] ?? '') !== ''
  return (
    <div className={css.source}>
      {value.outdated.includes(language) && (
        <p className={css.warning}>
          <Icon name="warning" />
          {t('written.outdated')}
        </p>
      )}
      {original !== '' && (
        <p className={css.quote}>
          <span className={css.of}>{t('written.original_is', { language: LANGUAGE_NAMES[value.original] })}</span>
          <span lang={value.original} dir="auto">
            {original}
          </span>
        </p>
      )}
      {isWritten && (
        <Button kind="quiet" size="small" onPress={onMake}>
          {t('written.make_original')}
        </Button>
      )}
    </div>
  )
}
