import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { oneLanguage } from './apps/web/build/one-language.ts'
import { ourLanguages } from './apps/web/build/our-languages.ts'

const root = import.meta.dirname

export default defineConfig({
  root: `${root}/apps/web`,
  plugins: [react(), oneLanguage(root), ourLanguages()],
  build: {
    outDir: `${root}/.data/web`,
    emptyOutDir: true,
    // The content security policy allows no data: fonts or styles, and every asset is cached by its name for good.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://localhost:8700' } },
})
