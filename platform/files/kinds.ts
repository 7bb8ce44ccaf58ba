/**
 * What may be stored: documents and pictures that carry no program of their own. SVG, HTML and macros are not among them.
 * By the extension that the content's own kind has.
 */
export const KINDS: Readonly<Record<string, { type: string; extensions: readonly string[] }>> = {
  pdf: { type: 'application/pdf', extensions: ['pdf'] },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', extensions: ['pptx'] },
  odt: { type: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
  odp: { type: 'application/vnd.oasis.opendocument.presentation', extensions: ['odp'] },
  png: { type: 'image/png', extensions: ['png'] },
  jpg: { type: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  gif: { type: 'image/gif', extensions: ['gif'] },
  webp: { type: 'image/webp', extensions: ['webp'] },
}

/** Plain text has no mark of its own; its name says what it is. */
export const TEXTS: Readonly<Record<string, string>> = { txt: 'text/plain', csv: 'text/csv' }

/** Extensions of all that may be stored. */
export const EXTENSIONS: readonly string[] = [
  ...Object.values(KINDS).flatMap(({ extensions }) => extensions),
  ...Object.keys(TEXTS),
]
