import { T } from './language.ts';
import { Button } from './parts/Button.tsx';
import { TroubleNotice } from './parts/Notice.tsx';
import { troubleOf } from './words.ts';

/** Stands in for the whole page where it could not be built. */
export function StartTrouble({ error }: { error: unknown }) {
  return (
    <main className="mx-auto max-w-xl px-4 py-20">
      <img src="./favicon.svg" alt="" width={44} height={44} />
      <h1 className="mt-4 mb-4 font-semibold text-2xl tracking-tight">{T.app.couldNotStart}</h1>
      <TroubleNotice open trouble={troubleOf(error)} action={<Button onClick={() => location.reload()}>{T.app.tryAgain}</Button>} />
    </main>
  );
}
