import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactElement, ReactNode } from 'react';
import { T } from '../language.ts';
import { buttonLook } from './Button.tsx';

export const BACKDROP = 'pop fixed inset-0 z-40 bg-black/45';
export const POPUP =
  'pop fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-2xl border border-line bg-surface p-5 text-ink shadow-2xl';

/** Asks before something may be lost. `trigger` is the button that opens it. */
export function Confirm({
  trigger,
  title,
  children,
  act,
  onConfirm,
}: {
  trigger: ReactElement<Record<string, unknown>>;
  title: string;
  children: ReactNode;
  act: string;
  onConfirm: () => void;
}) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger render={trigger} />
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={BACKDROP} />
        <AlertDialog.Popup className={POPUP}>
          <AlertDialog.Title className="font-semibold text-lg">{title}</AlertDialog.Title>
          <AlertDialog.Description render={<div />} className="mt-2 space-y-2 text-ink-2 text-sm">
            {children}
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close className={buttonLook('quiet')}>{T.parts.back}</AlertDialog.Close>
            <AlertDialog.Close className={buttonLook('danger')} onClick={onConfirm}>
              {act}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
