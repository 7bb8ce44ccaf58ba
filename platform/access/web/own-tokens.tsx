import { useState } from 'react'
import type { z } from 'zod'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { listTokens, revokeToken, type Token } from '../account-contract.ts'
import { texts } from '../locales/index.ts'
import css from './access.module.css'
import { useFailure } from './failure.ts'
import { Item } from './item.tsx'
import { NewToken } from './new-token.tsx'

type OneToken = z.output<typeof Token>

/** Keys for programs: what each may do, until when, when last used. */
export function OwnTokens() {
  const t = useTexts(texts)
  const tokens = useEndpoint(listTokens, {})
  const [isMaking, setMaking] = useState(false)
  const [asked, setAsked] = useState<OneToken | null>(null)
  const { tell } = useFailure()
  const revoke = useAction(revokeToken, { onDone: () => toast(t('token.revoked')) })
  return (
    <Section
      title={t('tokens')}
      actions={
        <Button size="small" icon="plus" onPress={() => setMaking(true)}>
          {t('token.make')}
        </Button>
      }
    >
      <p className={css.quiet}>{t('tokens.lead')}</p>
      <Answer of={tokens}>
        {({ items }) =>
          items.length > 0 && (
            <ul className={css.list}>
              {items.map((token) => (
                <TokenItem key={token.id} token={token} onRevoke={() => setAsked(token)} />
              ))}
            </ul>
          )
        }
      </Answer>
      {isMaking && <NewToken onClose={() => setMaking(false)} />}
      <AlertDialog
        title={t('token.revoke')}
        confirm={t('token.revoke')}
        isDanger
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        isPending={revoke.isPending}
        onConfirm={() => asked && revoke.mutate({ id: asked.id }, { onError: tell, onSettled: () => setAsked(null) })}
      >
        <p>{t('token.revoke_lead', { name: asked?.name ?? '' })}</p>
      </AlertDialog>
    </Section>
  )
}

function TokenItem({ token, onRevoke }: { token: OneToken; onRevoke: () => void }) {
  const t = useTexts(texts)
  const formats = useFormats()
  const isOver = Date.parse(token.expiresAt) <= Date.now()
  const isLive = token.revokedAt === null && !isOver
  return (
    <Item
      title={<bdi>{token.name}</bdi>}
      mark={
        <>
          {token.revokedAt && <Badge tone="bad">{t('token.is_revoked')}</Badge>}
          {!token.revokedAt && isOver && <Badge>{t('token.is_over')}</Badge>}
          {isLive && <LevelMark level={token.maxLevel} />}
        </>
      }
      lead={
        <>
          {t('token.until', { until: formats.moment(token.expiresAt) })}
          {' · '}
          {token.usedAt ? t('token.used', { at: formats.moment(token.usedAt) }) : t('token.unused')}
          <br />
          <bdi>{token.scopes.join(', ') || t('token.no_scope')}</bdi>
        </>
      }
    >
      {isLive && (
        <Button size="small" kind="quiet" onPress={onRevoke}>
          {t('token.revoke')}
        </Button>
      )}
    </Item>
  )
}
