import { T } from './language.ts';
import { plain } from './text.ts';
import { errors as grave } from './texts/en/errors.ts';

/** The one table from an error's name to what a person reads: what happened, and the way out. */
export type Trouble = {
  readonly name: string;
  readonly tone: 'neutral' | 'warn' | 'bad';
  readonly sentence: string;
  readonly way: string;
  /** What exactly was at fault, where the error says so: `mass, row 71: a number expected, “heavy” found`. */
  readonly fact?: string;
  /** The error's own words, clamped, for those who want them. */
  readonly detail?: string;
};

/** How grave an error is stands with the English words, for all languages. */
const named = (name: string) => (Object.hasOwn(grave, name) ? (name as keyof typeof grave) : undefined);
const WRAPPERS = new Set([
  'Error',
  'TransactionExecutionError',
  'ContractFunctionExecutionError',
  'ContractFunctionRevertedError',
  'CallExecutionError',
  'EstimateGasExecutionError',
  'UnknownRpcError',
  'InternalRpcError',
]);

/** Finds the most telling name in an error and its causes. Never throws, whatever it is given. */
export function troubleOf(error: unknown): Trouble {
  let fallback: string | undefined;
  let at: unknown = error;
  for (let depth = 0; depth < 12 && typeof at === 'object' && at !== null; depth++) {
    const link = at as { name?: unknown; code?: unknown; revert?: unknown; data?: { errorName?: unknown }; cause?: unknown };
    if (link.code === 4001) return entry('UserRejectedRequestError', error);
    for (const name of [link.revert, link.data?.errorName, link.name]) {
      if (typeof name !== 'string') continue;
      if (named(name)) return entry(name, error);
      if (!WRAPPERS.has(name)) fallback ??= name;
    }
    at = link.cause;
  }
  return entry(fallback ?? 'Error', error);
}

/** For a problem that arrived as a name and a message. */
export function troubleNamed(name: string, message?: string): Trouble {
  return entry(name, message);
}

export function hasWords(name: string): boolean {
  return named(name) !== undefined;
}

function entry(name: string, error: unknown): Trouble {
  const key = named(name);
  const [sentence, way] = key ? T.errors[key] : T.phrases.unknownError;
  const tone = (key && grave[key][2]) ?? 'bad';
  const shown = error as { shortMessage?: unknown; message?: unknown } | undefined;
  const own = typeof error === 'string' ? error : (shown?.shortMessage ?? shown?.message);
  const detail = typeof own === 'string' && own !== '' ? plain(own, 240) : undefined;
  return { name: plain(name, 60), tone, sentence, way, fact: factOf(error), detail };
}

/** In words from the facts of the first error that has a subject; amounts in wei are left to the details. */
function factOf(error: unknown): string | undefined {
  let at = error;
  for (let depth = 0; depth < 12 && typeof at === 'object' && at !== null; depth++) {
    const { facts, cause } = at as { facts?: Readonly<Record<string, unknown>>; cause?: unknown };
    if (typeof facts?.subject === 'string' && ['string', 'number'].includes(typeof facts.expected)) {
      const place =
        facts.row === undefined || facts.subject.startsWith('row ') ? facts.subject : T.phrases.row(facts.subject, String(facts.row));
      return plain(T.phrases.fact(place, String(facts.expected), facts.actual as string | undefined), 200);
    }
    at = cause;
  }
  return undefined;
}
