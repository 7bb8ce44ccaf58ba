import type { IatiActivity } from './kinds.ts'

/** A file as another publisher writes it: no word of Concord in it. */
export const FOREIGN = `<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2021-01-10T00:00:00Z">
  <iati-activity xml:lang="fr" default-currency="EUR" hierarchy="1">
    <iati-identifier>XM-DAC-41114-SAHEL-1</iati-identifier>
    <reporting-org ref="XM-DAC-41114" type="40"><narrative>UNDP</narrative></reporting-org>
    <title><narrative>Appui à la justice au Sahel</narrative><narrative xml:lang="en">Support to justice in the Sahel</narrative></title>
    <description type="1"><narrative>Formation de magistrats.</narrative></description>
    <participating-org role="1" type="10"><narrative xml:lang="en">Niger</narrative></participating-org>
    <participating-org role="4" type="40"><narrative>United Nations Office on Drugs and Crime</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2019-12-01"/>
    <activity-date type="2" iso-date="2020-01-15"/>
    <activity-date type="3" iso-date="2022-12-31"/>
    <recipient-country code="NE" percentage="60"/><recipient-country code="ML" percentage="40"/>
    <sector vocabulary="1" code="15130"/><sector vocabulary="8" code="16.3"/><sector vocabulary="9" code="16.a.1"/><sector vocabulary="99" vocabulary-uri="https://example.org/own" code="prisons"><narrative>Prisons</narrative></sector>
    <tag vocabulary="2" code="16"/>
    <budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><value value-date="2020-01-01">100</value></budget>
    <result type="3"><title><narrative>Une justice plus proche</narrative></title>
      <indicator measure="1"><title><narrative>Magistrats formés</narrative></title><baseline year="2019" value="0"/>
        <period><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><target value="60"/><actual value="50"/>
          <actual value="20"><dimension name="sex" value="female"/></actual><actual value="30"><dimension name="Sex" value="male"/></actual>
          <actual value="7"><dimension name="grade" value="junior"/></actual></period></indicator></result>
  </iati-activity>
  <iati-activity xml:lang="en">
    <iati-identifier>XM-DAC-41114-SAHEL-2</iati-identifier>
    <reporting-org ref="XM-DAC-41114" type="40"><narrative>UNDP</narrative></reporting-org>
    <title><narrative>Nobody knows its partner</narrative></title>
    <description><narrative>Words</narrative></description>
    <participating-org role="4" type="90"><narrative>Nobody of that name</narrative></participating-org>
    <activity-status code="6"/>
    <activity-date type="2" iso-date="2020-13-15"/>
    <recipient-country code="QQ"/>
  </iati-activity>
</iati-activities>`

/** An activity of a file, of the least that there must be. */
export const activity = (of: Partial<IatiActivity> = {}): IatiActivity => ({
  ...{
    identifier: 'XX-1',
    hierarchy: 1,
    language: 'en',
    isSecondary: false,
    title: { en: 'Title' },
    description: null,
  },
  reporting: { ref: 'CONCORD-UNODC', type: '40', code: 'UNODC', names: { en: 'UNODC' } },
  ...{ targets: null, participating: [], symbol: '', status: '2', dates: [], scope: null, countries: [], regions: [] },
  ...{ locations: [], sectors: [], tags: [], related: [], sdgs: [], results: [], own: null },
  ...of,
})
