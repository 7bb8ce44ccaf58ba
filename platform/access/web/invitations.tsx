import { useState } from 'react'
import type { z } from 'zod'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { useTable } from '../../ui/table/use-table.ts'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { texts } from '../locales/index.ts'
import { listInvitations, resendInvitation, type SentInvitation, withdrawInvitation } from '../people-contract.ts'
import css from './access.module.css'
import { useFailure } from './failure.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { Item } from './item.tsx'
import { usePeopleViews } from './people-views.ts'
import { RoleNames } from './role-names.tsx'

type Sent = z.output<typeof SentInvitation>

/** Invitations that wait for an answer: to be sent again or withdrawn. */
export function Invitations() {
  const t = useTexts(texts)
  const { tell } = useFailure()
  const [isInviting, setInviting] = useState(false)
  const [asked, setAsked] = useState<Sent | null>(null)
  const { page, size, set } = useTable({ sort: 'name' })
  const sent = useEndpoint(listInvitations, { page, size }, { keep: true })
  const withdraw = useAction(withdrawInvitation, { onDone: () => toast(t('invitation.withdrawn')) })
  const inviteButton = (
    <Button kind="filled" icon="mail" onPress={() => setInviting(true)}>
      {t('invite')}
    </Button>
  )
  return (
    <ListPage title={t('accounts')} views={usePeopleViews('invitations')} actions={inviteButton}>
      <Answer of={sent} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="mail" title={t('invitations.none')}>
              {t('invitations.none_lead')}
            </Empty>
          ) : (
            <>
              <ul className={css.list}>
                {items.map((invitation) => (
                  <OneInvitation
                    key={invitation.id}
                    invitation={invitation}
                    onWithdraw={() => setAsked(invitation)}
                    onFailure={tell}
                  />
                ))}
              </ul>
              <Pagination page={page} size={size} total={total} onPage={(next) => set({ page: next })} />
            </>
          )
        }
      </Answer>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
      <AlertDialog
        title={t('invitation.withdraw')}
        confirm={t('invitation.withdraw')}
        isDanger
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        isPending={withdraw.isPending}
        onConfirm={() => asked && withdraw.mutate({ id: asked.id }, { onError: tell, onSettled: () => setAsked(null) })}
      >
        <p>{t('invitation.withdraw_lead', { mail: asked?.mail ?? '' })}</p>
      </AlertDialog>
    </ListPage>
  )
}

type OneInvitationProps = { invitation: Sent; onWithdraw: () => void; onFailure: (error: unknown) => void }

function OneInvitation({ invitation, onWithdraw, onFailure }: OneInvitationProps) {
  const t = useTexts(texts)
  const formats = useFormats()
  const resend = useAction(resendInvitation, { onDone: () => toast(t('invite.sent', { mail: invitation.mail })) })
  const isOver = Date.parse(invitation.expiresAt) <= Date.now()
  return (
    <Item
      title={<bdi>{invitation.name || invitation.mail}</bdi>}
      mark={isOver && <Badge tone="warn">{t('invitation.over')}</Badge>}
      lead={
        <>
          <bdi>{invitation.mail}</bdi>
          {' · '}
          <span lang={invitation.organisation.name.language}>{invitation.organisation.name.text}</span>
          {' · '}
          <RoleNames roles={invitation.roles} />
          <br />
          {t('invitation.by', {
            by: invitation.invitedBy ?? '',
            at: formats.day(invitation.invitedAt.slice(0, 10)),
            until: formats.moment(invitation.expiresAt),
          })}
        </>
      }
    >
      <Button
        size="small"
        isPending={resend.isPending}
        onPress={() => resend.mutate({ id: invitation.id }, { onError: onFailure })}
      >
        {t('invitation.resend')}
      </Button>
      <Button size="small" kind="quiet" onPress={onWithdraw}>
        {t('invitation.withdraw')}
      </Button>
    </Item>
  )
}
