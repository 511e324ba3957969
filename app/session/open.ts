import type { Address, Digest } from '../core/words.ts';
import { openBooks } from './books.ts';
import type { Doorstep, OpenRoom } from './ground.ts';
import type { External, House } from './house.ts';
import { keepList } from './list.ts';
import type { BooksView, SessionView } from './views.ts';

/** A look at another page and back should not begin anew. */
const LEAVE_MS = 20_000;

/** Opens the house for a tab: the list of tasks, kept up to date, and a room for each task that is visited. */
export function openHouse(step: Doorstep): House {
  const rooms = new Map<string, Entry>();
  const books = new Map<string, External<BooksView>>();
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
    books(wallet) {
      const key = wallet?.toLowerCase() ?? '';
      const known = books.get(key) ?? openBooks(step, tasks, wallet);
      books.set(key, known);
      return known;
    },
    async claimAll(wallet, claimed, onTx, onClaimed) {
      const { ground } = await step.inside();
      let last: Digest | undefined;
      onTx?.({ step: 'sign' });
      const onSent = (hash: Digest) => {
        last = hash;
        onTx?.({ step: 'pending', hash });
      };
      await ground.claimAll(claimed, wallet, onSent, onClaimed);
      onTx?.({ step: 'confirmed', hash: last });
    },
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
