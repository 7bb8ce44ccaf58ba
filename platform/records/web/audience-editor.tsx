import { useCallback, useState } from 'react'
import type { PrincipalKind, PrincipalRef } from '../../access/refs.ts'
import { ROLES } from '../../access/roles.ts'
import { ask } from '../../ui/asking.ts'
import { IconButton } from '../../ui/controls/button.tsx'
import { ComboBox } from '../../ui/controls/combo-box.tsx'
import { DateField } from '../../ui/controls/date-field.tsx'
import { FormRow } from '../../ui/controls/form.tsx'
import { Icon } from '../../ui/controls/icon.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { Select } from '../../ui/controls/select.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useSession } from '../../ui/session.tsx'
import { findPrincipals, type Share } from '../contract.ts'
import { type AudienceDraft, type AudienceLine, mayReach, newLine } from './audience-draft.ts'
import { PRINCIPAL_ICONS } from './grant-list.tsx'
import css from './records.module.css'
import { useAudienceWords, useRecordTexts } from './words.ts'

type AudienceEditorProps = {
  value: AudienceDraft
  onChange: (value: AudienceDraft) => void
  /** Level of the record: broad circles stop at confidential. */
  level: number
  /** The record is new: while nobody is added, nobody else sees it. */
  isNew?: boolean
  /** Only people are offered, and only to keep them out. */
  keepOut?: boolean
  /** Path of the audience in the endpoint's input. */
  name?: string
}

/** Who will see a record: one line for each, with right, end and basis. */
export function AudienceEditor({
  value,
  onChange,
  level,
  isNew,
  keepOut = false,
  name = 'audience',
}: AudienceEditorProps) {
  const t = useRecordTexts()
  const { nameOf } = useAudienceWords()
  const own = useSession().person?.organisation.id
  const [found, setFound] = useState<ReadonlyMap<string, PrincipalRef>>(new Map())
  const search = useCallback(
    async (q: string, signal: AbortSignal): Promise<readonly Option[]> => {
      const kinds: PrincipalKind[] | undefined = keepOut ? ['person'] : undefined
      const { items } = await ask(findPrincipals, { q, size: 20, ...(kinds && { kinds }) }, { signal })
      const fitting = items.filter((ref) => (keepOut ? ref.organisation?.id === own : mayReach(ref, level)))
      setFound(new Map(fitting.map((ref) => [keyOf(ref), ref])))
      return fitting.map((ref) => ({
        id: keyOf(ref),
        label: nameOf(ref),
        icon: PRINCIPAL_ICONS[ref.kind],
        ...((ref.organisation || ref.code) && { description: ref.organisation?.name.text ?? ref.code! }),
      }))
    },
    [keepOut, level, nameOf, own],
  )
  const add = (option: Option | null) => {
    const ref = option && found.get(option.id)
    if (ref) onChange([...value, newLine(ref, keepOut)])
  }
  const put = (at: number, line: AudienceLine) => onChange(value.map((old, i) => (i === at ? line : old)))
  return (
    <div className={css.editor}>
      {value.length > 0 && (
        <ul className={css.lines}>
          {value.map((line, i) => (
            <Line
              key={line.id}
              line={line}
              name={`${name}.${i}`}
              keepOut={keepOut}
              onChange={(next) => put(i, next)}
              onRemove={() => onChange(value.filter((_, at) => at !== i))}
            />
          ))}
        </ul>
      )}
      <ComboBox
        // A fresh field after each choice.
        key={value.length}
        label={keepOut ? t('audience.keep_out') : t('audience.add')}
        {...(!keepOut && {
          description: isNew ? `${t('audience.add.hint')} ${t('audience.add.only_own')}` : t('audience.add.hint'),
        })}
        name={name}
        value={null}
        onChange={add}
        search={search}
      />
    </div>
  )
}

const keyOf = ({ kind, id }: PrincipalRef): string => `${kind} ${id}`

const RIGHTS = ['discover', 'read', 'comment', 'contribute'] as const satisfies Share['gives'][]
const BASES = ['decision', 'consent', 'terms_of_reference'] as const

type LineProps = {
  line: AudienceLine
  name: string
  keepOut: boolean
  onChange: (line: AudienceLine) => void
  onRemove: () => void
}

function Line({ line, name, keepOut, onChange, onRemove }: LineProps) {
  const t = useRecordTexts()
  const { nameOf, roleName } = useAudienceWords()
  const { to } = line
  const whole: PrincipalRef = { ...to, kind: to.kind === 'role' ? 'organisation' : to.kind, role: undefined }
  const isOrganisation = whole.kind === 'organisation'
  const roles = [{ id: 'all', label: t('role.all') }, ...ROLES.map((id) => ({ id, label: roleName(id) }))]
  return (
    <li className={css.line}>
      <Icon name={PRINCIPAL_ICONS[to.kind]} />
      <div className={css.words}>
        <p className={css.name}>
          <bdi>{nameOf(whole)}</bdi>
        </p>
        {!keepOut && (
          <>
            <FormRow>
              {isOrganisation && (
                <Select
                  label={t('role')}
                  options={roles}
                  value={to.role ?? 'all'}
                  onChange={(role) =>
                    onChange({ ...line, to: role === 'all' ? whole : { ...whole, kind: 'role', role } })
                  }
                />
              )}
              <Select
                label={t('right')}
                name={`${name}.gives`}
                options={RIGHTS.map((id) => ({ id, label: t(`gives.${id}`) }))}
                value={line.gives}
                onChange={(gives) => onChange({ ...line, gives: gives as Share['gives'] })}
              />
              <Select
                label={t('basis')}
                name={`${name}.basis`}
                options={BASES.map((id) => ({ id, label: t(`basis.${id}`) }))}
                value={line.basis}
                onChange={(basis) => onChange({ ...line, basis: basis as AudienceLine['basis'] })}
              />
            </FormRow>
            {line.basis !== 'decision' && (
              <TextField
                label={t('reference')}
                description={t('reference.hint')}
                name={`${name}.reference`}
                value={line.reference}
                onChange={(reference) => onChange({ ...line, reference })}
                maxLength={500}
                isRequired
              />
            )}
            <DateField
              label={t('until')}
              description={t('audience.until.hint')}
              name={`${name}.until`}
              value={line.until}
              precisions={['day']}
              onChange={(until) => onChange({ ...line, until })}
            />
          </>
        )}
      </div>
      <IconButton icon="close" label={t('audience.remove', { name: nameOf(to) })} onPress={onRemove} />
    </li>
  )
}
