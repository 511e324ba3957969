import type { Address } from '../core/words.ts';
import type { Doorstep, OpenRoom } from './ground.ts';
import type { House } from './house.ts';
import { keepList } from './list.ts';
import type { SessionView } from './views.ts';

/** A look at another page and back should not begin anew. */
const LEAVE_MS = 20_000;

/** Opens the house for a tab: the list of tasks, kept up to date, and a room for each task that is visited. */
export function openHouse(step: Doorstep): House {
  const rooms = new Map<string, Entry>();
  const tasks = keepList(step);

  const open = (task: Address) => {
    const key = task.toLowerCase();
    const known = rooms.get(key);
    if (known) return known;
    const opening = step.inside().then((inside) => inside.openRoom(task));
    const entry: Entry = { opening, visitors: 0, visits: 0 };
    rooms.set(key, entry);
    // A part of the page that could not be fetched may be there the next time.
    opening.catch(() => rooms.delete(key));
    return entry;
  };
  const closeLater = async (key: string, entry: Entry) => {
    const { visits } = entry;
    const room = await entry.opening;
    await step.clock.sleep(LEAVE_MS);
    if (entry.visits !== visits || entry.visitors > 0 || rooms.get(key) !== entry || takesPart(room.view.getSnapshot())) return;
    rooms.delete(key);
    await room.close();
  };

  return {
    network: step.network,
    tasks,
    workshop: async () => (await step.inside()).workshop(),
    room: (task) => open(task).opening,
    visit(task) {
      const entry = open(task);
      entry.visitors++;
      entry.visits++;
      return () => {
        if (--entry.visitors > 0) return;
        closeLater(task.toLowerCase(), entry).catch((error: unknown) => step.log(`leaving ${task}: ${String(error)}`));
      };
    },
  };
}

/** An open task; `visits` counts up, `visitors` are there now. */
type Entry = { readonly opening: Promise<OpenRoom>; visitors: number; visits: number };

/** Somebody has a stake in what this room does: it goes on wherever the person looks. */
function takesPart({ me, task }: SessionView): boolean {
  if (!me || task?.phase === 'Finished' || task?.phase === 'Aborted') return false;
  return me.active || me.benched || me.leaving || me.seat !== undefined;
}
