import { BaseError } from '../core/errors.ts';
import { readSpec, type Spec } from '../core/spec.ts';
import type { Digest } from '../core/words.ts';
import { UnavailableError } from '../store/store.ts';
import type { Ground } from './ground.ts';
import { describe } from './problems.ts';

const SPEC_MAX_BYTES = 65_536;
/** What no peer can mend: looking again would find the same bytes. */
const HOPELESS = new Set(['InvalidSpecError', 'NotCanonicalError', 'NonCanonicalFileError', 'TooLargeError']);

export function isHopeless(error: unknown): boolean {
  return HOPELESS.has(describe(error).error);
}

/** Under which name a journal keeps a spec's bytes, so that the next visit shows it at once. */
export const specKey = (digest: Digest) => `spec:${digest}`;

/**
 * The spec of a task, fetched by digest and checked.
 * @throws SpecUnavailableError, and what the canonical reader and the schema throw
 */
export async function fetchSpec(
  ground: Pick<Ground, 'content'> & Partial<Pick<Ground, 'journal'>>,
  digest: Digest,
  signal?: AbortSignal,
): Promise<Spec> {
  const { store } = await ground.content();
  try {
    const bytes = await store.get(digest, { signal, maxBytes: SPEC_MAX_BYTES });
    const spec = readSpec(bytes);
    await ground.journal?.set(specKey(digest), bytes).catch(() => undefined);
    return spec;
  } catch (error) {
    throw error instanceof UnavailableError ? new SpecUnavailableError({ digest }, error) : error;
  }
}

/** Nobody who can be reached has the bytes. */
export class SpecUnavailableError extends BaseError {
  constructor(facts: { digest: Digest }, cause: unknown) {
    super('No peer has the spec', facts, cause);
  }
}
