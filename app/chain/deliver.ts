import { type Hex, keccak256, type LocalAccount, type PublicClient, type TransactionReceipt, TransactionReceiptNotFoundError } from 'viem';
import { BaseError } from '../core/errors.ts';
import type { Address, Digest } from '../core/words.ts';
import { NotEnoughGasError, named, refusal } from './errors.ts';
import { type Fees, raised, readFees } from './fees.ts';

export type Letter = { readonly nonce: number; readonly to: Address; readonly data?: Hex; readonly value?: bigint; readonly gas: bigint };
export type Delivered = { readonly receipt: TransactionReceipt; readonly bytes: number };

/** After this many polls without a receipt a transaction is sent again, under the same nonce with higher fees. */
const PATIENCE_POLLS = 30;
const ATTEMPTS = 6;
/** Polls for a receipt of ours once the nonce is used, before another transaction is held to have taken it. */
const RECEIPT_POLLS = 3;

/**
 * Signs, sends and waits for the receipt, under one nonce whatever happens, so that at most one copy is ever mined. Undefined
 * where another transaction of the same key took the nonce.
 * @throws NotEnoughGasError, RpcUnavailableError, NotMinedError
 */
export async function deliver(
  client: PublicClient,
  account: LocalAccount,
  chainId: number,
  letter: Letter,
  first?: Fees,
): Promise<Delivered | undefined> {
  const { nonce } = letter;
  const sent = new Map<Digest, number>();
  let fees = first ?? (await named(readFees(client)));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const expected = letter.gas * fees.maxFeePerGas + (letter.value ?? 0n);
    const actual = await named(client.getBalance({ address: account.address }));
    if (actual < expected && sent.size === 0) throw new NotEnoughGasError({ account: account.address, expected, actual });
    const signed = await account.signTransaction({ type: 'eip1559', chainId, ...letter, ...fees });
    const hash = keccak256(signed);
    const refused = await client.sendRawTransaction({ serializedTransaction: signed }).then(
      () => undefined,
      (error: unknown) => rejection(error),
    );
    if (refused === undefined || refused === 'known') sent.set(hash, (signed.length - 2) / 2);
    else if (refused instanceof Error) {
      if (sent.size === 0) throw refused;
    }
    const found = await mined(client, account.address, nonce, sent, refused === 'underpriced' ? 0 : PATIENCE_POLLS);
    if (found !== 'waiting') return found;
    fees = raised(fees, await named(readFees(client)));
  }
  throw new NotMinedError({ account: account.address, nonce, attempts: ATTEMPTS });
}

/**
 * The nonce to use next. Waits while transactions of an earlier run (a page that was reloaded) are still on their way, and
 * answers with the first of theirs where they do not move. Asked before a simulation, so that whatever is mined after it
 * takes the nonce away and cannot be followed by a second copy of the act.
 */
export async function nextNonce(client: PublicClient, address: Address): Promise<number> {
  for (let polls = 0; ; polls++, await pause(client)) {
    const [pending, latest] = await named(
      Promise.all([
        client.getTransactionCount({ address, blockTag: 'pending' }),
        client.getTransactionCount({ address, blockTag: 'latest' }),
      ]),
    );
    if (pending > latest && polls < PATIENCE_POLLS) continue;
    // A node may count a transaction a moment before its other answers know of it.
    if (polls > 0) await pause(client);
    return latest;
  }
}

/** The races of a nonce that another copy or another tab caused; everything else as an error. */
function rejection(error: unknown): 'known' | 'taken' | 'underpriced' | unknown {
  const text = error instanceof Error ? `${error.message} ${String((error as { details?: unknown }).details)}` : '';
  if (/already known|already imported|known transaction/i.test(text)) return 'known';
  if (/nonce too low|nonce is lower|lower than the current nonce/i.test(text)) return 'taken';
  if (/underpriced|fee too low|less than block base fee/i.test(text)) return 'underpriced';
  return refusal(error);
}

/** The receipt of whichever copy was mined; undefined where the nonce is used and none of ours was it. */
async function mined(
  client: PublicClient,
  address: Address,
  nonce: number,
  sent: ReadonlyMap<Digest, number>,
  patience: number,
): Promise<Delivered | undefined | 'waiting'> {
  for (let polls = 0, usedFor = 0; ; polls++, await pause(client)) {
    const used = (await named(client.getTransactionCount({ address, blockTag: 'latest' }))) > nonce;
    for (const [hash, bytes] of sent) {
      const receipt = await named(client.getTransactionReceipt({ hash }).catch(none));
      if (receipt) return { receipt, bytes };
    }
    // A node may count a transaction a moment before it knows the receipt.
    if (used && usedFor++ >= RECEIPT_POLLS) return undefined;
    if (polls >= patience) return 'waiting';
  }
}

function none(error: unknown): undefined {
  if (error instanceof TransactionReceiptNotFoundError) return undefined;
  throw error;
}

const pause = (client: PublicClient) => new Promise((resolve) => setTimeout(resolve, client.pollingInterval));

/** Fees were raised several times and no block took it. */
export class NotMinedError extends BaseError {
  constructor(facts: { account: string; nonce: number; attempts: number }) {
    super('Transaction not mined', facts);
  }
}
