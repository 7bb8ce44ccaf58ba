import { openEveryPage } from './every-page.ts'

openEveryPage({ language: 'ar', dark: true })
