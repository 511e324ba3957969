import { FolderOpen, LockKeyhole, PenTool, Upload } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import type { Spec } from '../../core/spec.ts';
import { T } from '../language.ts';
import { count, percent } from '../numbers.ts';
import { Button } from '../parts/Button.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { WARNING_WORDS } from '../phrases.ts';
import { plain } from '../text.ts';
import { exampleWords, takesDigits } from './describe.ts';
import { ClassBalance, Sample, Thumbnail } from './Thumbnail.tsx';
import { type Choosing, digitsFor } from './usedata.ts';

/** Chooses what this tab trains on, and shows what was opened. */
export function DataPanel({ spec, choosing, wallet }: { spec?: Spec; choosing: Choosing; wallet?: string }) {
  const { data, progress, trouble, choose } = choosing;
  const [changing, setChanging] = useState(false);
  const picking = !data || changing;
  const busy = progress !== undefined;
  const waits = spec === undefined;
  const pick = async (source: Parameters<typeof choose>[0]) => {
    if (await choose(source)) setChanging(false);
  };
  return (
    <Panel
      title={T.data.yourData}
      aside={
        <span className="inline-flex items-center gap-1">
          <LockKeyhole aria-hidden className="size-3" />
          {T.data.neverLeaveThisDevice}
        </span>
      }
    >
      <div className="space-y-4">
        {data && !changing && (
          <>
            <p className="text-ink-2 text-sm">
              {T.data.examplesFromToTrain(
                <strong className="font-semibold text-ink">{count(data.examples)}</strong>,
                plain(data.source, 60),
                count(data.train),
                count(data.test),
              )}
            </p>
            {data.thumbnails.length > 0 && (
              <div className="grid grid-cols-6 gap-1.5">
                {data.thumbnails.slice(0, 12).map((picture, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: pictures have no identity of their own and are replaced as a whole.
                  <Thumbnail key={i} picture={picture} />
                ))}
              </div>
            )}
            <ClassBalance classes={data.classes} />
            {data.sample && <Sample sample={data.sample} />}
            {data.warnings.length > 0 && (
              <Notice tone="warn" title={T.data.leftOutOrReplaced}>
                <ul className="list-inside list-disc text-ink-2">
                  {data.warnings.slice(0, 6).map((item) => (
                    <li key={item.kind}>
                      {count(item.count)} × {WARNING_WORDS[item.kind] ?? plain(item.kind, 40)}
                      {item.example !== undefined && <span className="text-ink-3"> {T.data.first(plain(item.example, 60))}</span>}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
            <Button look="quiet" className="-ml-3" onClick={() => setChanging(true)}>
              {T.data.chooseOtherData}
            </Button>
          </>
        )}
        {picking && waits && <p className="text-ink-2 text-sm">{T.data.whichDataFitIs}</p>}
        {picking && !waits && <Sources spec={spec} busy={busy} wallet={wallet} onPick={pick} />}
        {busy && (
          <div className="space-y-1.5">
            <Meter value={progress} label={T.data.openingData} />
            <p className="text-ink-3 text-xs">{T.data.openingAndSplitting(percent(progress, 0))}</p>
          </div>
        )}
        {trouble && <TroubleNotice trouble={trouble} />}
      </div>
    </Panel>
  );
}

function Sources({
  spec,
  busy,
  wallet,
  onPick,
}: {
  spec?: Spec;
  busy: boolean;
  wallet?: string;
  onPick: (source: Parameters<Choosing['choose']>[0]) => void;
}) {
  const id = useId();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const table = spec?.kind === 'table-classification';
  const take = (list: FileList | null) => {
    if (list && list.length > 0) onPick({ kind: 'files', files: [...list] });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void dropped(event.dataTransfer).then((found) => found.length > 0 && onPick({ kind: 'files', files: found }));
  };
  return (
    <div className="space-y-3">
      {takesDigits(spec) && (
        <button
          type="button"
          disabled={busy}
          onClick={() => onPick(digitsFor(wallet))}
          className="flex w-full items-center gap-3 rounded-xl border border-line px-3.5 py-3 text-left transition-colors hover:border-ink-3 hover:bg-sunken disabled:opacity-60"
        >
          <PenTool aria-hidden className="size-5 shrink-0 text-accent-text" />
          <span>
            <span className="block font-semibold text-sm">{T.data.digitsDrawnInThis}</span>
            <span className="block text-ink-2 text-xs">{T.data.n600HandwrittenLikeDigits}</span>
          </span>
        </button>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the buttons inside do the same by keyboard. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`rounded-xl border border-dashed px-4 py-5 text-center transition-colors ${over ? 'border-accent bg-accent-soft' : 'border-line-strong'}`}
      >
        <Upload aria-hidden className="mx-auto size-5 text-ink-3" />
        <p className="mt-1.5 text-sm">{table ? T.data.dropACsvHere : T.data.dropFilesHere}</p>
        <p id={id} className="mt-0.5 text-ink-3 text-xs">
          {table ? T.data.withAHeaderLine : T.data.idxAlsoGzippedOr}
          {spec && T.data.oneExample(exampleWords(spec))}
        </p>
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          <Button disabled={busy} aria-describedby={id} onClick={() => files.current?.click()}>
            {T.data.chooseFiles}
          </Button>
          {!table && (
            <Button disabled={busy} aria-describedby={id} onClick={() => folder.current?.click()}>
              <FolderOpen aria-hidden className="size-4" />
              {T.data.chooseAFolder}
            </Button>
          )}
        </div>
        <input ref={files} type="file" multiple hidden aria-label={T.data.dataFiles} onChange={(event) => take(event.target.files)} />
        <input
          ref={folder}
          type="file"
          multiple
          hidden
          aria-label={T.data.dataFolder}
          {...{ webkitdirectory: '' }}
          onChange={(event) => take(event.target.files)}
        />
      </div>
    </div>
  );
}

const MOST_FILES = 20_000;

/** Files of a drop, folders opened; each keeps its path, whose last folder names the class. */
async function dropped(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const plainFiles = [...transfer.files];
  if (!entries.some((entry) => entry.isDirectory)) return plainFiles;
  const found: File[] = [];
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (found.length >= MOST_FILES) return;
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
      found.push(Object.defineProperty(file, 'webkitRelativePath', { value: entry.fullPath.slice(1) }));
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (batch.length === 0) return;
      for (const child of batch) await walk(child);
    }
  };
  for (const entry of entries) await walk(entry);
  return found;
}
