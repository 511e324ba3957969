import type { Journal } from '../store/journal.ts';

/** What was seen last, so that a page without a network opens with it. Views are plain data; bigints travel as `{ $: digits }`. */

/** Keeps a view under a name; a journal that is full keeps none. */
export async function keepLast(journal: Journal, name: string, view: unknown): Promise<void> {
  const text = JSON.stringify(view, (_, value) => (typeof value === 'bigint' ? { $: value.toString() } : value));
  await journal.set(name, new TextEncoder().encode(text)).catch(() => undefined);
}

/** Undefined where there is none, or none that can be read. */
export async function readLast<View>(journal: Journal, name: string): Promise<View | undefined> {
  try {
    const bytes = await journal.get(name);
    return bytes && JSON.parse(new TextDecoder().decode(bytes), (_, value) => (isBig(value) ? BigInt(value.$) : value));
  } catch {
    return undefined;
  }
}

function isBig(value: unknown): value is { $: string } {
  return typeof value === 'object' && value !== null && typeof (value as { $?: unknown }).$ === 'string' && Object.keys(value).length === 1;
}
