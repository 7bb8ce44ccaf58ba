import { asking, type Book, everywhere, type Reading } from './book-parts.ts'

/** IATI files out and in: what is read names records in sight and out of it as its identifiers and parents. */
export function iatiInputs(r: Reading): Book {
  const files = [...r.records.slice(0, 6), ...r.nowhere].map((id) => ({
    input: {},
    file: Buffer.from(fileNaming(`CONCORD-UNA-${id}`)),
  }))
  return {
    'iati.survey': everywhere(r.world, {}),
    'iati.ask_export': asking({}, { reporting: 'XM-DAC-1' }),
    'iati.check': { inputs: files },
    'iati.ask_import': { inputs: files.slice(0, 4) },
  }
}

const fileNaming = (identifier: string) => `<iati-activities version="2.03"><iati-activity xml:lang="en" hierarchy="2">
<iati-identifier>${identifier}</iati-identifier><reporting-org ref="X-1" type="40"><narrative>UNA</narrative></reporting-org>
<title><narrative>Read from a file</narrative></title><description><narrative>Words</narrative></description>
<activity-status code="2"/><activity-date type="2" iso-date="2020-01-15"/>
<related-activity type="1" ref="${identifier}"/></iati-activity></iati-activities>`
