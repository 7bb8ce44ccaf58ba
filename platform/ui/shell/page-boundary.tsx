import { Component, type ReactNode } from 'react'
import { Unreachable } from '../asking.ts'
import { Fault } from '../states/fault.tsx'
import { Offline } from '../states/offline.tsx'

type PageBoundaryProps = { path: string; children: ReactNode }
type PageBoundaryState = { path: string; error: unknown }

/**
 * A page that breaks leaves the frame standing, and can be tried again; another path is another try. It stays from page to
 * page: what breaks as a page is left would otherwise take the frame along, since its own boundary leaves with it.
 */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override state: PageBoundaryState = { path: this.props.path, error: undefined }

  static getDerivedStateFromProps({ path }: PageBoundaryProps, state: PageBoundaryState) {
    return path === state.path ? null : { path, error: undefined }
  }

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
