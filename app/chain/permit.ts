import { parseSignature } from 'viem';
import type { Address, Digest } from '../core/words.ts';
import { flockTokenAbi as abi } from './abi.gen.ts';
import { RejectedBySignerError, RpcUnavailableError, refusal } from './errors.ts';
import type { Clients } from './send.ts';

/** An EIP-2612 permit as the contracts take it; `deadline` 0: none, the allowance is used. */
export type Permit = { readonly deadline: bigint; readonly v: number; readonly r: Digest; readonly s: Digest };

const ZERO: Digest = `0x${'00'.repeat(32)}`;
export const NO_PERMIT: Permit = { deadline: 0n, v: 0, r: ZERO, s: ZERO };

/** A permit is good for this long, in chain seconds. */
const VALID_SECONDS = 3600n;

const TYPES = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const;

/**
 * Asks the wallet to sign that `spender` may take `value`. `NO_PERMIT` where token or wallet cannot do
 * permits: then an approval is needed.
 * @throws RejectedBySignerError, RpcUnavailableError
 */
export async function signPermit({ client, wallet }: Clients, token: Address, spender: Address, value: bigint): Promise<Permit> {
  const owner = wallet.account.address;
  try {
    const [nonce, domain, block] = await Promise.all([
      client.readContract({ address: token, abi, functionName: 'nonces', args: [owner] }),
      client.readContract({ address: token, abi, functionName: 'eip712Domain' }),
      client.getBlock({ blockTag: 'latest' }),
    ]);
    const [, name, version, chainId, verifyingContract] = domain;
    const deadline = block.timestamp + VALID_SECONDS;
    const signature = await wallet.signTypedData({
      account: wallet.account,
      domain: { name, version, chainId: Number(chainId), verifyingContract },
      types: TYPES,
      primaryType: 'Permit',
      message: { owner, spender, value, nonce, deadline },
    });
    const { r, s, yParity } = parseSignature(signature);
    return { deadline, v: 27 + yParity, r, s };
  } catch (error) {
    const known = refusal(error);
    if (known instanceof RejectedBySignerError || (known instanceof RpcUnavailableError && !isUnsupported(known))) throw known;
    return NO_PERMIT;
  }
}

/** A wallet without typed data (4200, -32601), or an answer that is no EIP-5267 domain. */
function isUnsupported(error: RpcUnavailableError): boolean {
  const cause = error.cause as { walk?: (test: (at: unknown) => boolean) => unknown };
  const names = /^(MethodNotFound|MethodNotSupported|UnsupportedProviderMethod|AbiDecoding|ContractFunctionZeroData|PositionOutOfBounds)/;
  return Boolean(cause.walk?.((at) => names.test((at as Error).name)));
}
