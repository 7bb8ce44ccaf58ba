import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useMay, useSession } from '../../../platform/ui/session.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { texts } from '../locales/index.ts'

/** Under every figure: whose view it is, and of which day. */
export function Coverage() {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { today } = useSession()
  return <p>{t('coverage.shared', { date: day(today) })}</p>
}

const FORMS = {
  programme: '/programmes/new',
  activity: '/programmes/activities/new',
  office: '/programmes/new?type=office',
}

/** Nothing to list: the first step, or what hides everything. */
export function NothingHere({ kind, isNarrowed }: { kind: 'programme' | 'activity' | 'office'; isNarrowed: boolean }) {
  const t = useTexts(texts)
  const may = useMay()
  if (isNarrowed)
    return (
      <Empty icon="search" title={t('nothing.fits')}>
        {t('nothing.fits_note')}
      </Empty>
    )
  const mayWrite = may('programmes:write')
  return (
    <Empty
      title={t(`nothing.${kind}`)}
      action={
        mayWrite && (
          <ButtonLink href={FORMS[kind]} kind="filled" icon="plus">
            {t(kind === 'office' ? 'offices.new' : `${kind}.new`)}
          </ButtonLink>
        )
      }
    >
      {t(mayWrite ? 'nothing.first_step' : 'nothing.shared')}
    </Empty>
  )
}
