import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Dataset } from '../../app/core/words.ts';

/** Writes 28 × 28 digits as a person would have them: two gzipped IDX files. Returns their paths. */
export async function writeIdx(folder: string, name: string, { features, labels }: Dataset): Promise<string[]> {
  const count = labels.length;
  const images = Buffer.alloc(16 + count * 784);
  for (const [i, word] of [0x803, count, 28, 28].entries()) images.writeUInt32BE(word, 4 * i);
  features.forEach((value, i) => {
    images[16 + i] = Math.round(value * 255);
  });
  const head = Buffer.alloc(8);
  head.writeUInt32BE(0x801, 0);
  head.writeUInt32BE(count, 4);
  const paths = [join(folder, `${name}-images-idx3-ubyte.gz`), join(folder, `${name}-labels-idx1-ubyte.gz`)];
  await writeFile(paths[0], gzipSync(images, { level: 1 }));
  await writeFile(paths[1], gzipSync(Buffer.concat([head, labels]), { level: 1 }));
  return paths;
}
