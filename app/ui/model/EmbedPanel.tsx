import { Check, Copy, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Spec } from '../../core/spec.ts';
import type { TaskView } from '../../session/views.ts';
import { save } from '../export.ts';
import { T } from '../language.ts';
import { Button } from '../parts/Button.tsx';
import { Panel } from '../parts/Panel.tsx';
import { embedSnippet } from './embed.ts';
import { modelFile } from './FilePanel.tsx';

/** A page of one's own with the model in it, to copy. */
export function EmbedPanel({ spec, task }: { spec: Spec; task: TaskView }) {
  const [copied, setCopied] = useState(false);
  const file = modelFile(task);
  const snippet = useMemo(() => embedSnippet(spec, file), [spec, file]);
  return (
    <Panel title={T.model.embed}>
      <p className="text-ink-2 text-sm leading-snug">{T.model.embedNote(file)}</p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={T.model.embedCode}
        className="mt-3 max-h-56 overflow-auto rounded-xl bg-sunken p-3"
      >
        <pre className="font-mono text-[0.7rem] leading-relaxed">{snippet}</pre>
      </section>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={() => void navigator.clipboard?.writeText(snippet).then(() => setCopied(true))}>
          {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          {copied ? T.model.copied : T.model.copy}
        </Button>
        <Button look="quiet" onClick={() => save('model.html', 'text/html', snippet)}>
          <Download aria-hidden className="size-4" />
          {T.model.saveEmbed}
        </Button>
      </div>
    </Panel>
  );
}
