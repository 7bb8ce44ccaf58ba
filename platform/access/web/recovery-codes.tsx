import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { texts } from '../locales/index.ts'
import css from './access.module.css'

/** Recovery codes, shown once: to copy, print or save, then to confirm that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useTexts(texts)
  const [isKept, setKept] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    toast(t('copied'))
  }
  return (
    <div className={css.fields}>
      <p>{t('codes.lead')}</p>
      <ol className={css.codes} aria-label={t('codes')}>
        {codes.map((code) => (
          <li key={code}>
            <bdi>{code}</bdi>
          </li>
        ))}
      </ol>
      <div className={css.row}>
        <Button icon="copy" onPress={() => void copy()}>
          {t('copy')}
        </Button>
        <Button icon="print" onPress={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <Checkbox isSelected={isKept} onChange={setKept}>
        {t('codes.kept')}
      </Checkbox>
      <div className={css.row}>
        <Button kind="filled" isDisabled={!isKept} onPress={onKept}>
          {t('go_on')}
        </Button>
      </div>
    </div>
  )
}
