import { afterAll } from 'vitest';
import { startWorld, type TestWorld } from '../../chain.ts';

/** A real chain with everything deployed; stopped after the tests of the file. */
export async function openWorld(options: Parameters<typeof startWorld>[0] = {}): Promise<TestWorld> {
  const world = await startWorld(options);
  afterAll(world.stop);
  return world;
}
