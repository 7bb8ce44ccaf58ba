/** What one file may hold. Whatever is over it is refused with the place where it goes over. */
export const LIMITS = {
  /** Bytes as sent. */
  file: 25_000_000,
  /** Bytes unpacked, all that is read of a workbook together. */
  unpacked: 400_000_000,
  /** Rows with something in them, all sheets together. */
  rows: 110_000,
  /** Number of the last row. */
  height: 1_048_576,
  columns: 200,
  sheets: 50,
  /** Characters of one cell: as in a spreadsheet. */
  cell: 32_767,
  /** Characters of all cells together. */
  text: 120_000_000,
  /** Entries of a packed workbook. */
  entries: 5_000,
  /** Cells that merged cells cover. */
  merged: 500_000,
  /** Milliseconds to read it. */
  time: 60_000,
  /** Megabytes of memory to read it in. */
  memory: 1024,
} as const

/** Rows of one import. */
export const MOST_ROWS = 100_000

/** Encodings of text that are read. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1251',
  'windows-1256',
  'gb18030',
] as const

/** What stands between the cells of a line. */
export const DELIMITERS = [',', ';', '\t', '|'] as const
