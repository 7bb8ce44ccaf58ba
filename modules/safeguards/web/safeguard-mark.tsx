import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../../platform/ui/asking.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { listMarks, type Mark } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** Beside the name of a programme, wherever it stands: that it is under way while its safeguards do not stand. */
export function SafeguardMark({ id }: PanelProps) {
  const t = useTexts(texts)
  const client = useQueryClient()
  const { data: mark } = useQuery({
    queryKey: [listMarks.path, id],
    queryFn: () => markOf(client, id),
    staleTime: 15_000,
  })
  if (!mark || mark.state === 'open') return null
  return (
    <Badge tone={mark.state === 'missing' ? 'warn' : 'bad'} icon="flag">
      {t(`mark.${mark.state}`)}
    </Badge>
  )
}

type Asked = { ids: Set<string>; answer: Promise<readonly Mark[]> }
const batches = new WeakMap<object, Asked>()
/** Most ids in one question. */
const MOST = 200

/** Rows that are drawn together ask together: one question for all of a list. */
async function markOf(of: object, id: string): Promise<Mark | null> {
  let asked = batches.get(of)
  if (!asked || asked.ids.size >= MOST) {
    const ids = new Set<string>()
    const answer = new Promise((drawn) => setTimeout(drawn)).then(async () => {
      if (batches.get(of)?.ids === ids) batches.delete(of)
      return (await ask(listMarks, { programmes: [...ids] })).items
    })
    asked = { ids, answer }
    batches.set(of, asked)
  }
  asked.ids.add(id)
  return (await asked.answer).find(({ programme }) => programme === id) ?? null
}
