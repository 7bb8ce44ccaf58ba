/**
 * What stops Concord from starting and can be mended by the person at the terminal: its message is one clear sentence
 * that names the variable, port or folder. Shown without a stack; every other throw is a fault.
 */
export class SetupProblem extends Error {
  override name = 'SetupProblem'
}
