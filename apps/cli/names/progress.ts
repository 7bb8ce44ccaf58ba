/** Progress on a terminal, on standard error, four times a second at most; silent elsewhere. */
export class Progress {
  private last = 0
  private shown = false

  show(what: string, done: number, of: number): void {
    if (!process.stderr.isTTY) return
    const now = performance.now()
    if (now - this.last < 250) return
    this.last = now
    this.shown = true
    process.stderr.write(`\r${what} ${done.toLocaleString('en')} of ${of.toLocaleString('en')}\u001b[K`)
  }

  clear(): void {
    if (this.shown) process.stderr.write('\r\u001b[K')
    this.shown = false
  }
}
