import type { Block, Words } from '../../../platform/documents/document.ts'
import type { Standing } from '../../directory/contract.ts'
import type { Speaker } from './words.ts'

/** What it is in the Compact and its working groups; what no source confirms is said to be so. */
export function standingsPart(groups: readonly Standing[], { ofDirectory, shown, formats }: Speaker): Block[] {
  if (groups.length === 0) return []
  const when = ({ from, fromKnown, until }: Standing): string =>
    [fromKnown ? formats.day(from) : '', until ? formats.day(until) : ''].filter(Boolean).join(' – ')
  return [
    { is: 'heading', level: 1, text: ofDirectory('standings') },
    {
      is: 'table',
      caption: ofDirectory('groups'),
      columns: [
        { label: ofDirectory('group'), width: 3 },
        { label: ofDirectory('role') },
        { label: ofDirectory('when'), width: 1.4 },
        { label: ofDirectory('source'), width: 1.4 },
      ],
      rows: groups.map((standing): Words[] => [
        shown(standing.group.name),
        ofDirectory(`role.${standing.role}`),
        when(standing),
        standing.confirmed ? standing.source : ofDirectory('unconfirmed'),
      ]),
    },
  ]
}
