import { Suspense, useState } from 'react'
import { useGo } from '../../ui/address/use-address.ts'
import { Button, ButtonLink } from '../../ui/controls/button.tsx'
import { Link } from '../../ui/controls/link.tsx'
import { useTexts } from '../../ui/language.tsx'
import { later } from '../../ui/later.ts'
import { Badge } from '../../ui/marks/badge.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import type { PageProps } from '../../ui/pages.ts'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Loading } from '../../ui/states/loading.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { type Import, readImport, removeImport } from '../contract.ts'
import { texts } from '../locales/index.ts'

// The steps are much, and what the import is stands above them.
const Steps = later(() => import('./steps.tsx').then((m) => m.Steps))

/** Milliseconds between two looks while something may be under way. */
const LOOK = 2000

/** One import, from its columns to its undoing: what is next is open, what was decided can be taken up again. */
export function ImportPage({ params }: PageProps) {
  const t = useTexts(texts)
  const of = useEndpoint(readImport, { id: params['id']! }, { keep: true, every: LOOK })
  return (
    <ListPage
      title={of.data?.file ?? t('import')}
      lead={
        of.data && (
          <p>
            {of.data.label} · {t('names.rows', { count: of.data.rows })} · <Badge>{t(`state.${of.data.state}`)}</Badge>
            {of.data.within && (
              <>
                {' · '}
                {t('within')}:{' '}
                <Link href={of.data.within.href}>
                  <bdi>{of.data.within.title.text}</bdi>
                </Link>
              </>
            )}
          </p>
        )
      }
      actions={of.data && <Remove of={of.data} />}
    >
      <Answer of={of} shape="list">
        {(found) => (
          <Suspense fallback={<Loading shape="list" />}>
            <Steps of={found} />
          </Suspense>
        )}
      </Answer>
    </ListPage>
  )
}

function Remove({ of }: { of: Import }) {
  const t = useTexts(texts)
  const go = useGo()
  const [isAsking, setAsking] = useState(false)
  const remove = useAction(removeImport, { onDone: () => go('/imports') })
  return (
    <>
      <ButtonLink href="/imports">{t('all')}</ButtonLink>
      <Button onPress={() => setAsking(true)}>{t('remove')}</Button>
      <AlertDialog
        title={t('remove')}
        confirm={t('remove')}
        isDanger
        isOpen={isAsking}
        isPending={remove.isPending}
        onOpenChange={setAsking}
        onConfirm={() => remove.mutate({ id: of.id })}
      >
        <p>{t('remove.text')}</p>
        {remove.error && <p role="alert">{remove.error.message}</p>}
      </AlertDialog>
    </>
  )
}
