import { open, rename } from 'node:fs/promises'

/** Writes a file that only its owner may read, whole or not at all: a crash leaves the old one or the new one. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const draft = `${file}.draft`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, file)
}
