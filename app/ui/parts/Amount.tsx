import type { TokenView } from '../../session/views.ts';
import { amount, exact, signed } from '../numbers.ts';
import { plain } from '../text.ts';

/** Tokens with their symbol; every digit is in the title. */
export function Amount({ value, token, sign = false, bare = false }: { value: bigint; token: TokenView; sign?: boolean; bare?: boolean }) {
  const symbol = plain(token.symbol, 12);
  // From a thousand on, decimals are noise; the title still has every digit.
  const digits = (value < 0n ? -value : value) >= 1000n * 10n ** BigInt(token.decimals) ? 0 : 2;
  return (
    <span title={`${exact(value, token.decimals)} ${symbol}`} className="whitespace-nowrap">
      {sign ? signed(value, token.decimals, digits) : amount(value, token.decimals, digits)}
      {!bare && <span className="font-normal text-[0.8em] text-ink-3"> {symbol}</span>}
    </span>
  );
}
