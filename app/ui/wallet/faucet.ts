import { createPublicClient, encodeFunctionData, erc20Abi, http } from 'viem';
import { BaseError } from '../../core/errors.ts';
import type { Address, Digest } from '../../core/words.ts';

const ETHER = 10n * 10n ** 18n;
const TOKENS = 10_000n;
const TRIES = 4;
const PAUSE_MS = 500;

/**
 * Fills a development wallet from the unlocked accounts of a local node: ten ether, and ten thousand stake tokens where one
 * of them holds that many, or `least` where that is more. Gives only where something is missing.
 * @throws FaucetEmptyError where no account of the node can give
 */
export async function fill(rpc: string, wallet: Address, token: Address, least = 0n): Promise<void> {
  const node = createPublicClient({ transport: http(rpc) });
  const givers = (await node.request({ method: 'eth_accounts' as never })) as unknown as readonly Address[];
  const give = async (from: Address, to: Address, fields: { value?: string; data?: string }) => {
    const hash = (await node.request({ method: 'eth_sendTransaction', params: [{ from, to, ...fields }] } as never)) as Digest;
    return (await node.waitForTransactionReceipt({ hash, pollingInterval: 250, timeout: 30_000 })).status === 'success';
  };
  /** Others draw from the same accounts at the same time: what one of them has emptied meanwhile, another one gives. */
  const insist = async (once: () => Promise<boolean>) => {
    for (let tries = 1; ; tries++) {
      try {
        if (await once()) return;
      } catch (error) {
        if (error instanceof FaucetEmptyError || tries === TRIES) throw error;
      }
      if (tries === TRIES) throw new FaucetEmptyError({ subject: rpc, expected: 'a transfer that goes through' });
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * tries));
    }
  };
  const richest = async (balance: (account: Address) => Promise<bigint>, wanted: bigint) => {
    for (const giver of givers) if ((await balance(giver)) > wanted) return giver;
    throw new FaucetEmptyError({ subject: rpc, expected: wanted.toString() });
  };
  const ether = (address: Address) => node.getBalance({ address });
  if ((await ether(wallet)) < ETHER / 2n)
    await insist(async () => give(await richest(ether, 2n * ETHER), wallet, { value: `0x${ETHER.toString(16)}` }));
  const contract = { address: token, abi: erc20Abi } as const;
  const tokens = (account: Address) => node.readContract({ ...contract, functionName: 'balanceOf', args: [account] });
  const usual = TOKENS * 10n ** BigInt(await node.readContract({ ...contract, functionName: 'decimals' }));
  const wanted = least > usual ? least : usual;
  if ((await tokens(wallet)) >= (least > usual / 2n ? least : usual / 2n)) return;
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [wallet, wanted] });
  await insist(async () => give(await richest(tokens, wanted), token, { data }));
}

export class FaucetEmptyError extends BaseError {
  constructor(facts: { subject: string; expected: string }) {
    super('Faucet empty', facts);
  }
}
