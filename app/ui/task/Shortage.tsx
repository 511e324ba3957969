import type { TokenView } from '../../session/views.ts';
import { amount } from '../numbers.ts';
import { Notice } from '../parts/Notice.tsx';
import { plain } from '../text.ts';

const ETHER_DECIMALS = 18;

export type Lack = { readonly title: string; readonly way: string };

/** What a wallet lacks for joining, to the amount; said before anything is signed. */
export function lacksOf(
  has: { readonly token: bigint; readonly ether: bigint } | undefined,
  needs: { readonly stake: bigint; readonly gift?: bigint },
  token: TokenView,
): readonly Lack[] {
  if (!has) return [];
  const lacks: Lack[] = [];
  const symbol = plain(token.symbol, 12);
  const tokens = (value: bigint) => `${amount(value, token.decimals)} ${symbol}`;
  const ether = (value: bigint) => `${amount(value, ETHER_DECIMALS, 5)} ETH`;
  if (has.token < needs.stake) {
    const title = `This wallet holds ${tokens(has.token)}; the stake is ${tokens(needs.stake)}.`;
    lacks.push({ title, way: `Get ${tokens(needs.stake - has.token)} more, or connect another wallet.` });
  }
  if (needs.gift !== undefined && has.ether <= needs.gift) {
    const title = `This wallet holds ${ether(has.ether)}; joining takes ${ether(needs.gift)} and a fee.`;
    lacks.push({ title, way: 'Send some ether to it.' });
  }
  return lacks;
}

export function Shortage({ lacks }: { lacks: readonly Lack[] }) {
  return lacks.map(({ title, way }) => (
    <Notice key={title} tone="warn" title={title}>
      <p className="text-ink-2">{way}</p>
    </Notice>
  ));
}
