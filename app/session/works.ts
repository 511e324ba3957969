/** What is known here of one piece of work. Times are the clock's. */
export type Work = {
  /** Done, and nothing on chain would show it. */
  over: boolean;
  firstSeen?: number;
  /** Failures, or calls that changed nothing, in a row. */
  tries: number;
  notBefore: number;
};

export type Works = {
  of(key: string): Work;
  /** A reorganisation took something back: nothing counts as over any more. */
  redo(): void;
};

/** More than any round has; those asked for longest ago are forgotten. */
const REMEMBERED = 64;

export function openWorks(): Works {
  const works = new Map<string, Work>();
  return {
    of(key) {
      const work = works.get(key) ?? { over: false, tries: 0, notBefore: 0 };
      works.delete(key);
      works.set(key, work);
      for (const oldest of works.keys()) {
        if (works.size <= REMEMBERED) break;
        works.delete(oldest);
      }
      return work;
    },
    redo() {
      for (const work of works.values()) Object.assign(work, { over: false, tries: 0, notBefore: 0 });
    },
  };
}
