import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keccak } from '../../../app/core/hashes.ts';

const FOLDER = join(import.meta.dirname, '../../../.local/judging');

/** What `make` gives for a setting, kept as JSON beside the build, so that a long grid can be stopped and taken up again. */
export async function cached<T>(setting: unknown, make: () => Promise<T>): Promise<T> {
  const key = keccak(new TextEncoder().encode(JSON.stringify(setting))).slice(2, 18);
  const file = join(FOLDER, `${key}.json`);
  try {
    return JSON.parse(await readFile(file, 'utf8')).result;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const result = await make();
  await mkdir(FOLDER, { recursive: true });
  await writeFile(`${file}.part`, JSON.stringify({ setting, result }));
  await rename(`${file}.part`, file);
  return result;
}
