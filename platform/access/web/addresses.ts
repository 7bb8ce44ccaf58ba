import { useEffect, useState } from 'react'
import { useSearch } from 'wouter'

/** Where the reader was going. Only places of Concord: a link from elsewhere must not send them on to a false one. */
export function useThen(): string {
  return placeHere(new URLSearchParams(useSearch()).get('then') ?? '')
}

/** A path of this site, else the home page; `//host` and `/\host` are other sites to a browser. */
export const placeHere = (then: string): string => (/^\/(?![/\\])[^\p{Cc}]*$/u.test(then) ? then : '/')

export const secondFactorHref = (then: string): string =>
  then === '/' ? '/second-factor' : `/second-factor?then=${encodeURIComponent(then)}`

/** The secret after the `#` of a mailed link; it is then taken out of the address, and so out of the browser's history. */
export function useLinkSecret(): string {
  const [secret] = useState(() => (typeof window === 'undefined' ? '' : window.location.hash.slice(1)))
  useEffect(() => {
    if (secret) window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  }, [secret])
  return /^[\w-]{43}$/.test(secret) ? secret : ''
}
