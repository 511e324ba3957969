import { Toast } from '@base-ui/react/toast';
import { Ban, CircleAlert, CircleCheck, LoaderCircle, PenLine, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { T } from '../language.ts';

/** Short news at the edge of the page: how a transaction stands. */
export const toasts = Toast.createToastManager();

const ICONS: Readonly<Record<string, ReactNode>> = {
  sign: <PenLine aria-hidden className="size-4 text-accent-text" />,
  pending: <LoaderCircle aria-hidden className="size-4 motion-safe:animate-spin text-accent-text" />,
  confirmed: <CircleCheck aria-hidden className="size-4 text-good" />,
  neutral: <Ban aria-hidden className="size-4 text-ink-3" />,
  warn: <CircleAlert aria-hidden className="size-4 text-warn" />,
  bad: <CircleAlert aria-hidden className="size-4 text-bad" />,
};

export function Toasts() {
  return (
    <Toast.Provider toastManager={toasts} timeout={7000}>
      <Toast.Portal>
        <Toast.Viewport className="fixed bottom-4 left-4 z-60 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { toasts: all } = Toast.useToastManager();
  return all.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="pop rounded-xl border border-line bg-surface p-3.5 shadow-xl">
      <Toast.Content className="flex gap-3 text-sm">
        <span className="mt-0.5">{ICONS[toast.type ?? '']}</span>
        <div className="min-w-0 flex-1">
          <Toast.Title className="font-semibold" />
          <Toast.Description render={<div />} className="text-ink-2" />
        </div>
        <Toast.Close aria-label={T.parts.close} className="self-start text-ink-3 hover:text-ink">
          <X aria-hidden className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
