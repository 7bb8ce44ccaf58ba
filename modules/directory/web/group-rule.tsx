import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { AlertDialog } from '../../../platform/ui/overlays/alert-dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { FactList } from '../../../platform/ui/records/fact-list.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { confirmRule, endRule } from '../contract/group-keeping.ts'
import type { GroupRule } from '../contract/groups.ts'
import { texts } from '../locales/index.ts'
import { hrefOfGroup } from './hrefs.ts'

/** The rule that a group's members follow from; administrators confirm and end it here. */
export function GroupRuleSection({ of }: { of: GroupRule }) {
  const t = useTexts(texts)
  const { day, list } = useFormats()
  const mayKeep = useMay()('directory:administer')
  const [does, setDoes] = useState<'confirm' | 'end' | null>(null)
  const waits = of.confirmedAt === null
  return (
    <Section
      title={t('rule')}
      actions={
        mayKeep && (
          <>
            {waits && !of.ownProposal && <Button onPress={() => setDoes('confirm')}>{t('rule.confirm')}</Button>}
            <Button onPress={() => setDoes('end')}>{t('rule.end')}</Button>
          </>
        )
      }
    >
      <p>
        <Badge tone={waits ? 'warn' : 'good'}>
          {of.confirmedAt === null ? t('rule.waits') : t('rule.in_force', { on: day(of.confirmedAt) })}
        </Badge>
      </p>
      <FactList
        facts={[
          { label: t('rule.kinds'), value: list(of.kinds.map((kind) => t(`kind.${kind}`))), wide: true },
          { label: t('rule.regions'), value: of.regions.length > 0 && list(of.regions.map((r) => r.name.text)) },
          {
            label: t('development'),
            value: of.development.length > 0 && list(of.development.map((d) => t(`development.${d}`))),
          },
          {
            label: t('rule.of_group'),
            value: of.ofGroup && <Link href={hrefOfGroup(of.ofGroup)}>{of.ofGroup.name.text}</Link>,
          },
          { label: t('role'), value: t(`role.${of.role}`) },
          { label: t('rule.reason'), value: <span dir="auto">{of.reason}</span>, wide: true },
        ]}
      />
      {does && <RuleAct does={does} id={of.id} onClose={() => setDoes(null)} />}
    </Section>
  )
}

function RuleAct({ does, id, onClose }: { does: 'confirm' | 'end'; id: string; onClose: () => void }) {
  const t = useTexts(texts)
  const act = useAction(does === 'confirm' ? confirmRule : endRule, {
    onDone: () => {
      onClose()
      toast(t(`rule.${does}_done`))
    },
  })
  return (
    <AlertDialog
      title={t(`rule.${does}`)}
      confirm={t(`rule.${does}`)}
      isOpen
      isDanger={does === 'end'}
      isPending={act.isPending}
      onOpenChange={onClose}
      onConfirm={() => act.mutate({ id })}
    >
      {act.error ? act.error.message : t(`rule.${does}_note`)}
    </AlertDialog>
  )
}
