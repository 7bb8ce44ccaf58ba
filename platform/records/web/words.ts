import { useMemo } from 'react'
import type { PrincipalRef } from '../../access/refs.ts'
import { useLanguage, useTexts } from '../../ui/language.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import type { GrantLine } from '../contract.ts'
import { texts } from '../locales/index.ts'

type RecordTexts = keyof (typeof texts)['en']

export const useRecordTexts = () => useTexts(texts)

/** How audiences are put into words. */
export function useAudienceWords() {
  const t = useRecordTexts()
  const language = useLanguage()
  const formats = useFormats()
  return useMemo(() => {
    const roleName = (role: string): string => {
      const key = `role.${role}` as RecordTexts
      // The reader's own language: a browser holds the texts of no other.
      return key in texts[language] ? t(key) : role
    }
    const nameOf = ({ kind, name, role, code }: PrincipalRef): string => {
      if (name === null) return t(kind === 'group' ? 'some_group' : 'someone')
      if (role) return t('role.of', { role: roleName(role), organisation: code ?? name.text })
      return name.text
    }
    /** An end at midnight is the end of the day before, as people say it; others are hours. */
    const endOf = (until: string): string => {
      const at = new Date(until)
      const isMidnight = at.getTime() % 86_400_000 === 0
      return isMidnight ? formats.day(new Date(at.getTime() - 1).toISOString()) : formats.moment(until)
    }
    const until = (end: string | null): string | undefined => (end ? t('strip.until', { date: endOf(end) }) : undefined)
    const several = (names: readonly string[], most = 3): string => {
      if (names.length <= most) return formats.list(names)
      const shown = names.slice(0, most - 1)
      return t('strip.others', { names: shown.join(', '), count: names.length - shown.length })
    }
    /** Those whom lines in force let in, each once. */
    const reachedBy = (lines: readonly GrantLine[]): string[] => [
      ...new Set(lines.filter((g) => g.state === 'in_force' && g.gives !== 'deny').map((g) => nameOf(g.to))),
    ]
    return { roleName, nameOf, endOf, until, several, reachedBy }
  }, [t, language, formats])
}
