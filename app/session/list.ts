import type { TaskFacts } from '../chain/views.ts';
import { smallFileDigest } from '../core/smallfile.ts';
import { readSpec, type Spec } from '../core/spec.ts';
import type { Digest } from '../core/words.ts';
import { type Cell, cell } from './cell.ts';
import type { Doorstep } from './ground.ts';
import type { TasksView } from './house.ts';
import { keepLast, readLast } from './last.ts';
import { describe, pauseMs } from './problems.ts';
import { fetchSpec, isHopeless, specKey } from './spec.ts';
import type { TaskView } from './views.ts';

const LIST_PAUSE_MS = 4_000;
const SPEC_WAIT_MS = 20_000;

/** The tasks of the network, read again every few seconds, each with its spec as soon as that is known. */
export function keepList(step: Doorstep): Cell<TasksView> {
  const tasks = cell<TasksView>({ status: 'loading', tasks: [], stale: false });
  const specs = openSpecs(step, () =>
    tasks.patch({ tasks: tasks.getSnapshot().tasks.map((task) => ({ ...task, ...specs.of(task.specDigest) })) }),
  );
  const read = async () => {
    try {
      const listed = await step.listTasks();
      tasks.set({ status: 'ready', stale: false, tasks: listed.map((task) => ({ ...task, ...specs.of(task.specDigest) })) });
      for (const task of listed) specs.learn(task.specDigest);
      await keepLast(step.journal, LIST, listed);
    } catch (error) {
      const { error: name } = describe(error);
      const shown = tasks.getSnapshot();
      tasks.set({ ...shown, status: shown.tasks.length > 0 ? 'ready' : 'failed', stale: shown.tasks.length > 0, error: name });
    }
  };
  void (async () => {
    await showLast(step, tasks, specs.learn);
    for (;;) {
      await read();
      await step.clock.sleep(LIST_PAUSE_MS);
    }
  })();
  return tasks;
}

const LIST = 'last:tasks';

/** Tasks as they were at the last visit, marked as old, until the chain answers. */
async function showLast(step: Doorstep, tasks: Cell<TasksView>, learn: (digest: Digest) => void): Promise<void> {
  const last = await readLast<readonly TaskFacts[]>(step.journal, LIST);
  if (!last || tasks.getSnapshot().status !== 'loading') return;
  tasks.set({ status: 'ready', stale: true, tasks: last });
  for (const task of last) learn(task.specDigest);
}

type Known = Pick<TaskView, 'spec' | 'specError'>;

/**
 * Specs by digest: those of an earlier visit, those that came with the page, and, once the page was touched, those that peers
 * have. What no peer can mend is looked for once; what nobody has yet, again and again with longer pauses.
 */
function openSpecs(step: Doorstep, onChange: () => void): { of(digest: Digest): Known; learn(digest: Digest): void } {
  const known = new Map<Digest, Known>();
  const learning = new Set<Digest>();
  const shelf = new Map(step.specs.map((text) => new TextEncoder().encode(text)).map((bytes) => [smallFileDigest(bytes), bytes]));

  const near = async (digest: Digest): Promise<Spec | undefined> => {
    const bytes = (await step.journal.get(specKey(digest)).catch(() => undefined)) ?? shelf.get(digest);
    // A record that something has damaged must not hide the spec that peers have.
    return bytes && smallFileDigest(bytes) === digest ? readSpec(bytes) : undefined;
  };
  const far = async (digest: Digest): Promise<Spec> => {
    await step.touched;
    const { ground } = await step.inside();
    return fetchSpec(ground, digest, AbortSignal.timeout(SPEC_WAIT_MS));
  };
  const find = async (digest: Digest) => {
    for (let tries = 1; ; tries++) {
      try {
        known.set(digest, { spec: (await near(digest)) ?? (await far(digest)) });
        return onChange();
      } catch (error) {
        known.set(digest, { specError: describe(error).error });
        onChange();
        step.log(`spec ${digest}: ${describe(error).message}`);
        if (isHopeless(error)) return;
        await step.clock.sleep(pauseMs(tries));
      }
    }
  };
  return {
    of: (digest) => known.get(digest) ?? {},
    learn(digest) {
      if (learning.has(digest)) return;
      learning.add(digest);
      void find(digest);
    },
  };
}
