import { Button } from 'react-aria-components/Button'
import { Icon } from '../controls/icon.tsx'
import { useKitTexts } from '../language.tsx'
import { LevelMark } from '../marks/level-mark.tsx'
import css from './who-can-see-strip.module.css'

type WhoCanSeeStripProps = {
  level: number
  /** In words: "UNODC, UNOCT and the focal points of Niger". */
  audience: string
  /** In words: "until 31 December 2021". */
  until?: string
  /** Opens the audience panel. */
  onOpen?: () => void
}

/** Under the title of every record: its level, who can see it, until when. */
export function WhoCanSeeStrip({ level, audience, until, onOpen }: WhoCanSeeStripProps) {
  const t = useKitTexts()
  const words = (
    <>
      <LevelMark level={level} />
      <span className={css.audience}>
        <Icon name="eye" />
        <span className="for-screen-readers">{t('who_can_see')}</span>
        <bdi>{audience}</bdi>
      </span>
      {until && (
        <span className={css.until}>
          <Icon name="clock" />
          {until}
        </span>
      )}
    </>
  )
  if (!onOpen) return <div className={css.strip}>{words}</div>
  return (
    <Button className={css.strip!} onPress={onOpen} aria-haspopup="dialog">
      {words}
      <span className={css.open}>
        {t('who_can_see.open')}
        <Icon name="chevron-next" />
      </span>
    </Button>
  )
}
