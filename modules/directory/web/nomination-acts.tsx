import { Suspense, useState } from 'react'
import { Button, type ButtonProps } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import type { Nomination, NominationRecord } from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'

const NominationAct = later(() => import('./nomination-act.tsx').then((m) => m.NominationAct))

type Act = Nomination['acts'][number]

/** In the order of likelihood: the first is filled. */
const ORDER: readonly Act[] = ['verify', 'invite', 'reconfirm', 'correct', 'hand_over', 'end', 'withdraw']

/** What the reader may do with a nomination as it stands. */
export function NominationActs({ of }: { of: NominationRecord }) {
  const t = useTexts(texts)
  const [doing, setDoing] = useState<Act>()
  const acts = ORDER.filter((act) => of.acts.includes(act))
  const kindOf = (act: Act, n: number): NonNullable<ButtonProps['kind']> =>
    act === 'end' || act === 'withdraw' ? 'quiet' : n === 0 ? 'filled' : 'outlined'
  return (
    <>
      {acts.map((act, n) => (
        <Button key={act} kind={kindOf(act, n)} onPress={() => setDoing(act)}>
          {t(`act.${act}`)}
        </Button>
      ))}
      <Suspense>{doing && <NominationAct act={doing} of={of} onClose={() => setDoing(undefined)} />}</Suspense>
    </>
  )
}
