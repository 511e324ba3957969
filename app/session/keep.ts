import { NotEnoughGasError } from '../chain/errors.ts';
import type { ActContext } from './act.ts';

/** Who was benched and is well again: back into the lottery. */
export async function comeBack(act: ActContext): Promise<void> {
  act.sent(await act.walk.chain.comeBack(act.now.me!.id));
}

/** At the end: the operator's coins back to the wallet. What does not pay for its own way stays. */
export async function sweep(act: ActContext): Promise<void> {
  try {
    act.sent(await act.walk.chain.sweep(act.now.me!.wallet));
  } catch (error) {
    if (!(error instanceof NotEnoughGasError)) throw error;
  }
}
