import { readFileSync } from 'node:fs';
import { type Bytecodes, CONTRACTS } from '../chain/deploy.ts';
import { BaseError } from '../core/errors.ts';

/** Creation code of the contracts that a deployment needs, from forge's output folder. @throws NotBuiltError */
export function readBytecodes(out = process.env.FOUNDRY_OUT ?? 'out'): Bytecodes {
  const entries = CONTRACTS.map((name) => {
    const path = `${out}/${name}.sol/${name}.json`;
    try {
      return [name, JSON.parse(readFileSync(path, 'utf8')).bytecode.object];
    } catch (cause) {
      throw new NotBuiltError({ path, hint: 'npm run contracts' }, cause);
    }
  });
  return Object.fromEntries(entries);
}

export class NotBuiltError extends BaseError {
  constructor(facts: { path: string; hint: string }, cause: unknown) {
    super('Contracts are not built', facts, cause);
  }
}
