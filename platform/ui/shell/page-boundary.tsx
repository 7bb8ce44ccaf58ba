import { Component, type ReactNode } from 'react'
import { Unreachable } from '../asking.ts'
import { Fault } from '../states/fault.tsx'
import { Offline } from '../states/offline.tsx'

/** A page that breaks leaves the frame standing, and can be tried again. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    // A page that could not be fetched stays broken in memory, also after an update of the server: only a fresh load helps.
    const State = this.state.error instanceof Unreachable ? Offline : Fault
    return <State isPage onAgain={() => window.location.reload()} />
  }
}
