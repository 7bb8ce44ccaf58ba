import { Suspense } from 'react'
import { useLocation } from 'wouter'
import { LANGUAGES, type Language } from '../../text.ts'
import { classes } from '../classes.ts'
import { Button, ButtonLink, IconButton } from '../controls/button.tsx'
import { CALENDARS, type Calendar } from '../formats.ts'
import { LANGUAGE_NAMES, useKitTexts, useLanguage } from '../language.tsx'
import { Menu, type MenuEntry } from '../overlays/menu.tsx'
import { type Page, searchBoxOf } from '../pages.ts'
import { Panels } from '../panels.tsx'
import { prefer, type Theme, useReader } from '../reader.ts'
import { useSession } from '../session.tsx'
import { SIGN_IN, signInHref } from '../sign-in.ts'
import { Brand } from './brand.tsx'
import css from './top-bar.module.css'
import { useTranslatedPages } from './use-translated-pages.ts'

type TopBarProps = {
  /** All the reader may open. */
  pages: readonly Page[]
  /** Without the rail, the name of the place stands here. */
  isBare: boolean
  onLanguage: (language: Language) => void
  onSignOut: () => void
}

/** Search, language, display, person. */
export function TopBar({ pages, isBare, onLanguage, onSignOut }: TopBarProps) {
  const search = pages.find((page) => page.search)
  return (
    <header className={css.top}>
      <div className={classes(css.brand, isBare && css.always)}>
        <Brand />
      </div>
      <div className={css.search}>{search && !isBare && <Search page={search} pages={pages} />}</div>
      {!isBare && <Marks />}
      <LanguageMenu onLanguage={onLanguage} />
      <DisplayMenu />
      <PersonMenu pages={pages} onSignOut={onSignOut} />
    </header>
  )
}

/** What other parts bring to the bar: how much is unread, what is under way. */
function Marks() {
  const { person } = useSession()
  return person && <Panels place="shell.top" id={person.id} code={person.organisation.code} waiting={null} />
}

function Search({ page, pages }: { page: Page; pages: readonly Page[] }) {
  const Box = searchBoxOf(page)
  return (
    <Suspense fallback={null}>
      <Box page={page} pages={pages} />
    </Suspense>
  )
}

function LanguageMenu({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const t = useKitTexts()
  const language = useLanguage()
  const entries = LANGUAGES.map((l) => ({ id: l, label: LANGUAGE_NAMES[l], lang: l, onAction: () => onLanguage(l) }))
  return (
    <Menu
      label={t('language')}
      groups={[{ id: 'languages', chosen: language, entries }]}
      trigger={
        <Button kind="quiet" icon="language" aria-label={`${t('language')}: ${LANGUAGE_NAMES[language]}`}>
          <span className={css.wide}>{LANGUAGE_NAMES[language]}</span>
        </Button>
      }
    />
  )
}

const THEMES = [
  { id: 'system', icon: 'display' },
  { id: 'light', icon: 'sun' },
  { id: 'dark', icon: 'moon' },
] as const satisfies { id: Theme; icon: MenuEntry['icon'] }[]

function DisplayMenu() {
  const t = useKitTexts()
  const { theme, calendar } = useReader()
  const icon = THEMES.find(({ id }) => id === theme)!.icon
  return (
    <Menu
      label={t('display')}
      groups={[
        {
          id: 'theme',
          heading: t('theme'),
          chosen: theme,
          entries: THEMES.map(({ id, icon }) => ({
            id,
            icon,
            label: t(`theme.${id}`),
            onAction: () => prefer({ theme: id }),
          })),
        },
        {
          id: 'calendar',
          heading: t('calendar'),
          chosen: calendar,
          entries: CALENDARS.map((id: Calendar) => ({
            id,
            label: t(`calendar.${id}`),
            onAction: () => prefer({ calendar: id }),
          })),
        },
      ]}
      trigger={<IconButton icon={icon} label={t('display')} />}
    />
  )
}

function PersonMenu({ pages, onSignOut }: { pages: readonly Page[]; onSignOut: () => void }) {
  const t = useKitTexts()
  const { person } = useSession()
  const [path] = useLocation()
  const own = useTranslatedPages(
    pages.filter((page) => page.nav?.place === 'person').sort((a, b) => a.nav!.order - b.nav!.order),
  )
  if (!person && path.startsWith(SIGN_IN)) return null
  if (!person)
    return (
      <ButtonLink href={signInHref()} kind="filled" size="small">
        {t('sign_in')}
      </ButtonLink>
    )
  const organisation = person.organisation
  return (
    <Menu
      label={t('person')}
      head={
        <div className={css.who}>
          <p className={css.whoName}>
            <bdi>{person.name}</bdi>
          </p>
          <p lang={organisation.name.language} dir="auto">
            {organisation.name.text}
          </p>
        </div>
      }
      groups={[
        {
          id: 'own',
          entries: own.map(({ page, title }) => ({
            id: page.path,
            label: title,
            href: page.path,
            ...(page.nav ? { icon: page.nav.icon } : {}),
          })),
        },
        {
          id: 'out',
          entries: [{ id: 'sign-out', label: t('sign_out'), icon: 'sign-out' as const, onAction: onSignOut }],
        },
      ].filter((group) => group.entries.length > 0)}
      trigger={
        <Button kind="quiet">
          <span className={css.person}>
            <span className="for-screen-readers">{t('person')}:</span>
            <span className={css.initials} aria-hidden="true">
              {initials(person.name)}
            </span>
            <span className={css.names}>
              <bdi className={css.personName}>{person.name}</bdi>
              <bdi className={css.personOf}>{organisation.code ?? organisation.name.text}</bdi>
            </span>
          </span>
        </Button>
      }
    />
  )
}

const initials = (name: string): string => {
  const words = name.split(/\s+/).filter(Boolean)
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  // The particle of a name is not its letter: al-Saffar, d’Almeida.
  return [first, last.replace(/^\p{Ll}+[-’']/u, '')]
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}
