import { z } from 'zod'
import { endpoint, listOf, paging, query } from '../contract.ts'
import { RecordLine } from '../records/contract.ts'

const PACES = ['at_once', 'daily', 'weekly', 'never'] as const
const Pace = z.enum(PACES)
const Topic = z.string().regex(/^[a-z_]+\.[a-z_]+$/)

export const Notice = z.object({
  id: z.uuid(),
  topic: Topic,
  /** In the reader's language, with names as far as the reader may know them. */
  text: z.string(),
  /** Where it leads within Concord; to its record when null. */
  href: z.string().nullable(),
  at: z.iso.datetime(),
  unread: z.boolean(),
})
export type Notice = z.output<typeof Notice>

/** What there is to tell of one record; or one notice that is about none. */
export const NoticeGroup = z.object({
  record: RecordLine.nullable(),
  /** The latest first, at most 20. */
  notices: z.array(Notice),
  total: z.number().int(),
  unread: z.number().int(),
})
export type NoticeGroup = z.output<typeof NoticeGroup>

export const listNotices = endpoint({
  method: 'GET',
  path: '/api/notices/list',
  access: 'signed-in',
  audit: 'notices.list',
  cli: 'list',
  summary: 'What you were told, by record, the latest first',
  input: z.object({ unread: query.flag().default(false), topic: Topic.optional(), ...paging }),
  output: listOf(NoticeGroup).extend({
    /** Topics of which there is anything, for narrowing. */
    topics: z.array(z.object({ topic: Topic, title: z.string() })),
  }),
})

export const countUnread = endpoint({
  method: 'GET',
  path: '/api/notices/unread',
  access: 'signed-in',
  audit: 'notices.unread',
  cli: 'unread',
  summary: 'How many of your notices are unread, counted to 100',
  input: z.object({}),
  output: z.object({ count: z.number().int() }),
})

export const markRead = endpoint({
  method: 'POST',
  path: '/api/notices/read',
  access: 'signed-in',
  audit: 'notices.read',
  cli: 'read',
  summary: 'Mark notices of yours as read: some, or all that were there at a moment',
  input: z
    .object({
      ids: z.array(z.uuid()).max(200).optional(),
      /** All that were told until then; later ones stay unread. */
      until: z.iso.datetime().optional(),
      topic: Topic.optional(),
    })
    .refine(({ ids, until }) => (ids === undefined) !== (until === undefined), { path: ['until'] }),
  output: z.object({ marked: z.number().int() }),
})

/** `Asia/Baghdad`: a name of the IANA time zone database. */
const TimeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/)
  .refine((zone) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
    } catch {
      return false // no such zone
    }
  })
const Hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const NoticeSettings = z.object({
  timeZone: TimeZone,
  /** Between these hours of the person's day no mail goes out; it waits. */
  quiet: z
    .object({ from: Hour, until: Hour })
    .refine(({ from, until }) => from !== until, { path: ['until'] })
    .nullable(),
  /** Hour of the daily and weekly digest. */
  mailAt: Hour,
  /** No mail of notices at all, whatever is chosen by topic. */
  noMail: z.boolean(),
})
export type NoticeSettings = z.output<typeof NoticeSettings>

export const readSettings = endpoint({
  method: 'GET',
  path: '/api/notices/settings',
  access: 'signed-in',
  audit: 'notices.settings',
  cli: 'settings',
  summary: 'When and how often mail tells you of what',
  input: z.object({}),
  output: NoticeSettings.extend({
    /** False until the person has set anything: the browser then knows the zone better. */
    isSet: z.boolean(),
    topics: z.array(z.object({ topic: Topic, title: z.string(), pace: Pace, usual: Pace })),
  }),
})

export const changeSettings = endpoint({
  method: 'POST',
  path: '/api/notices/settings/change',
  access: 'signed-in',
  audit: 'notices.change_settings',
  cli: 'settings change',
  summary: 'Choose when and how often mail tells you of what',
  input: NoticeSettings.partial().extend({
    topics: z
      .array(z.object({ topic: Topic, pace: Pace }))
      .max(200)
      .default([]),
  }),
  output: z.object({}),
})

export const readFollowing = endpoint({
  method: 'GET',
  path: '/api/notices/following',
  access: 'signed-in',
  audit: 'notices.following',
  cli: 'following',
  summary: 'Whether you follow a record',
  input: z.object({ record: z.uuid() }),
  output: z.object({ following: z.boolean() }),
})

export const follow = endpoint({
  method: 'POST',
  path: '/api/notices/follow',
  access: 'signed-in',
  audit: 'notices.follow',
  cli: 'follow',
  summary: 'Be told when a record changes, or no more',
  input: z.object({ record: z.uuid(), following: z.boolean().default(true) }),
  output: z.object({ following: z.boolean() }),
})

export const listFollowed = endpoint({
  method: 'GET',
  path: '/api/notices/followed',
  access: 'signed-in',
  audit: 'notices.followed',
  cli: 'followed',
  summary: 'The records that you follow, the latest first',
  input: z.object({ ...paging }),
  output: listOf(z.object({ record: RecordLine, since: z.iso.datetime() })),
})

const Token = z.string().min(1).max(300)

export const readStop = endpoint({
  method: 'POST',
  path: '/api/notices/stop/read',
  access: 'public',
  audit: 'notices.read_stop',
  cli: 'stop show',
  summary: 'Which mail a link from a mail stops',
  input: z.object({ token: Token }),
  output: z.object({
    /** Of the link; null: all. */
    topic: Topic.nullable(),
    topics: z.array(z.object({ topic: Topic, title: z.string() })),
  }),
})

export const stopMail = endpoint({
  method: 'POST',
  path: '/api/notices/stop',
  access: 'public',
  audit: 'notices.stop',
  cli: 'stop',
  summary: 'Stop mail with the link from a mail, without signing in: of one topic, or all',
  input: z.object({ token: Token, topic: Topic.optional() }),
  output: z.object({}),
})

export const stopAtOnce = endpoint({
  method: 'POST',
  path: '/api/notices/stop-at-once',
  access: 'public',
  audit: 'notices.stop_at_once',
  cli: 'stop-at-once',
  summary: 'The same for mail programs, which post the address in a mail’s List-Unsubscribe (RFC 8058)',
  fromAnywhere: true,
  upload: 10_000,
  input: z.object({ token: Token }),
  output: z.object({}),
})
