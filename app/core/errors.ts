/** Facts about a failure, in the order subject, expected, actual. */
export type Facts = Readonly<Record<string, string | number | bigint | boolean | null | undefined>>;

/**
 * The root of every error the project throws. The message is short and constant per class; what varies is in `facts`.
 * The sentence that a person reads is chosen in `ui/` by `name`.
 */
export abstract class BaseError extends Error {
  readonly facts: Facts;

  constructor(message: string, facts: Facts = {}, cause?: unknown) {
    const listed = Object.entries(facts).map(([key, value]) => `${key}: ${String(value)}`);
    super(listed.length > 0 ? `${message} (${listed.join(', ')})` : message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.facts = facts;
  }
}

/** True for the error that an aborted `AbortSignal` causes, whoever wrapped it. */
export function isAbort(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at.name === 'AbortError') return true;
  return false;
}
