import * as z from 'zod';
import { BaseError } from './errors.ts';

/** What the page is told at start about the chains it may use: `networks.json`, next to the built files. */
z.config({ jitless: true });

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'an address');
const link = z.url({ protocol: /^(https?|wss?)$/ }).max(300);

const network = z.object({
  name: z.string().min(1).max(40),
  chainId: z.int().min(1),
  rpc: link,
  deployment: z.object({ factory: address, lens: address, token: address, arena: address, beacon: address, block: z.int().min(0) }),
  relays: z.array(z.string().min(1).max(300)).max(32),
  explorer: link.optional(),
  devWallet: z.boolean().default(false),
  /** Canonical bytes, as text, of specs that a first visit shows before it dials any peer; each is checked by its digest. */
  specs: z.array(z.string().max(65_536)).max(64).default([]),
  iceServers: z
    .array(
      z.object({ urls: z.union([z.string(), z.array(z.string())]), username: z.string().optional(), credential: z.string().optional() }),
    )
    .max(16)
    .default([]),
});

const schema = z.object({ networks: z.array(network).min(1).max(16) });

/** One chain: where its node, contracts and relays are. `block` is the one that the contracts were deployed in. */
export type Network = z.infer<typeof network>;

/** @throws InvalidNetworksError with the path of the first fault */
export function readNetworks(value: unknown): readonly Network[] {
  const result = schema.safeParse(value);
  if (result.success) return result.data.networks;
  const [issue] = result.error.issues;
  throw new InvalidNetworksError({ subject: issue?.path.join('.') || 'networks.json', expected: issue?.message ?? 'a list of networks' });
}

export class InvalidNetworksError extends BaseError {
  constructor(facts: { subject: string; expected: string }) {
    super('Invalid networks', facts);
  }
}
