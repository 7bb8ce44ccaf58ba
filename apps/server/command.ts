import type { Config } from '../../platform/config.ts'
import { type App, makeApp } from './app.ts'
import { openConcord } from './open.ts'

/**
 * Opens a data folder for one command of the command line, when no server runs on it: the same endpoints, asked without
 * a network. Jobs that the command asks for wait for the next server.
 *
 * @throws SetupProblem when the folder is in use or for something else
 */
export async function openForCommand(config: Config): Promise<Pick<App, 'app' | 'close'>> {
  const opened = await openConcord(config)
  try {
    const { app, close } = await makeApp(config, opened)
    return { app, close: () => close().finally(opened.close) }
  } catch (error) {
    await opened.close()
    throw error
  }
}
