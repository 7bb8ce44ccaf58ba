import type { Generated } from 'kysely'

/** Rows of schema auth that we read or write ourselves; the rest is better-auth's alone. See 0010_auth.sql. */
export type AuthTables = {
  user: { id: string; email: string; twoFactorEnabled: boolean; updatedAt: Generated<Date> }
  session: {
    id: Generated<string>
    token: string
    userId: string
    secondFactor: Generated<boolean>
    ipAddress: string | null
    userAgent: string | null
    expiresAt: Date
    createdAt: Generated<Date>
  }
  account: { id: Generated<string>; accountId: string; providerId: string; userId: string; password: string | null }
  twoFactor: {
    id: Generated<string>
    userId: string
    secret: string
    backupCodes: string
    verified: Generated<boolean>
    failedVerificationCount: Generated<number>
    lockedUntil: Generated<Date | null>
  }
  passkey: { id: Generated<string>; name: string | null; userId: string; createdAt: Date | null }
  attempts: { key: Buffer; count: number; ends_at: Date }
  used_codes: { hash: Buffer; used_at: Generated<Date> }
  pending_apps: { person: string; secret: string; until: Date }
  proven_mailboxes: { person: string; until: Date }
}
