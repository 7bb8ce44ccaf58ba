import type { z } from 'zod'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { show } from '../../../platform/text.ts'
import { OrganisationRecord } from '../../directory/contract.ts'
import { readOrganisation } from '../../directory/index.ts'
import type * as contract from '../contract.ts'
import { briefFile } from './brief.ts'
import { changePart, figuresPart, focalPointsPart, officesPart, overlapsPart, sourcesPart, workPart } from './parts.ts'
import { standingsPart } from './standings.ts'

/** Of a State, its own brief is asked for; of an entry that was merged, the one that stands for it. */
export async function exportEntity(
  tx: Tx,
  input: z.output<typeof contract.exportEntity.input>,
  asked: Call,
): Promise<FileAnswer> {
  const call = { ...asked, language: input.language ?? asked.language }
  const { language } = call
  const read = async (code: string) => OrganisationRecord.parse(await readOrganisation(tx, { code }, call))
  const named = await read(input.code)
  const entity = named.mergedInto ? await read(named.mergedInto.code) : named
  if (entity.kind === 'state' || entity.kind === 'observer_state') throw notFound()
  const { code, names, formal, acronym, partOf, paragraphs, groups } = entity
  return briefFile(
    tx,
    {
      ...{ code, subject: { entities: [code] }, is: 'entity' },
      title: () => show(names, language).text,
      blocks: (of, say, year) => {
        const { ofDirectory, ofProgrammes, shown, formats } = say
        const list = formats.list(paragraphs.map(String))
        return [
          {
            is: 'facts',
            facts: [
              ...(formal ? [{ label: ofDirectory('name.formal'), value: shown(show(formal, language)) }] : []),
              ...(acronym ? [{ label: ofDirectory('acronym'), value: shown(show(acronym, language)) }] : []),
              { label: ofDirectory('kind'), value: ofDirectory(`kind.${entity.kind}`) },
              { label: ofDirectory('code'), value: code },
              ...(partOf ? [{ label: ofDirectory('part_of'), value: shown(partOf.name) }] : []),
              ...(entity.annex ? [{ label: ofDirectory('annex'), value: ofDirectory(`annex.${entity.annex}`) }] : []),
              ...(paragraphs.length > 0
                ? [
                    {
                      label: ofDirectory('paragraphs'),
                      value: ofDirectory('paragraphs.list', { count: paragraphs.length, list }),
                    },
                  ]
                : []),
            ],
          },
          ...figuresPart(ofProgrammes('done.by_entity'), ofProgrammes('done.nothing_by_entity'))(of, say),
          ...workPart(of, say),
          ...officesPart(of, say),
          ...focalPointsPart(of, say),
          ...overlapsPart(of, say),
          ...changePart(year)(of, say),
          ...standingsPart(groups, say),
          ...sourcesPart(of, say),
        ]
      },
    },
    input,
    call,
  )
}
