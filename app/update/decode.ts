import { layoutOf } from '../core/layout.ts';
import type { Spec } from '../core/spec.ts';
import type { Update } from '../core/words.ts';
import { maxUpdateBytes, UPDATE_HEADER_MAX_BYTES, updateMetadata } from './encode.ts';
import { type Rejected, rejected } from './rejected.ts';
import { type Container, InvalidContainerError, readSafetensors } from './safetensors.ts';
import { readValues } from './values.ts';

/** What the chain says about a proposal, and the spec. */
export type Expected = Omit<Update, 'delta'> & { readonly spec: Spec };

const REASON = { task: 'wrong-task', round: 'wrong-round', proposer: 'wrong-proposer', base: 'wrong-base' } as const;

/**
 * The update in a peer's bytes, or why it is none: a bad peer is a value. Never throws on bytes; linear time. Nothing is made
 * that is larger than the file or the spec's model.
 * @throws InvalidUpdateError where `expected` itself is malformed
 */
export function decodeUpdate(bytes: Uint8Array, expected: Expected): Update | Rejected {
  const { spec, ...about } = expected;
  const wanted = updateMetadata(about);
  if (bytes.length > maxUpdateBytes(spec)) return rejected('too-large', 'file bytes', `at most ${maxUpdateBytes(spec)}`, bytes.length);
  let container: Container;
  try {
    container = readSafetensors(bytes, UPDATE_HEADER_MAX_BYTES);
  } catch (error) {
    if (!(error instanceof InvalidContainerError)) throw error;
    return { reason: 'not-canonical', facts: error.facts };
  }
  const { metadata } = container;
  for (const [key, value] of wanted) {
    const actual = metadata.get(key);
    if (actual !== value) return rejected(REASON[key as keyof typeof REASON], key, value, actual?.slice(0, 80));
  }
  if (metadata.size !== wanted.size) return rejected('not-canonical', 'metadata entries', wanted.size, metadata.size);
  const values = readValues(container.tensors, spec.update, layoutOf(spec).size);
  return 'reason' in values ? values : { ...about, delta: values };
}

/** Narrows what `decodeUpdate` returned. */
export function isRejected(decoded: Update | Rejected): decoded is Rejected {
  return 'reason' in decoded;
}
