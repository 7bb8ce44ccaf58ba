import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomUUID,
} from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Files on disk: `<folder>/ab/cd/<hash>`, each 12 bytes of nonce, 16 of tag, then the content under AES-256-GCM, bound to
 * its hash. The hash is keyed and taken of the content. One key for all; nonces are random.
 */
export type Disk = {
  /** Fingerprint of the key. */
  key: string
  hashOf(content: Uint8Array): string
  /** Whole or not at all; the same work is done whether the content was there before or not. */
  write(hash: string, content: Uint8Array): Promise<void>
  /** @throws Damaged when it is not there, or not what was written */
  read(hash: string): Promise<Buffer>
  /** Destroys the content. */
  destroy(hash: string): Promise<void>
  /** Puts the content where nothing looks for it, until `emptyBin` destroys it. */
  setAside(hash: string): Promise<void>
  /** The hashes of everything kept, folder by folder. */
  kept(): AsyncGenerator<string[]>
  /** Destroys what was set aside, and what was left half-written, before `before`. */
  emptyBin(before: Date): Promise<void>
}

/** What lies on disk is not what was stored. */
export class Damaged extends Error {
  override name = 'Damaged'
}

const NONCE = 12
const TAG = 16
/** Half-written files and those set aside; no hash begins with a word. */
const DRAFTS = 'drafts'
const BIN = 'bin'

export function openDisk(folder: string, key: Uint8Array): Disk {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `concord files: ${use}`, 32))
  const [naming, sealing] = [keyFor('names'), keyFor('content')]
  const pathOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not the hash of a file')
    return join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
  }

  return {
    key: createHash('sha256').update(keyFor('fingerprint')).digest('hex').slice(0, 16),
    hashOf: (content) => createHmac('sha256', naming).update(content).digest('hex'),

    async write(hash, content) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(hash))
      const sealed = Buffer.concat([cipher.update(content), cipher.final()])
      const path = pathOf(hash)
      await makeFolder(join(folder, DRAFTS))
      await makeFolder(dirname(path))
      const draft = join(folder, DRAFTS, randomUUID())
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writev([nonce, cipher.getAuthTag(), sealed])
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
      await syncFolder(dirname(path))
    },

    async read(hash) {
      const sealed = await readFile(pathOf(hash)).catch((error: unknown) => {
        throw new Damaged('missing on disk', { cause: error })
      })
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, NONCE), { authTagLength: TAG })
        decipher.setAAD(Buffer.from(hash)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
        return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
      } catch (error) {
        throw new Damaged('changed on disk, or of another key', { cause: error })
      }
    },

    destroy: (hash) => rm(pathOf(hash), { force: true }),

    async setAside(hash) {
      await makeFolder(join(folder, BIN))
      const aside = join(folder, BIN, hash)
      await rename(pathOf(hash), aside)
      await utimes(aside, new Date(), new Date())
    },

    async *kept() {
      for (const first of await hexFolders(folder))
        for (const second of await hexFolders(join(folder, first))) yield await readdir(join(folder, first, second))
    },

    async emptyBin(before) {
      for (const place of [DRAFTS, BIN])
        for (const name of await namesIn(join(folder, place))) {
          const path = join(folder, place, name)
          if ((await stat(path)).mtime < before) await rm(path)
        }
    },
  }
}

const makeFolder = (path: string) => mkdir(path, { recursive: true, mode: 0o700 })

/** Without this a crash of the machine may forget the new name, though not the content. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const hexFolders = async (folder: string): Promise<string[]> =>
  (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))
