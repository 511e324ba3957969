import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generateKeyPair, privateKeyFromProtobuf, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import type { PrivateKey } from '@libp2p/interface';
import { BaseError } from '../core/errors.ts';

/**
 * The libp2p identity in a file, made where the file is absent, so that a multiaddr outlives its process.
 * @throws BadKeyFileError rather than overwriting a file that is not such a key
 */
export async function openIdentity(file: string): Promise<PrivateKey> {
  let stored: string;
  try {
    stored = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new BadKeyFileError({ file }, error);
    const key = await generateKeyPair('Ed25519');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, Buffer.from(privateKeyToProtobuf(key)).toString('base64'), { mode: 0o600 });
    return key;
  }
  try {
    return privateKeyFromProtobuf(Buffer.from(stored.trim(), 'base64'));
  } catch (cause) {
    throw new BadKeyFileError({ file }, cause);
  }
}

export class BadKeyFileError extends BaseError {
  constructor(facts: { file: string }, cause: unknown) {
    super('Not a libp2p key', facts, cause);
  }
}
