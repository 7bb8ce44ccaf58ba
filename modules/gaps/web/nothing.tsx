import { useTexts } from '../../../platform/ui/language.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { texts } from '../locales/index.ts'

/** No cell: because no need is shared, or because all that are shared are answered. */
export function Nothing({ isOfState = false, isAnswered = false }) {
  const t = useTexts(texts)
  if (isAnswered)
    return (
      <Empty icon="success" title={t('none.unmet')}>
        {t('none.unmet.note')}
      </Empty>
    )
  return (
    <Empty icon="needs" title={t(isOfState ? 'none.state' : 'none')}>
      {t(isOfState ? 'none.state.note' : 'none.note')}
    </Empty>
  )
}
