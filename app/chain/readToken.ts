import type { PublicClient } from 'viem';
import type { Address } from '../core/words.ts';
import { flockTokenAbi as abi } from './abi.gen.ts';
import { named } from './errors.ts';
import type { TokenView } from './views.ts';

/** Symbol and decimals of a token. @throws ContractRevertError, RpcUnavailableError where the address holds no ERC-20 */
export async function readToken(client: PublicClient, address: Address): Promise<TokenView> {
  const [symbol, decimals] = await named(
    Promise.all([
      client.readContract({ address, abi, functionName: 'symbol' }),
      client.readContract({ address, abi, functionName: 'decimals' }),
    ]),
  );
  return { address, symbol, decimals };
}
