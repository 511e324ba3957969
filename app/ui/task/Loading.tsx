import { T } from '../language.ts';
import { Skeleton } from '../parts/Skeleton.tsx';

/** Stands where a task will be. */
export function Loading() {
  return (
    <div className="space-y-4">
      <p role="status" className="sr-only">
        {T.parts.loadingTheTask}
      </p>
      <Skeleton className="h-56 w-full rounded-3xl" />
      <Skeleton className="h-32 w-full rounded-2xl" />
      <div className="grid gap-4 lg:grid-cols-3">
        <Skeleton className="h-96 rounded-2xl lg:col-span-2" />
        <Skeleton className="h-96 rounded-2xl" />
      </div>
    </div>
  );
}
