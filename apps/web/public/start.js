// Runs before the first paint, so that a reader of Arabic or of the dark never sees the other first.
try {
  const kept = JSON.parse(localStorage.getItem('concord.reader') ?? '{}')
  if (kept.theme === 'light' || kept.theme === 'dark') document.documentElement.dataset.theme = kept.theme
} catch {
  // Storage refused or spoilt: the system's theme holds.
}
const known = ['ar', 'en', 'es', 'fr', 'ru', 'zh']
const wishes = [/(?:^|; )lang=(\w\w)/.exec(document.cookie)?.[1], ...navigator.languages.map((l) => l.slice(0, 2))]
document.documentElement.lang = wishes.find((l) => known.includes(l)) ?? 'en'
document.documentElement.dir = document.documentElement.lang === 'ar' ? 'rtl' : 'ltr'
