import { openEveryPage } from './every-page.ts'

openEveryPage({ language: 'en', dark: false })
