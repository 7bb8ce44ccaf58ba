import { useState } from 'react'
import { type AudienceDraft, toShares } from '../../records/web/audience-draft.ts'
import { AudienceEditor } from '../../records/web/audience-editor.tsx'
import { type Classification, LevelField } from '../../records/web/level-field.tsx'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions, FormSection } from '../../ui/controls/form.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useMay } from '../../ui/session.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { checkImport, type Import } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** Who will see all that the import makes; said before anything is tried. */
export function SeenStep({ of }: { of: Import }) {
  const t = useTexts(texts)
  const may = useMay()
  const { within } = of
  const lowest = within?.level ?? 0
  const [seen, setSeen] = useState<Classification>({
    level: of.seen?.level ?? lowest,
    handling: of.seen?.handling ?? [],
  })
  const [audience, setAudience] = useState<AudienceDraft>([])
  const check = useAction(checkImport)
  return (
    <Form
      onSubmit={() =>
        check.mutate({ id: of.id, level: seen.level, handling: [...seen.handling], audience: toShares(audience) })
      }
      error={check.error}
    >
      <FormSection
        title={t('step.seen')}
        lead={within ? t('seen.within', { title: within.title.text }) : t('seen.lead')}
      >
        <LevelField value={seen} onChange={setSeen} atLeast={lowest} />
        {!within && may('records:share') && (
          <AudienceEditor isNew value={audience} level={seen.level} onChange={setAudience} />
        )}
      </FormSection>
      <FormActions>
        <Button type="submit" kind="filled" isPending={check.isPending}>
          {t('check')}
        </Button>
      </FormActions>
    </Form>
  )
}
