import type { z } from 'zod'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { readState } from '../../directory/index.ts'
import type * as contract from '../contract.ts'
import { briefFile } from './brief.ts'
import { changePart, figuresPart, focalPointsPart, officesPart, overlapsPart, sourcesPart, workPart } from './parts.ts'
import { standingsPart } from './standings.ts'

const GROUPS = ['ldc', 'lldc', 'sids'] as const

export async function exportCountry(
  tx: Tx,
  input: z.output<typeof contract.exportCountry.input>,
  asked: Call,
): Promise<FileAnswer> {
  const call = { ...asked, language: input.language ?? asked.language }
  const state = await readState(tx, { code: input.code }, call)
  const { code } = state
  const about = {
    ...{ code, subject: { states: [code] as [string] }, is: 'country' as const },
    title: () => state.names[call.language]!,
  }
  return briefFile(
    tx,
    {
      ...about,
      blocks: (of, say, year) => {
        const { ofDirectory, ofProgrammes, joined, shown } = say
        const groups = GROUPS.filter((group) => state[group]).map((group) => ofDirectory(`development.${group}`))
        return [
          {
            is: 'facts',
            facts: [
              { label: ofDirectory('name.formal'), value: state.formal[call.language]! },
              { label: ofDirectory('kind'), value: ofDirectory(`kind.${state.kind}`) },
              { label: ofDirectory('region'), value: joined(state.regions.map(({ name }) => shown(name))) },
              ...(groups.length > 0 ? [{ label: ofDirectory('development'), value: joined(groups) }] : []),
              { label: ofDirectory('codes.alpha3'), value: code },
            ],
          },
          ...figuresPart(ofProgrammes('done.in_state'), ofProgrammes('done.nothing_in_state'))(of, say),
          ...workPart(of, say),
          ...officesPart(of, say),
          ...focalPointsPart(of, say),
          ...overlapsPart(of, say),
          ...changePart(year)(of, say),
          ...standingsPart(state.groups, say),
          ...sourcesPart(of, say),
        ]
      },
    },
    input,
    call,
  )
}
