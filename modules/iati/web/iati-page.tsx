import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { JobProgress } from '../../../platform/jobs/web/job-progress.tsx'
import { ask } from '../../../platform/ui/asking.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { useKitTexts, useTexts } from '../../../platform/ui/language.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { askIatiExport, askIatiImport, checkIati, type Dry, surveyIati } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './iati.module.css'

/** Programmes and activities as IATI files: what would be published, and what a file of others holds. */
export function Iati() {
  const t = useTexts(texts)
  return (
    <ListPage title={t('title')} lead={<p>{t('lead')}</p>}>
      <Section title={t('out')}>
        <Publish />
      </Section>
      <Section title={t('in')}>
        <TakeOver />
      </Section>
    </ListPage>
  )
}

function Publish() {
  const kit = useKitTexts()
  const t = useTexts(texts)
  const { number } = useFormats()
  const survey = useEndpoint(surveyIati, {})
  const [reporting, setReporting] = useState<string>()
  const [job, setJob] = useState<string>()
  const begin = useAction(askIatiExport, { onDone: (of) => setJob(of.job) })
  return (
    <Answer of={survey}>
      {({ programmes, activities, kept, reporting: usual }) => (
        <div className={css.part}>
          <p>{t('out.holds', { programmes: number(programmes), activities: number(activities) })}</p>
          {kept.length > 0 && (
            <>
              <h3>{t('out.kept')}</h3>
              <ul className={css.kept}>
                {kept.map(({ why, count }) => (
                  <li key={why}>{kit('labelled', { label: t(`kept.${why}`), value: number(count) })}</li>
                ))}
              </ul>
            </>
          )}
          <Form
            onSubmit={() => begin.mutate({ reporting: reporting ?? usual })}
            error={begin.error}
            labels={{ reporting: t('out.reporting') }}
          >
            <TextField
              label={t('out.reporting')}
              name="reporting"
              description={t('out.reporting.hint')}
              value={reporting ?? usual}
              onChange={setReporting}
              isRequired
            />
            <FormActions>
              <Button
                type="submit"
                kind="filled"
                isPending={begin.isPending}
                isDisabled={programmes + activities === 0}
              >
                {t('out.make')}
              </Button>
            </FormActions>
          </Form>
          {job && <JobProgress job={job} />}
        </div>
      )}
    </Answer>
  )
}

function TakeOver() {
  const t = useTexts(texts)
  const { number } = useFormats()
  const [file, setFile] = useState<File>()
  const [dry, setDry] = useState<Dry>()
  const [job, setJob] = useState<string>()
  const [failed, setFailed] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const send = async (act: (file: File) => Promise<void>) => {
    if (!file) return
    setBusy(true)
    setFailed(undefined)
    await act(file).catch((error: Error) => setFailed(error.message))
    setBusy(false)
  }
  return (
    <div className={css.part}>
      <p>{t('in.lead')}</p>
      <div className={css.acts}>
        <FileTrigger
          acceptedFileTypes={['.xml', 'application/xml', 'text/xml']}
          onSelect={(files) => {
            setFile(files?.[0])
            setDry(undefined)
            setJob(undefined)
          }}
        >
          <Button>{t('in.file')}</Button>
        </FileTrigger>
        {file && <bdi>{file.name}</bdi>}
      </div>
      <div className={css.acts}>
        <Button
          isDisabled={!file}
          isPending={isBusy}
          onPress={() => void send(async (of) => setDry(await ask(checkIati, {}, { file: of })))}
        >
          {t('in.check')}
        </Button>
        {dry && dry.fit > 0 && !job && (
          <Button
            kind="filled"
            isPending={isBusy}
            onPress={() => void send(async (of) => setJob((await ask(askIatiImport, {}, { file: of })).job))}
          >
            {t('in.take')}
          </Button>
        )}
      </div>
      {failed && <p role="alert">{failed}</p>}
      {dry && (
        <p role="status">
          {t('in.found', { activities: number(dry.activities), fit: number(dry.fit), known: number(dry.known) })}
        </p>
      )}
      {job && <JobProgress job={job} />}
      {dry && dry.problems.length > 0 && (
        <>
          <h3>{t('in.problems')}</h3>
          <SmallTable
            label={t('in.problems')}
            rows={dry.problems}
            rowId={({ line, element, problem }) => `${line} ${element} ${problem}`}
            columns={[
              { id: 'line', title: t('column.line'), width: 'narrow', cell: ({ line }) => number(line) },
              { id: 'identifier', title: t('column.identifier'), cell: ({ identifier }) => <bdi>{identifier}</bdi> },
              { id: 'element', title: t('column.element'), cell: ({ element }) => <bdi>{element}</bdi> },
              { id: 'problem', title: t('column.problem'), width: 'wide', cell: ({ problem }) => problem },
            ]}
          />
        </>
      )}
    </div>
  )
}
