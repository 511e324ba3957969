import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OUTCOMES, PENALTIES, PHASES } from '../../../app/core/words.ts';
import { OUTCOME_WORDS, PENALTY_WORDS, PHASE_WORDS } from '../../../app/ui/phrases.ts';
import { hasWords, troubleNamed, troubleOf } from '../../../app/ui/words.ts';

const sources = readdirSync('app', { recursive: true, encoding: 'utf8' })
  // What only a command line can meet is said there.
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('node') && !path.endsWith('.gen.ts'))
  .map((path) => readFileSync(`app/${path}`, 'utf8'));

test('[I4] every error that a room can throw has words', () => {
  const names = sources.flatMap((text) => [...text.matchAll(/class (\w+) extends BaseError/g)].map((match) => match[1]));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !hasWords(name))).toEqual([]);
});

test('[I4] every error of the contracts has words', () => {
  const names = readdirSync('contracts/interfaces').flatMap((file) =>
    [...readFileSync(`contracts/interfaces/${file}`, 'utf8').matchAll(/^\s*error (\w+)\(/gm)].map((match) => match[1]),
  );
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !hasWords(name))).toEqual([]);
});

test('[I4] the deepest telling name wins, and a wallet’s no is neutral', () => {
  const revert = Object.assign(new Error('reverted'), { name: 'ContractFunctionRevertedError', data: { errorName: 'StakeTooLow' } });
  expect(troubleOf(Object.assign(new Error('x', { cause: revert }), { name: 'ContractFunctionExecutionError' })).name).toBe('StakeTooLow');
  expect(troubleOf(Object.assign(new Error('x'), { name: 'ContractRevertError', revert: 'Drawing' })).name).toBe('Drawing');
  const declined = troubleOf(new Error('outer', { cause: Object.assign(new Error('no'), { code: 4001 }) }));
  expect(declined.tone).toBe('neutral');
  expect(troubleOf(new Error('outer', { cause: Object.assign(new Error('no'), { name: 'RejectedBySignerError' }) })).tone).toBe('neutral');
});

test('[I4] whatever is thrown has a sentence and a way out', () => {
  const circle = new Error('round') as Error & { cause?: unknown };
  circle.cause = circle;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.constant(circle),
        fc.constantFrom('__proto__', 'constructor', 'toString').map((name) => ({ name })),
      ),
      (thrown) => {
        const { sentence, way } = troubleOf(thrown);
        expect(sentence.length).toBeGreaterThan(5);
        expect(way.length).toBeGreaterThan(5);
      },
    ),
  );
});

test('[I1] [I4] details are clamped and clean', () => {
  const { detail } = troubleNamed('UnavailableError', `\u202E${'x'.repeat(9000)}`);
  expect([...(detail ?? '')].length).toBeLessThanOrEqual(240);
  expect(detail).not.toContain('\u202E');
});

test('every phase, outcome and penalty has words', () => {
  for (const phase of PHASES) expect(PHASE_WORDS[phase].happening).toBeTruthy();
  for (const outcome of OUTCOMES) expect(OUTCOME_WORDS[outcome].means).toBeTruthy();
  for (const penalty of PENALTIES) expect(PENALTY_WORDS[penalty]).toBeDefined();
});
