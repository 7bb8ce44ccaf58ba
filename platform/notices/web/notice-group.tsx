import { Link } from 'wouter'
import { RecordLink } from '../../records/web/record-link.tsx'
import { IconButton } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { useRecordPages } from '../../ui/record-pages.ts'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { markRead, type Notice, type NoticeGroup } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './notices.module.css'

/** What there is to tell of one record, or one notice about none. Whoever follows a notice has read it. */
export function NoticeGroupCard({ of: { record, notices, total, unread } }: { of: NoticeGroup }) {
  const t = useTexts(texts)
  const { kindName, hrefOf } = useRecordPages()
  const mark = useAction(markRead)
  const unreadIds = notices.flatMap(({ id, unread }) => (unread ? [id] : []))
  const hidden = total - notices.length
  return (
    <li className={css.group} data-unread={unread > 0 ? '' : undefined}>
      <div className={css.head}>
        {record && (
          <h2 className={css.record}>
            <span className={css.kind}>{kindName(record.kind)}</span>
            <RecordLink of={record} />
            {record.level > 0 && <LevelMark level={record.level} />}
          </h2>
        )}
        {unreadIds.length > 0 && (
          <span className={css.mark}>
            <IconButton
              icon="check"
              size="small"
              label={t('mark')}
              isPending={mark.isPending}
              onPress={() => mark.mutate({ ids: unreadIds })}
            />
          </span>
        )}
      </div>
      <ul className={css.notices}>
        {notices.map((notice) => (
          <NoticeLine
            key={notice.id}
            of={notice}
            href={notice.href?.startsWith('/') ? notice.href : record ? hrefOf(record) + (notice.href ?? '') : null}
            onFollow={() => notice.unread && mark.mutate({ ids: [notice.id] })}
          />
        ))}
      </ul>
      {hidden > 0 && <p className={css.earlier}>{t('earlier', { count: hidden })}</p>}
    </li>
  )
}

type NoticeLineProps = { of: Notice; href: string | null; onFollow: () => void }

function NoticeLine({ of: { text, at, unread }, href, onFollow }: NoticeLineProps) {
  const t = useTexts(texts)
  const { ago, moment } = useFormats()
  return (
    <li className={css.notice} data-unread={unread ? '' : undefined}>
      {unread && <span className="for-screen-readers">{t('unread')}:</span>}
      {href ? (
        <Link href={href} onClick={onFollow} dir="auto">
          {text}
        </Link>
      ) : (
        <span dir="auto">{text}</span>
      )}
      <time dateTime={at} title={moment(at)}>
        {ago(at)}
      </time>
    </li>
  )
}
