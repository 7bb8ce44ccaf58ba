import { useState } from 'react'
import { show, type Written } from '../../../platform/text.ts'
import { useGo } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Checkbox, CheckboxGroup } from '../../../platform/ui/controls/checkbox.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { DraftDialog } from '../../../platform/ui/drafts/draft-dialog.tsx'
import { useEditing } from '../../../platform/ui/drafts/use-writing.ts'
import type { DateWithPrecision } from '../../../platform/ui/formats.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { addGroup, editGroup } from '../contract/group-keeping.ts'
import { GroupRecord, listGroups } from '../contract/groups.ts'
import { listTaxonomies } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { CodeField } from './code-field.tsx'
import { hrefOfGroup } from './hrefs.ts'

/** The version stays with the words, so that a draft found again meets what others changed meanwhile. */
type Words = {
  version: number
  names: Written
  pillars: readonly string[]
  terms: Written | null
  termsIn: string
  termsOn: DateWithPrecision | null
  hiddenMembers: boolean
}
type Pillars = ('I' | 'II' | 'III' | 'IV')[]

const wordsOf = (of: GroupRecord): Words => ({
  version: of.version,
  names: of.names,
  pillars: of.pillars.map((p) => p.code),
  terms: of.terms,
  termsIn: of.termsIn,
  termsOn: of.termsOn === null ? null : { date: of.termsOn, precision: 'day' },
  hiddenMembers: of.hiddenMembers,
})

const inputOf = ({ names, pillars, terms, termsIn, termsOn, hiddenMembers }: Words) => ({
  names,
  pillars: [...pillars] as Pillars,
  terms: terms && Object.values(terms.texts).some((text) => text !== '') ? terms : null,
  termsIn,
  termsOn: termsOn?.date ?? null,
  hiddenMembers,
})

/** Founds a working group, a sub-group or an ad hoc group. */
export function NewGroup({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const go = useGo()
  const { today } = useSession()
  const groups = useEndpoint(listGroups, {})
  const [request] = useState(() => crypto.randomUUID())
  const [words, setWords] = useState<Words>({
    version: 1,
    names: emptyWritten(language),
    pillars: [],
    terms: null,
    termsIn: '',
    termsOn: null,
    hiddenMembers: false,
  })
  const [kind, setKind] = useState<'working_group' | 'sub_group' | 'ad_hoc'>('ad_hoc')
  const [code, setCode] = useState('')
  const [parent, setParent] = useState<string | null>(null)
  const [since, setSince] = useState<DateWithPrecision | null>({ date: today, precision: 'day' })
  const add = useAction(addGroup, {
    onDone: (group) => {
      onClose()
      toast(t('group.new_done'))
      go(hrefOfGroup(group))
    },
  })
  const labels = useLabels()
  const parents = (groups.data?.items ?? []).filter((g) => g.kind !== 'compact' && g.dissolvedOn === null)
  const submit = () =>
    since &&
    add.mutate({
      request,
      code,
      kind,
      since: since.date,
      ...inputOf(words),
      parent: kind === 'sub_group' ? parent : null,
    })
  return (
    <Dialog
      title={t('group.new')}
      isOpen
      onOpenChange={onClose}
      size="large"
      isFirm
      actions={<Button onPress={onClose}>{t('back')}</Button>}
    >
      <Form error={add.error} labels={labels} onSubmit={submit}>
        <RadioGroup
          name="kind"
          label={labels.kind}
          options={(['ad_hoc', 'working_group', 'sub_group'] as const).map((id) => ({ id, label: t(`group.${id}`) }))}
          value={kind}
          onChange={(id) => setKind(id as typeof kind)}
          inLine
        />
        {kind === 'sub_group' && (
          <Select
            name="parent"
            label={labels.parent}
            options={parents.map((g) => ({ id: g.code, label: g.name.text }))}
            value={parent}
            onChange={setParent}
            isRequired
          />
        )}
        <CodeField value={code} onChange={setCode} />
        <DateField
          name="since"
          label={labels.since}
          precisions={['day']}
          value={since}
          onChange={setSince}
          isRequired
        />
        <GroupFields words={words} put={(change) => setWords((now) => ({ ...now, ...change }))} />
        <FormActions>
          <Button
            type="submit"
            kind="filled"
            isPending={add.isPending}
            isDisabled={code === '' || since === null || (kind === 'sub_group' && parent === null)}
          >
            {t('group.new')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

/** Name, pillars, terms of reference. Someone else's edit meanwhile loses nobody's words. */
export function EditGroup({ of, onClose }: { of: GroupRecord; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const labels = useLabels()
  const editing = useEditing(editGroup, GroupRecord, {
    key: `directory:group:${of.id}`,
    of,
    words: wordsOf,
    input: (words) => ({ id: of.id, version: words.version, ...inputOf(words) }),
    onDone: () => {
      onClose()
      toast(t('group.edit_done'))
    },
  })
  const said = (written: Written | null) => written && show(written, language).text
  return (
    <DraftDialog
      title={t('group.edit')}
      of={editing}
      labels={labels}
      submit={t('group.save')}
      size="large"
      onClose={onClose}
      fields={[
        { key: 'names', label: labels.names, show: (w) => said(w.names) },
        { key: 'pillars', label: labels.pillars, show: (w) => w.pillars.join(' · ') },
        { key: 'terms', label: labels.terms, show: (w) => said(w.terms) },
        { key: 'termsIn', label: labels.termsIn, show: (w) => w.termsIn },
        { key: 'termsOn', label: labels.termsOn, show: (w) => w.termsOn?.date },
      ]}
    >
      <GroupFields words={editing.words} put={editing.set} wasHidden={of.hiddenMembers} />
    </DraftDialog>
  )
}

function useLabels() {
  const t = useTexts(texts)
  return {
    kind: t('group.kind'),
    parent: t('group.parent'),
    code: t('code'),
    since: t('group.since'),
    names: t('name'),
    pillars: t('pillars'),
    terms: t('group.terms'),
    termsIn: t('group.terms_in'),
    termsOn: t('group.terms_on'),
    hiddenMembers: t('group.hide'),
  }
}

type GroupFieldsProps = { words: Words; put: (change: Partial<Words>) => void; wasHidden?: boolean }

function GroupFields({ words, put, wasHidden = false }: GroupFieldsProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const labels = useLabels()
  const { data } = useEndpoint(listTaxonomies, {})
  return (
    <>
      <WrittenField
        name="names"
        label={labels.names}
        maxLength={300}
        value={words.names}
        onChange={(names) => put({ names })}
        isRequired
      />
      <CheckboxGroup
        name="pillars"
        label={labels.pillars}
        options={(data?.pillars ?? []).map((p) => ({ id: p.code, label: p.short.text }))}
        value={words.pillars}
        onChange={(pillars) => put({ pillars })}
      />
      <WrittenField
        name="terms"
        label={labels.terms}
        multiline
        maxLength={20_000}
        value={words.terms ?? emptyWritten(language)}
        onChange={(terms) => put({ terms })}
      />
      <TextField
        name="termsIn"
        label={labels.termsIn}
        maxLength={300}
        value={words.termsIn}
        onChange={(termsIn) => put({ termsIn })}
      />
      <DateField
        name="termsOn"
        label={labels.termsOn}
        precisions={['day']}
        value={words.termsOn}
        onChange={(termsOn) => put({ termsOn })}
      />
      {!wasHidden && (
        <Checkbox
          name="hiddenMembers"
          isSelected={words.hiddenMembers}
          onChange={(hiddenMembers) => put({ hiddenMembers })}
        >
          {labels.hiddenMembers} – {t('group.hide_note')}
        </Checkbox>
      )}
    </>
  )
}
