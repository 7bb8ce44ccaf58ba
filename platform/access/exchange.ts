import type { IncomingHttpHeaders } from 'node:http'
import type { SignIn } from './sign-in.ts'

/** The exchange with a browser, as far as signing in needs it. Only this part of the platform reads it. */
export type Exchange = {
  signIn: SignIn
  headers: IncomingHttpHeaders
  /** Network address of the caller, as far as the proxies in front may be believed. */
  address: string
  /** Set-Cookie lines that go out with the answer. */
  cookies: string[]
}
