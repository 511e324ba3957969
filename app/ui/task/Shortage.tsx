import type { TokenView } from '../../session/views.ts';
import { T } from '../language.ts';
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
    const title = T.phrases.lack.stake(tokens(has.token), tokens(needs.stake));
    lacks.push({ title, way: T.phrases.lack.stakeWay(tokens(needs.stake - has.token)) });
  }
  if (needs.gift !== undefined && has.ether <= needs.gift) {
    const title = T.phrases.lack.ether(ether(has.ether), ether(needs.gift));
    lacks.push({ title, way: T.phrases.lack.etherWay });
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
