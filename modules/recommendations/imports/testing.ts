import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import * as imports from '../../../platform/imports/contract.ts'
import { importsOf } from '../../../platform/imports/index.ts'
import { wordDocument } from '../../../platform/imports/sheets/docx.testing.ts'
import { drainJobs } from '../../../platform/jobs/testing.ts'
import type { TestPerson } from '../../../platform/testing.ts'
import { written } from '../../programmes/testing.ts'
import { addAssessment } from '../assessment-contract.ts'
import * as contract from '../contract.ts'
import { recommendations } from '../index.ts'
import { consentPlatform } from '../testing.ts'

export const HEAD = ['No.', 'Recommendation', 'Resolution/paragraph', 'Theme', 'Priority', 'TA needed']
export const BASIS = 'S/RES/2396 (2017), para. 11'
export const table = (...rows: string[][]) => wordDocument([{ rows: [HEAD, ...rows] }])

/** A platform on which CTED brings tables of recommendations into its assessments, and the steps of that. */
export async function broughtPlatform() {
  const brought = importsOf([recommendations])
  const people = await consentPlatform(brought)
  const { platform, cted } = people

  const KIND = 'recommendations.recommendation'
  const work = () => drainJobs(platform, [recommendations, brought])
  const visit = async (by = cted, level = 1) =>
    (
      await by.call(addAssessment, {
        ...{ request: randomUUID(), state: 'NER', title: written('Visit'), type: 'focused', level },
        ...{ startsOn: '2026-01-10', endsOn: '2026-01-14' },
      })
    ).head.id
  const upload = (by: TestPerson, file: Buffer, more: Record<string, string>) =>
    platform.app.inject({
      method: 'POST',
      url: imports.uploadTable.path,
      query: { kind: KIND, name: 'report.docx', language: 'en', request: randomUUID(), ...more },
      headers: { 'x-test-person': by.id, 'x-concord': '1', 'content-type': 'application/octet-stream' },
      payload: file,
    })
  async function bring(within: string, file: Buffer, by = cted) {
    const reply = await upload(by, file, { within })
    expect(reply.statusCode, reply.body).toBe(200)
    return imports.Import.parse(reply.json())
  }
  const mapped = (of: imports.Import, by = cted) =>
    by.call(imports.mapColumns, {
      ...{ id: of.id, sheet: of.sheet, head: of.head, language: of.language },
      columns: of.columns.map(({ key }) => key),
    })
  async function checked(of: imports.Import, more: object = {}, by = cted) {
    await mapped(of, by)
    await by.call(imports.checkImport, { id: of.id, ...more })
    await work()
    return by.call(imports.readImport, { id: of.id })
  }
  async function act(by: TestPerson, endpoint: typeof imports.runImport | typeof imports.undoImport, id: string) {
    await by.call(endpoint, { id })
    await work()
    return by.call(imports.readImport, { id })
  }
  async function ran(within: string, file: Buffer) {
    const { id } = await checked(await bring(within, file))
    return act(cted, imports.runImport, id)
  }
  const listed = async (assessment: string, by = cted) =>
    (await by.call(contract.listRecommendations, { assessment, sort: 'title', dir: 'asc' })).items
  return { ...people, visit, work, upload, bring, mapped, checked, act, ran, listed }
}
