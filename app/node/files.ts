import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FsBlockstore } from 'blockstore-fs';
import { FsDatastore } from 'datastore-fs';

/** Blocks and their pins as files below a folder, made where it is absent. */
export async function openFileBlocks(folder: string): Promise<{ blockstore: FsBlockstore; datastore: FsDatastore }> {
  await mkdir(folder, { recursive: true });
  const blockstore = new FsBlockstore(join(folder, 'blocks'));
  const datastore = new FsDatastore(join(folder, 'data'));
  await blockstore.open();
  await datastore.open();
  return { blockstore, datastore };
}
