import { Link } from 'wouter'
import { ButtonLink } from '../../platform/ui/controls/button.tsx'
import { Icon } from '../../platform/ui/controls/icon.tsx'
import { useTexts } from '../../platform/ui/language.tsx'
import { Panels } from '../../platform/ui/panels.tsx'
import { useSession } from '../../platform/ui/session.tsx'
import { usePlaces } from '../../platform/ui/shell/places.ts'
import { useTranslatedPages } from '../../platform/ui/shell/use-translated-pages.ts'
import { signInHref } from '../../platform/ui/sign-in.ts'
import { useFormats } from '../../platform/ui/use-formats.ts'
import css from './home.module.css'
import { texts } from './locales/index.ts'

const QUESTIONS = ['waits', 'changed', 'coming'] as const

/** Three questions, answered for this person by the modules: what waits, what changed, what is coming. */
export function Home() {
  const { person } = useSession()
  return person ? <OwnHome /> : <PublicHome />
}

function OwnHome() {
  const t = useTexts(texts)
  const formats = useFormats()
  const { person, today } = useSession()
  const { name, organisation } = person!
  return (
    <div className={css.home}>
      <header>
        <h1>{t('home.greeting', { name })}</h1>
        <p className={css.quiet}>{t('home.at', { organisation: organisation.name.text, today: formats.day(today) })}</p>
      </header>
      <div className={css.questions}>
        {QUESTIONS.map((question) => (
          <Question key={question} question={question} />
        ))}
      </div>
    </div>
  )
}

function Question({ question }: { question: (typeof QUESTIONS)[number] }) {
  const t = useTexts(texts)
  const { person } = useSession()
  const place = `home.${question}` as const
  return (
    <section className={css.question} aria-label={t(question)}>
      <h2>{t(question)}</h2>
      <div className={css.panels}>
        <Panels place={place} id={person!.id} code={person!.organisation.code} />
      </div>
      <p className={css.none}>{t(`${question}.none`)}</p>
    </section>
  )
}

function PublicHome() {
  const t = useTexts(texts)
  const places = useTranslatedPages(usePlaces().filter((page) => page.path !== '/'))
  return (
    <div className={css.public}>
      <h1>{t('home.public')}</h1>
      <p>{t('home.public_lead')}</p>
      <p>
        <ButtonLink kind="filled" href={signInHref()}>
          {t('sign_in')}
        </ButtonLink>
      </p>
      {places.length > 0 && (
        <section className={css.open} aria-label={t('home.open')}>
          <h2>{t('home.open')}</h2>
          <ul>
            {places.map(({ page, title }) => (
              <li key={page.path}>
                <Link href={page.path}>
                  <Icon name={page.nav?.icon ?? 'file'} />
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
