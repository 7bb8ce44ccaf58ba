import { type ReactNode, Suspense, useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { type Particulars, readParticulars } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Attendance } from './attendance.tsx'
import { Joint } from './joint.tsx'
import { Links } from './links.tsx'
import { Sdgs } from './sdgs.tsx'

const SdgsDialog = later(() => import('./sdgs-dialog.tsx').then((m) => m.SdgsDialog))
const AttendanceDialog = later(() => import('./attendance-dialog.tsx').then((m) => m.AttendanceDialog))
const JointDialog = later(() => import('./joint-dialog.tsx').then((m) => m.JointDialog))
const LinkDialog = later(() => import('./link-dialog.tsx').then((m) => m.LinkDialog))

/** Below a programme or an activity: what its form does not hold. */
export function ParticularsPanel({ id }: PanelProps) {
  const particulars = useEndpoint(readParticulars, { id })
  return (
    <Answer of={particulars} shape="text">
      {(found) => <Parts of={found} />}
    </Answer>
  )
}

type Open = 'sdgs' | 'attendance' | 'joint' | 'link'

function Parts({ of }: { of: Particulars }) {
  const t = useTexts(texts)
  const may = useMay()
  const [open, setOpen] = useState<Open | null>(null)
  const mayWrite = of.mine && may('programmes:write')
  const edit = (which: Open, label: string): ReactNode =>
    mayWrite && (
      <Button size="small" icon={which === 'link' ? 'plus' : 'edit'} onPress={() => setOpen(which)}>
        {label}
      </Button>
    )
  const onClose = () => setOpen(null)
  const { attendance, joint } = of
  const isSaid = (said: boolean) => said || mayWrite
  return (
    <>
      {attendance && isSaid(attendance.rows.length > 0) && (
        <Section title={t('attendance')} id="attendance" actions={edit('attendance', t('attendance.edit'))}>
          <Attendance of={attendance} />
        </Section>
      )}
      {joint && isSaid(joint.isJoint || joint.parts.some(({ does }) => does)) && (
        <Section title={t(joint.isJoint ? 'joint' : 'joint.roles')} id="joint" actions={edit('joint', t('joint.edit'))}>
          <Joint of={joint} />
        </Section>
      )}
      {isSaid(of.sdgs.length > 0) && (
        <Section title={t('sdgs')} id="sdgs" actions={edit('sdgs', t('sdgs.edit'))}>
          <Sdgs of={of.sdgs} />
        </Section>
      )}
      <Links of={of} mayWrite={mayWrite} actions={edit('link', t('links.add'))} />
      <Suspense>
        {open === 'sdgs' && <SdgsDialog of={of} onClose={onClose} />}
        {open === 'attendance' && attendance && <AttendanceDialog of={of} rows={attendance.rows} onClose={onClose} />}
        {open === 'joint' && joint && <JointDialog of={of} joint={joint} onClose={onClose} />}
        {open === 'link' && <LinkDialog of={of} onClose={onClose} />}
      </Suspense>
    </>
  )
}
