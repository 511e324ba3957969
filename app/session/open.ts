import type { Address } from '../core/words.ts';
import { cell } from './cell.ts';
import type { Ground } from './ground.ts';
import type { House, TaskRoom, TasksView } from './house.ts';
import { describe } from './problems.ts';
import { fetchSpec, openRoom } from './room.ts';
import type { TaskView } from './views.ts';

const LIST_PAUSE_MS = 4_000;
const SPEC_WAIT_MS = 20_000;

/** Opens the house for a tab: the list of tasks, kept up to date, and a room for each task that is visited. */
export function openHouse(ground: Ground): House {
  const rooms = new Map<string, TaskRoom>();
  const tasks = cell<TasksView>({ status: 'loading', tasks: [], stale: false });
  const specs = new Map<string, TaskView['spec']>();

  const learnSpec = async (digest: TaskView['specDigest']) => {
    if (specs.has(digest)) return;
    specs.set(digest, undefined);
    try {
      specs.set(digest, await fetchSpec(ground, digest, AbortSignal.timeout(SPEC_WAIT_MS)));
      tasks.patch({ tasks: tasks.getSnapshot().tasks.map((task) => ({ ...task, spec: specs.get(task.specDigest) })) });
    } catch (error) {
      specs.delete(digest);
      ground.log(`spec ${digest}: ${describe(error).message}`);
    }
  };
  const keepList = async () => {
    for (;;) {
      try {
        const listed = await ground.listTasks();
        tasks.set({ status: 'ready', stale: false, tasks: listed.map((task) => ({ ...task, spec: specs.get(task.specDigest) })) });
        for (const task of listed) void learnSpec(task.specDigest);
      } catch (error) {
        const { error: name } = describe(error);
        const shown = tasks.getSnapshot();
        tasks.set({ ...shown, status: shown.tasks.length > 0 ? 'ready' : 'failed', stale: shown.tasks.length > 0, error: name });
      }
      await ground.clock.sleep(LIST_PAUSE_MS);
    }
  };
  void keepList();

  return {
    network: ground.network,
    tasks,
    room(address: Address) {
      const key = address.toLowerCase();
      let room = rooms.get(key);
      if (!room) {
        room = openRoom(ground, address);
        rooms.set(key, room);
      }
      return room;
    },
  };
}
