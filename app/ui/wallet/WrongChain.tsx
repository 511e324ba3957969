import { useSwitchChain } from 'wagmi';
import { useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { plain } from '../text.ts';
import { troubleOf } from '../words.ts';
import { useWallet } from './usewallet.ts';

/** Says that the wallet is elsewhere and brings it here, adding the chain where the wallet does not know it. */
export function WrongChain() {
  const { network } = useHouse();
  const { wrongChain } = useWallet();
  const { mutate: switchTo, error, isPending } = useSwitchChain();
  if (!wrongChain) return null;
  const name = plain(network.name, 40);
  return (
    <div className="mx-auto mb-4 max-w-6xl">
      <Notice
        tone="warn"
        title={T.parts.yourWalletIsOn(name)}
        action={
          <Button look="main" disabled={isPending} onClick={() => switchTo({ chainId: network.chainId })}>
            {isPending ? T.parts.answerInTheWallet : T.parts.switchTo(name)}
          </Button>
        }
      >
        <p className="text-ink-2">{T.parts.nothingCanBeSigned(error ? ` ${troubleOf(error).sentence}` : '')}</p>
      </Notice>
    </div>
  );
}
