import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recognise } from './recognise.ts'
import { sampleDocx, samplePdf, samplePng, zip } from './testing.ts'

const text = (words: string) => Buffer.from(words)

test.each([
  ['report.pdf', samplePdf(), 'application/pdf'],
  ['REPORT.PDF', samplePdf(), 'application/pdf'],
  ['photo.png', samplePng(), 'image/png'],
  ['letter.docx', sampleDocx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['notes.txt', text('Notes de la réunion, 会议'), 'text/plain'],
  ['table.csv', text('a,b\n1,2\n'), 'text/csv'],
  ['with a byte order mark.csv', text('\ufeffa,b\n'), 'text/csv'],
])('%s is accepted', async (name, bytes, type) => {
  expect(await recognise(bytes, name)).toBe(type)
})

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
test.each([
  ['logo.svg', text(svg)],
  ['logo.svg', text(`<?xml version="1.0"?>${svg}`)],
  ['logo.png', text(svg)],
  ['page.html', text('<!doctype html><script>alert(1)</script>')],
  ['page.xhtml', text('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>')],
  ['report.pdf', text('<html>')],
  ['report.docx', samplePdf()],
  ['report.pdf.html', samplePdf()],
  ['report', samplePdf()],
  ['setup.exe', Buffer.concat([text('MZ'), Buffer.alloc(200)])],
  ['setup.txt', Buffer.concat([text('MZ'), Buffer.alloc(200)])],
  ['run.sh', text('#!/bin/sh\nrm -rf /')],
  ['archive.zip', zip([['a.txt', text('a')]])],
  ['letter.docx', zip([['a.txt', text('a')]])],
  ['letter.docx', sampleDocx('application/vnd.ms-word.document.macroEnabled.main+xml')],
  ['letter.docm', sampleDocx('application/vnd.ms-word.document.macroEnabled.main+xml')],
  ['notes.txt', Buffer.from('\ufeffnotes', 'utf16le')],
  ['notes.txt', Buffer.from([0x63, 0x61, 0x66, 0xe9])],
])('%s is refused', async (name, bytes) => {
  expect(await recognise(bytes, name)).toBeUndefined()
})

test('[67] a document that unpacks to far more than it is, is judged without unpacking it', async () => {
  const zeros = Buffer.alloc(64_000_000)
  const bomb = zip([
    ['[Content_Types].xml', zeros],
    ['word/document.xml', zeros],
  ])
  const before = process.memoryUsage.rss()
  await recognise(bomb, 'bomb.docx')
  // Nor when it lies about its size.
  bomb.writeUInt32LE(1000, 22)
  await recognise(bomb, 'bomb.docx')
  expect(process.memoryUsage.rss() - before).toBeLessThan(40_000_000)
})

test('no bytes, however broken, are more than refused', async () => {
  const beginnings = [
    samplePdf(),
    samplePng(),
    sampleDocx(),
    Buffer.from('ffd8ffe0', 'hex'),
    Buffer.from('II*\0'),
    Buffer.alloc(0),
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...beginnings),
      fc.nat(200),
      fc.uint8Array({ maxLength: 300 }),
      async (begin, cut, rest) => {
        const bytes = Buffer.concat([begin.subarray(0, Math.max(4, begin.length - cut)), rest])
        await recognise(bytes, 'file.pdf')
      },
    ),
    { seed: 11, numRuns: 500 },
  )
})
