/** Where the reader signs in, and comes back to this page afterwards. */
export function signInHref(): string {
  const here = typeof window === 'undefined' ? '/' : window.location.pathname + window.location.search
  return here === '/' || here.startsWith(SIGN_IN) ? SIGN_IN : `${SIGN_IN}?then=${encodeURIComponent(here)}`
}

export const SIGN_IN = '/sign-in'
