import { useCallback, useRef, useState } from 'react';
import type { OnTx } from '../../session/house.ts';
import { T } from '../language.ts';
import { troubleOf } from '../words.ts';
import { Transaction } from './Copyable.tsx';
import { toasts } from './Toasts.tsx';

/**
 * Runs a wallet's transaction and tells how it stands: sign in the wallet → pending → confirmed, declined or failed.
 * One at a time; `busy` names the one that runs.
 */
export function useTransaction(): { busy?: string; send: (what: string, act: (onTx: OnTx) => Promise<void>) => Promise<boolean> } {
  const [busy, setBusy] = useState<string>();
  const running = useRef(false);
  const send = useCallback(async (what: string, act: (onTx: OnTx) => Promise<void>) => {
    if (running.current) return false;
    running.current = true;
    setBusy(what);
    const id = toasts.add({ type: 'sign', title: what, description: T.phrases.tx.sign, timeout: 0 });
    try {
      await act(({ step, hash }) => {
        const link = hash && <Transaction hash={hash} />;
        if (step === 'pending')
          toasts.update(id, { type: 'pending', title: what, description: T.parts.waitingForABlock(link), timeout: 0 });
        if (step === 'confirmed')
          toasts.update(id, { type: 'confirmed', title: T.phrases.tx.done(what), description: link, timeout: 6000 });
      });
      toasts.update(id, { type: 'confirmed', title: T.phrases.tx.done(what), timeout: 6000 });
      return true;
    } catch (error) {
      const { tone, sentence, way } = troubleOf(error);
      toasts.update(id, {
        type: tone,
        title: tone === 'neutral' ? sentence : T.phrases.tx.notDone(what),
        description: tone === 'neutral' ? way : `${sentence} ${way}`,
        timeout: 12_000,
      });
      return false;
    } finally {
      running.current = false;
      setBusy(undefined);
    }
  }, []);
  return { busy, send };
}
