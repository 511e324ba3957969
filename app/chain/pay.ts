import { BaseError } from '../core/errors.ts';
import type { Address } from '../core/words.ts';
import { flockTokenAbi } from './abi.gen.ts';
import { type Call, simulate } from './call.ts';
import type { OnSent, Sent } from './chain.ts';
import { ContractRevertError, NotEnoughGasError, named } from './errors.ts';
import { readFees } from './fees.ts';
import { NO_PERMIT, type Permit, signPermit } from './permit.ts';
import { type Clients, checkChain, send } from './send.ts';

/** A contract that pulls `amount` of `token` from the wallet in the same call. */
export type Payment = { readonly token: Address; readonly spender: Address; readonly amount: bigint };

const PULL_GAS = 200_000n;

/** What tokens revert with where the spender may not take the amount; old tokens say it in words or not at all. */
const NOT_ALLOWED = new Set(['ERC20InsufficientAllowance', 'SafeERC20FailedOperation', 'Error', 'Unknown']);

/**
 * Sends a call that pulls tokens: one permit signature and one transaction, or where token or wallet cannot do permits an
 * approval of exactly the amount before. Asks for nothing that would revert anyway.
 */
export async function pay(clients: Clients, payment: Payment, call: (permit: Permit) => Call, onSent?: OnSent): Promise<Sent> {
  await checkChain(clients);
  const expected = payment.amount;
  const { balance, allowance } = await holdings(clients, payment);
  if (balance < expected) throw new NotEnoughTokensError({ token: payment.token, expected, actual: balance });
  if (allowance >= expected) return send(clients, call(NO_PERMIT), onSent);
  await checkGas(clients, call(NO_PERMIT).value);
  await unlessNotAllowed(simulate(clients.client, clients.wallet.account.address, call(NO_PERMIT)));

  const permit = await signPermit(clients, payment.token, payment.spender, expected);
  const sent = await unlessNotAllowed(send(clients, call(permit), onSent));
  if (sent) return sent;
  await send(clients, { to: payment.token, abi: flockTokenAbi, functionName: 'approve', args: [payment.spender, expected] });
  return send(clients, call(NO_PERMIT), onSent);
}

async function holdings({ client, wallet }: Clients, { token: address, spender }: Payment) {
  const token = { address, abi: flockTokenAbi } as const;
  const owner = wallet.account.address;
  const [balance, allowance] = await named(
    Promise.all([
      client.readContract({ ...token, functionName: 'balanceOf', args: [owner] }),
      client.readContract({ ...token, functionName: 'allowance', args: [owner, spender] }),
    ]),
  );
  return { balance, allowance };
}

/** Before anything is signed, with a guess at the gas: a transfer by permit into a few new slots. */
async function checkGas({ client, wallet }: Clients, value = 0n): Promise<void> {
  const account = wallet.account.address;
  const [fees, actual] = await named(Promise.all([readFees(client), client.getBalance({ address: account })]));
  const expected = value + PULL_GAS * fees.maxFeePerGas;
  if (actual < expected) throw new NotEnoughGasError({ account, expected, actual });
}

/** Undefined where the token refused for want of an allowance. */
function unlessNotAllowed<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof ContractRevertError && NOT_ALLOWED.has(error.revert)) return undefined;
    throw error;
  });
}

/** Facts in the token's smallest unit. */
export class NotEnoughTokensError extends BaseError {
  constructor(facts: { token: Address; expected: bigint; actual: bigint }) {
    super('Not enough tokens', facts);
  }
}
