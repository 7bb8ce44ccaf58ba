import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import type { Block } from '../../../platform/documents/document.ts'
import { documentFile, markingOf } from '../../../platform/documents/file.ts'
import type { Asked } from '../contract.ts'
import { type Gathered, gather, type Subject } from './gather.ts'
import { type Speaker, speakerFor } from './words.ts'

/** What differs between a State's brief and an entity's. */
type About = {
  code: string
  subject: Subject
  /** `country` or `entity`: of the text of its kind, and of the name of the file. */
  is: 'country' | 'entity'
  title: (say: Speaker) => string
  blocks: (of: Gathered, say: Speaker, year: number) => Block[]
}

/** One brief as a file: gathered as the viewer, in the language asked for. */
export async function briefFile(
  tx: Tx,
  { code, subject, is, title, blocks }: About,
  { format, year = 0 }: Asked,
  call: Call,
): Promise<FileAnswer> {
  const { language, at } = call
  const of = year || at.getUTCFullYear()
  const gathered = await gather(tx, code, subject, of, call)
  const say = speakerFor(language)
  const { mark, records } = gathered
  const name = title(say)
  const document = {
    ...{ title: name, kind: say.t(is), language, at: at.toISOString(), level: mark.level },
    marking: markingOf(mark, language),
    basis: await basisOf(tx, say, call),
    blocks: [
      ...(mark.invented ? [{ is: 'paragraph', tone: 'warning', words: say.t('invented.some') } as const] : []),
      ...blocks(gathered, say, of),
    ],
  }
  return documentFile(format, `${is}-${code}`, document, records)
}

/** For whom it was made: another may see more, or less. */
async function basisOf(tx: Tx, { t, formats }: Speaker, { viewer, language, at }: Call): Promise<string> {
  const { organisation, name, preview } = viewer
  const ref =
    organisation === null ? undefined : (await organisationRefs(tx, [organisation], language)).get(organisation)
  const who = { name: name ?? '', organisation: ref?.name.text ?? '', date: formats.day(at.toISOString()) }
  return t(preview === null ? 'basis' : 'basis.previewed', who)
}
