import type { Facts } from '../core/errors.ts';

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

export function rejected(reason: RejectReason, subject: string, expected: string | number, actual?: string | number): Rejected {
  return { reason, facts: { subject, expected, actual } };
}
