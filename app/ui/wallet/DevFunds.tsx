import { useState } from 'react';
import type { Address } from '../../core/words.ts';
import { useHouse } from '../context.tsx';
import { Button } from '../parts/Button.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { type Trouble, troubleOf } from '../words.ts';
import { fill } from './faucet.ts';

/** One click fills the development wallet from the local node. `onDone` reads the balances again. */
export function DevFunds({ wallet, token, onDone }: { wallet: Address; token: Address; onDone: () => void }) {
  const { network } = useHouse();
  const [state, setState] = useState<'idle' | 'busy' | Trouble>('idle');
  const ask = async () => {
    setState('busy');
    try {
      await fill(network.rpc, wallet, token);
      setState('idle');
      onDone();
    } catch (error) {
      setState(troubleOf(error));
    }
  };
  return (
    <div className="space-y-2">
      <Button disabled={state === 'busy'} onClick={() => void ask()}>
        {state === 'busy' ? 'Filling…' : 'Fill with development tokens'}
      </Button>
      {typeof state === 'object' && <TroubleNotice trouble={state} />}
    </div>
  );
}
