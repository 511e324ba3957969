import type { Facts } from '../core/errors.ts';
import { layoutOf } from '../core/layout.ts';
import type { Spec } from '../core/spec.ts';
import type { Update } from '../core/words.ts';
import { blockCount, dequantise, findNonCanonicalBlock, type Quantised } from './codec.ts';
import { maxUpdateBytes, UPDATE_HEADER_MAX_BYTES, updateMetadata } from './encode.ts';
import { type Container, InvalidContainerError, readSafetensors } from './safetensors.ts';

/** Why a peer's update is invalid; anyone finds the same from the same bytes. */
export type RejectReason =
  | 'too-large'
  | 'not-canonical'
  | 'wrong-task'
  | 'wrong-round'
  | 'wrong-proposer'
  | 'wrong-base'
  | 'wrong-shape'
  | 'not-finite';

export type Rejected = { readonly reason: RejectReason; readonly facts: Facts };

/** What the chain says about a proposal, and the spec. */
export type Expected = Omit<Update, 'delta'> & { readonly spec: Spec };

const REASON = { task: 'wrong-task', round: 'wrong-round', proposer: 'wrong-proposer', base: 'wrong-base' } as const;

/**
 * The update in a peer's bytes, or why it is none: a bad peer is a value. Never throws on bytes; linear time.
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
  const quantised = quantisedIn(container, spec);
  if ('reason' in quantised) return quantised;
  const infinite = quantised.scale.findIndex((step) => !Number.isFinite(Math.fround(step * 127)));
  if (infinite >= 0) return rejected('not-finite', `scale ${infinite}`, 'finite values', quantised.scale[infinite]);
  const block = findNonCanonicalBlock(quantised, spec.update.block);
  if (block >= 0) return rejected('not-canonical', `block ${block}`, 'zeros, or a largest value of 127 steps');
  return { ...about, delta: dequantise(quantised, spec.update.block) };
}

/** Narrows what `decodeUpdate` returned. */
export function isRejected(decoded: Update | Rejected): decoded is Rejected {
  return 'reason' in decoded;
}

function quantisedIn({ tensors }: Container, spec: Spec): Quantised | Rejected {
  const { size } = layoutOf(spec);
  const blocks = blockCount(size, spec.update.block);
  const [scale, q] = tensors;
  const actual = tensors.map(({ name, dtype, shape }) => `${name} ${dtype} [${shape.join(', ')}]`).join(', ');
  const wanted = `scale F32 [${blocks}], q I8 [${size}]`;
  if (scale?.dtype !== 'F32' || q?.dtype !== 'I8' || actual !== wanted) return rejected('wrong-shape', 'tensors', wanted, actual);
  return { q: q.values, scale: scale.values };
}

function rejected(reason: RejectReason, subject: string, expected: string | number, actual?: string | number): Rejected {
  return { reason, facts: { subject, expected, actual } };
}
