const STATES = ['Niger', 'Mali', 'Chad', 'Iraq', 'Kenya', 'Somalia', 'Philippines', 'Tunisia', 'Jordan', 'Uzbekistan']
const PARTNERS = ['UNDP', 'UNESCO', 'CTED', 'UNICEF', 'INTERPOL']
const WORDS =
  'border security justice support victims terrorism financing prevention training prosecutors judges aviation prisons youth women community rule law evidence digital return fighters'.split(
    ' ',
  )

/** Programmes as a table of an officer: symbol, title, summary, type, status, States, pillars, partners, dates. */
export function tableOf(rows: number): Buffer {
  const said = (n: number, count: number) =>
    Array.from({ length: count }, (_, i) => WORDS[(n * 7 + i * (1 + (n % 5))) % WORDS.length]).join(' ')
  const line = (n: number) =>
    [
      `B-${rows}-${n}`,
      `Programme ${n} on ${said(n, 5)}`,
      `It does what ${said(n + 3, 25)} ask for.`,
      'Project',
      'Planned',
      `${STATES[n % 10]}; ${STATES[(n + 3) % 10]}`,
      String(1 + (n % 4)),
      PARTNERS[n % 5],
      `20${20 + (n % 5)}-0${1 + (n % 9)}-15`,
    ].join(',')
  const head = 'Reference,Title,Summary,Type,Status,States,Pillars,Partners,Start date'
  return Buffer.from([head, ...Array.from({ length: rows }, (_, n) => line(n + 1))].join('\r\n'))
}
