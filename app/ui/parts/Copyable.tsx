import { Check, Copy, ExternalLink } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Digest } from '../../core/words.ts';
import { useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { short } from '../text.ts';

/** A hash or address, shortened, that one click copies whole. */
export function Copyable({ text, shown = short(text), what }: { text: string; shown?: string; what: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => void navigator.clipboard?.writeText(text).then(() => setCopied(true));
  return (
    <button
      type="button"
      onClick={copy}
      title={text}
      aria-label={T.parts.copy(what, shown)}
      className="group relative inline-flex min-h-6 items-center whitespace-nowrap font-mono text-[0.8rem]"
    >
      {shown}
      {copied ? (
        <Check aria-hidden className="absolute left-full ml-0.5 size-3 text-good" />
      ) : (
        <Copy
          aria-hidden
          className="absolute left-full ml-0.5 size-3 text-ink-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        />
      )}
    </button>
  );
}

/** A transaction: its hash to copy and, where the network has an explorer, a way to it. */
export function Transaction({ hash }: { hash: Digest }) {
  const { explorer } = useHouse().network;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Copyable text={hash} what={T.parts.transactionHash} />
      {explorer !== undefined && (
        <a
          href={`${explorer.replace(/\/$/, '')}/tx/${hash}`}
          target="_blank"
          rel="noreferrer noopener"
          aria-label={T.parts.openInTheExplorer}
          className="inline-grid size-6 place-items-center"
        >
          <ExternalLink aria-hidden className="size-3 text-ink-3 hover:text-ink" />
        </a>
      )}
    </span>
  );
}
