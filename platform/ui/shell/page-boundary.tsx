import { Component, type ReactNode } from 'react'
import { Fault } from '../states/fault.tsx'

/** A page that breaks leaves the frame standing, and can be tried again. */
export class PageBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    if (!this.state.isBroken) return this.props.children
    // A page that could not be fetched stays broken in memory, also after an update of the server: only a fresh load helps.
    return <Fault isPage onAgain={() => window.location.reload()} />
  }
}
