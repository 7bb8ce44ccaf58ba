import type { z } from 'zod'
import type { Language, Written } from '../../../platform/text.ts'
import { idsOf, type Option, optionOf } from '../../../platform/ui/controls/option.ts'
import { emptyWritten, writtenOrNull } from '../../../platform/ui/controls/written-field.tsx'
import type { editProgramme } from '../contract.ts'
import type { Amount, ProgrammeRecord } from '../fields.ts'
import { isOffice, type KnownDate } from '../rules.ts'
import { type CommonForm, commonForm, commonInput, emptyCommon, type Name, type Start } from './form-value.ts'

export type ProgrammeForm = CommonForm &
  OfficeForm & { funders: readonly Option[]; beneficiaries: Written; mandates: string }
/** Of offices, hubs and deployments; kept while another type is chosen, and not sent. */
export type OfficeForm = {
  hosts: readonly Option[]
  isAgreed: boolean
  reference: string
  signed: KnownDate | null
  staff: Amount | null
  contacts: readonly Option[]
}

export const emptyProgramme = (start: Start): ProgrammeForm => ({
  ...emptyCommon(start),
  funders: [],
  beneficiaries: emptyWritten(start.language),
  mandates: '',
  ...officeForm(null),
})

export const programmeForm = (of: ProgrammeRecord, name: Name, language: Language): ProgrammeForm => ({
  ...commonForm(of, name, language),
  funders: of.funders.map(optionOf),
  beneficiaries: of.beneficiaries ?? emptyWritten(language),
  mandates: of.mandates.join('; '),
  ...officeForm(of.office),
})

const officeForm = (of: ProgrammeRecord['office']): OfficeForm => ({
  hosts: of?.hosts.map(optionOf) ?? [],
  isAgreed: of !== null && of.agreement !== null,
  reference: of?.agreement?.reference ?? '',
  signed: of?.agreement?.signed ?? null,
  staff: of?.staff ?? null,
  contacts: of?.contacts.map(optionOf) ?? [],
})

/** What stands between commas and semicolons. */
const parts = (text: string): string[] =>
  text
    .split(/[,;،؛、，；]/)
    .map((part) => part.trim())
    .filter(Boolean)

type ProgrammeInput = Omit<z.input<typeof editProgramme.input>, 'id' | 'version'>

/** What the form says, as the endpoints take it. */
export function programmeInput(value: ProgrammeForm): ProgrammeInput {
  const { hosts, isAgreed, reference, signed, staff, contacts, ...form } = value
  const office = {
    hosts: idsOf(hosts),
    agreement: isAgreed ? { reference, signed } : null,
    staff,
    contacts: idsOf(contacts),
  }
  return {
    ...commonInput(form),
    status: form.status as ProgrammeInput['status'],
    funders: idsOf(form.funders),
    beneficiaries: writtenOrNull(form.beneficiaries),
    mandates: parts(form.mandates),
    office: isOffice(form.type ?? '') ? office : null,
  }
}
