import * as z from 'zod';
import { BaseError } from '../core/errors.ts';
import type { Address } from '../core/words.ts';

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/) as unknown as z.ZodType<Address>;

const schema = z.strictObject({
  chainId: z.int().positive(),
  token: address,
  arena: address,
  beacon: address,
  factory: address,
  lens: address,
  /** Block from which on there is something to read. */
  block: z.int().nonnegative(),
});

/** Where the contracts of one deployment are, as it travels in a JSON file. */
export type Deployment = z.infer<typeof schema>;

/** @throws InvalidDeploymentError */
export function readDeployment(value: unknown): Deployment {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InvalidDeploymentError({ subject: issue.path.join('.'), expected: issue.message });
}

export class InvalidDeploymentError extends BaseError {
  constructor(facts: { subject: string; expected: string }) {
    super('Invalid deployment', facts);
  }
}
