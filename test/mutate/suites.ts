import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type AbiFunction, type AbiParameter, encodeFunctionData, type Hex } from 'viem';
import { type Random, random, seedOf } from '../../app/core/random.ts';

/** Test contracts by artifact (`file:contract`), and calls of their tests with seeded arguments. */
export type Suites = { readonly suites: readonly string[]; readonly calls: readonly (readonly Hex[])[] };

/** How often a test with arguments is called; one without, once. */
const TIMES = 3;
/** Tests that look at a whole settlement, with everything by chance, see more each time. */
const THOROUGH = /C46/;
const THOROUGH_TIMES = 16;

/** Of `paths` like `settle.t.sol:SettleTest`, all tests. */
export function suitesOf(paths: readonly string[]): Suites {
  const stream = random(seedOf('arguments'));
  const calls = paths.map((path) => {
    const [file, name] = path.split(':');
    const artifact = JSON.parse(readFileSync(`out/${basename(file)}/${name}.json`, 'utf8')) as { abi: AbiFunction[] };
    return artifact.abi.filter((item) => item.type === 'function' && item.name.startsWith('test')).flatMap((test) => callsOf(test, stream));
  });
  return { suites: paths, calls };
}

function callsOf(test: AbiFunction, stream: Random): Hex[] {
  const often = THOROUGH.test(test.name) ? THOROUGH_TIMES : TIMES;
  return Array.from({ length: test.inputs.length === 0 ? 1 : often }, () =>
    encodeFunctionData({ abi: [test], args: test.inputs.map((input) => anyOf(input, stream)) }),
  );
}

type Argument = bigint | boolean | Hex | readonly Argument[] | { readonly [name: string]: Argument } | number | string;

/** A value of the type: small, huge or anything. */
function anyOf(input: AbiParameter, stream: Random): Argument {
  const array = /^(.*)\[(\d*)\]$/.exec(input.type);
  if (array) {
    const length = array[2] === '' ? stream.below(4) : Number(array[2]);
    return Array.from({ length }, () => anyOf({ ...input, type: array[1] }, stream));
  }
  if (input.type === 'tuple' && 'components' in input)
    return Object.fromEntries(input.components.map((part) => [part.name ?? '', anyOf(part, stream)]));
  const bytes = (length: number): Hex => `0x${Array.from({ length }, () => stream.below(256).toString(16).padStart(2, '0')).join('')}`;
  if (input.type === 'bool') return stream.below(2) === 1;
  if (input.type === 'address') return bytes(20);
  if (input.type === 'string') return bytes(stream.below(20));
  if (input.type === 'bytes') return bytes(stream.below(80));
  const fixed = /^bytes(\d+)$/.exec(input.type);
  if (fixed) return bytes(Number(fixed[1]));
  const whole = /^(u?)int(\d+)$/.exec(input.type);
  if (!whole) throw new Error(`no argument for ${input.type}`);
  const bits = Number(whole[2]) - (whole[1] ? 0 : 1);
  const value = BigInt(bytes(32)) >> BigInt(256 - (stream.below(3) === 0 ? Math.min(bits, 8) : bits));
  return Number(whole[2]) <= 48 ? Number(value) : value;
}
