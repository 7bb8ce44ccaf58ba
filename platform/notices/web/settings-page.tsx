import { useState } from 'react'
import type { z } from 'zod'
import { RecordLink } from '../../records/web/record-link.tsx'
import { Button } from '../../ui/controls/button.tsx'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { ComboBox } from '../../ui/controls/combo-box.tsx'
import { Form, FormActions, FormRow, FormSection } from '../../ui/controls/form.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { changeSettings, listFollowed, readSettings } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { FollowButton } from './follow-button.tsx'
import css from './notices.module.css'

type Settings = z.output<typeof readSettings.output>

/** What comes by mail, how often and when; and the records the reader follows. */
export function NoticeSettingsPage() {
  const t = useTexts(texts)
  const settings = useEndpoint(readSettings, {})
  return (
    <div className={css.settings}>
      <h1>{t('settings')}</h1>
      <p>{t('settings.lead')}</p>
      <Answer of={settings}>{(found) => <SettingsForm of={found} />}</Answer>
      <Followed />
    </div>
  )
}

const PACES = ['at_once', 'daily', 'weekly', 'never'] as const
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
const NIGHT = { from: '21:00', until: '07:00' }

function SettingsForm({ of }: { of: Settings }) {
  const t = useTexts(texts)
  const { timeZone: here } = Intl.DateTimeFormat().resolvedOptions()
  const [value, setValue] = useState({ ...of, timeZone: of.isSet ? of.timeZone : here })
  const set = (part: Partial<Settings>) => setValue((before) => ({ ...before, ...part }))
  const change = useAction(changeSettings, { onDone: () => toast(t('settings.saved')) })
  const { timeZone, quiet, mailAt, noMail, topics } = value
  return (
    <Form
      onSubmit={() =>
        change.mutate({ timeZone, quiet, mailAt, noMail, topics: topics.map(({ topic, pace }) => ({ topic, pace })) })
      }
      error={change.error}
      labels={{ timeZone: t('settings.zone'), mailAt: t('settings.mail_at') }}
    >
      <FormSection title={t('settings.by_mail')}>
        <Checkbox isSelected={noMail} onChange={(isOn) => set({ noMail: isOn })}>
          {t('settings.no_mail')}
        </Checkbox>
        <div className={css.topics}>
          {topics.map(({ topic, title, pace, usual }) => (
            <div key={topic} className={css.topic}>
              <span aria-hidden="true">{title}</span>
              <Select
                label={`${title}: ${t('settings.pace')}`}
                hideLabel
                isDisabled={noMail}
                value={pace}
                onChange={(id) =>
                  set({ topics: topics.map((of) => (of.topic === topic ? { ...of, pace: id as typeof pace } : of)) })
                }
                options={PACES.map((id) => ({
                  id,
                  label: id === usual ? t('pace.usual', { pace: t(`pace.${id}`) }) : t(`pace.${id}`),
                }))}
              />
            </div>
          ))}
        </div>
      </FormSection>
      <FormSection title={t('settings.when')}>
        <FormRow>
          <ComboBox
            name="timeZone"
            label={t('settings.zone')}
            description={of.isSet ? undefined : t('settings.zone_note')}
            options={zonesWith(timeZone)}
            value={{ id: timeZone, label: timeZone }}
            onChange={(zone) => zone && set({ timeZone: zone.id })}
          />
          <HourSelect
            name="mailAt"
            label={t('settings.mail_at')}
            note={t('settings.mail_at_note')}
            value={mailAt}
            onChange={(hour) => set({ mailAt: hour })}
          />
        </FormRow>
        <Checkbox isSelected={quiet !== null} onChange={(isOn) => set({ quiet: isOn ? NIGHT : null })}>
          {t('settings.quiet')}
        </Checkbox>
        {quiet && (
          <FormRow>
            <HourSelect
              name="quiet.from"
              label={t('settings.quiet_from')}
              value={quiet.from}
              onChange={(from) => set({ quiet: { ...quiet, from } })}
            />
            <HourSelect
              name="quiet.until"
              label={t('settings.quiet_until')}
              value={quiet.until}
              onChange={(until) => set({ quiet: { ...quiet, until } })}
            />
          </FormRow>
        )}
      </FormSection>
      <FormActions>
        <Button type="submit" kind="filled" isPending={change.isPending}>
          {t('settings.save')}
        </Button>
      </FormActions>
    </Form>
  )
}

/** All zones the browser knows by name, and the one in use even where it does not. */
function zonesWith(used: string) {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', used])
  return [...names].sort().map((zone) => ({ id: zone, label: zone }))
}

type HourSelectProps = {
  name: string
  label: string
  note?: string
  value: string
  onChange: (hour: string) => void
}

function HourSelect({ name, label, note, value, onChange }: HourSelectProps) {
  const hours = HOURS.includes(value) ? HOURS : [...HOURS, value].sort()
  return (
    <Select
      name={name}
      label={label}
      description={note}
      value={value}
      onChange={onChange}
      options={hours.map((hour) => ({ id: hour, label: hour }))}
    />
  )
}

const SHOWN = 100

function Followed() {
  const t = useTexts(texts)
  const { day } = useFormats()
  const followed = useEndpoint(listFollowed, { size: SHOWN })
  return (
    <Section title={t('followed')}>
      <Answer of={followed} shape="table" rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.quiet}>{t('followed.none')}</p>
          ) : (
            <SmallTable
              label={t('followed')}
              rows={items}
              rowId={({ record }) => record.id}
              columns={[
                {
                  id: 'record',
                  title: t('followed.record'),
                  width: 'wide',
                  cell: ({ record }) => <RecordLink of={record} />,
                },
                { id: 'since', title: t('followed.since'), cell: ({ since }) => day(since) },
                {
                  id: 'stop',
                  title: t('unfollow'),
                  align: 'end',
                  cell: ({ record }) => <FollowButton record={record.id} size="small" />,
                },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  )
}
