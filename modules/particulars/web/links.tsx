import type { ReactNode } from 'react'
import { IconButton } from '../../../platform/ui/controls/button.tsx'
import { Link as Anchor } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { type Link, listLinks, type Particulars, removeLink } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './particulars.module.css'

const hrefOfWork = ({ kind, id }: Link['other']): string =>
  kind === 'programme' ? `/programmes/${id}` : `/programmes/activities/${id}`

type LinksProps = { of: Particulars; mayWrite: boolean; actions: ReactNode }

/** What the record is linked with, both ways; nothing where there is nothing to show and nothing to do. */
export function Links({ of, mayWrite, actions }: LinksProps) {
  const t = useTexts(texts)
  const links = useEndpoint(listLinks, { id: of.id })
  const remove = useAction(removeLink, { onDone: () => toast(t('unlinked')) })
  if (!mayWrite && links.data?.total === 0) return null
  return (
    <Section title={t('links')} id="links" actions={actions}>
      <Answer of={links} shape="table" rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.none}>{t('links.none')}</p>
          ) : (
            <SmallTable
              label={t('links')}
              rows={items}
              rowId={({ id }) => id}
              columns={[
                { id: 'kind', title: t('links.kind'), cell: ({ way, kind }) => t(`link.${way}.${kind}`) },
                {
                  id: 'other',
                  title: t('links.other'),
                  width: 'wide',
                  cell: ({ other }) => (
                    <Anchor href={hrefOfWork(other)}>
                      <WrittenText of={other.title} quiet />
                    </Anchor>
                  ),
                },
                { id: 'what', title: t('links.other_kind'), cell: ({ other }) => t(other.kind) },
                ...(mayWrite
                  ? [
                      {
                        id: 'remove',
                        title: '',
                        // A link said on the other record is taken back there.
                        cell: (link: Link) =>
                          link.way === 'to' && (
                            <IconButton
                              icon="delete"
                              label={t('links.remove', { title: link.other.title.text })}
                              onPress={() => remove.mutate({ id: of.id, version: of.version, link: link.id })}
                            />
                          ),
                      },
                    ]
                  : []),
              ]}
            />
          )
        }
      </Answer>
    </Section>
  )
}
