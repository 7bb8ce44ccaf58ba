import type { Language } from '../../text.ts'
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import ru from './ru.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

export const texts: Record<Language, Record<keyof typeof en, string>> = { ar, en, es, fr, ru, zh }
