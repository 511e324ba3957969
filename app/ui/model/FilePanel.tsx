import { Check, Download, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Digest } from '../../core/words.ts';
import type { TaskRoom } from '../../session/house.ts';
import type { TaskView } from '../../session/views.ts';
import { save } from '../export.ts';
import { T } from '../language.ts';
import { bytes } from '../numbers.ts';
import { Button } from '../parts/Button.tsx';
import { Copyable } from '../parts/Copyable.tsx';
import { Fact } from '../parts/Figure.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { plain } from '../text.ts';
import { toTfjs } from './tfjs.ts';
import type { HeldModel } from './usemodel.ts';

/** Name of a task's model file on a person's disk. */
export function modelFile(task: TaskView): string {
  return `model-${task.address.slice(2, 10)}-${task.adoptions}.safetensors`;
}

/** Takes the model along, and tells a true file from another. */
export function FilePanel({ room, task, model }: { room: TaskRoom; task: TaskView; model: HeldModel }) {
  const { file, trouble } = model;
  const input = useRef<HTMLInputElement>(null);
  const [checked, setChecked] = useState<{ name: string; digest: Digest }>();
  const name = modelFile(task);
  const saveTfjs = () => {
    if (!file || !task.spec) return;
    const base = name.replace('.safetensors', '');
    const { json, weights } = toTfjs(file.bytes, task.spec, `${base}.weights.bin`);
    save(`${base}.json`, 'application/json', json);
    save(`${base}.weights.bin`, 'application/octet-stream', weights);
  };
  return (
    <Panel title={T.model.file} aside={file && bytes(file.bytes.length)}>
      {trouble && !file && <TroubleNotice trouble={trouble} action={<Button onClick={model.again}>{T.app.tryAgain}</Button>} />}
      {!file && !trouble && (
        <div role="status">
          <span className="sr-only">{T.model.fetching}</span>
          <Skeleton className="h-20 w-full" />
        </div>
      )}
      {file && (
        <div className="space-y-3">
          <dl>
            <Fact name={T.model.onChain}>
              <Copyable text={file.digest} what={T.model.digest} />
            </Fact>
            <Fact name={T.model.computed}>
              <span className={`inline-flex items-center gap-1.5 ${file.computed === file.digest ? 'text-good' : 'text-bad'}`}>
                {file.computed === file.digest ? (
                  <Check aria-hidden className="size-4" />
                ) : (
                  <TriangleAlert aria-hidden className="size-4" />
                )}
                <Copyable text={file.computed} what={T.model.digest} />
              </span>
            </Fact>
          </dl>
          <p className="text-ink-2 text-sm">{file.computed === file.digest ? T.model.same : T.model.differs}</p>
          <div className="flex flex-wrap gap-2">
            <Button look="main" onClick={() => save(name, 'application/octet-stream', file.bytes)}>
              <Download aria-hidden className="size-4" />
              {T.model.download}
            </Button>
            <Button disabled={!task.spec} onClick={saveTfjs}>
              {T.model.downloadTfjs}
            </Button>
            <Button look="quiet" onClick={() => input.current?.click()}>
              <ShieldCheck aria-hidden className="size-4" />
              {T.model.check}
            </Button>
          </div>
          <input
            ref={input}
            hidden
            type="file"
            aria-label={T.model.check}
            onChange={async (event) => {
              const [picked] = event.target.files ?? [];
              if (picked) setChecked({ name: picked.name, digest: await room.digestOf(new Uint8Array(await picked.arrayBuffer())) });
            }}
          />
          {checked && (
            <p role="status" className={`text-sm ${checked.digest === file.digest ? 'text-good' : 'text-bad'}`}>
              {checked.digest === file.digest ? T.model.isTrue(plain(checked.name, 40)) : T.model.isOther(plain(checked.name, 40))}
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}
