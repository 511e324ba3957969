/**
 * Just enough of the WebAssembly binary format for the kernels beside this file: one module, one memory of its host, a few
 * functions on 32-bit addresses. Instructions are functions that give their bytes, so that a kernel reads from the top down.
 * Source: WebAssembly Core Specification 2.0, sections 5.3–5.5.
 */
export type Code = readonly number[];

/** A function of the module: its name outside, its parameters, and what it returns and keeps. */
export type Kernel = { readonly name: string; readonly params: Code; readonly result: Code; readonly locals: Code; readonly body: Code };

export const I32 = 0x7f;
export const F64 = 0x7c;
export const V128 = 0x7b;

const EMPTY_BLOCK = 0x40;

/** Unsigned LEB128. */
export function unsigned(value: number): Code {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** Of small constants, 0…63: signed LEB128 is one byte. */
export const constant = (value: number): Code => [0x41, value];
export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const add: Code = [0x6a];

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
/** Alignment is a hint only. */
const at = (offset: number): Code => [0x00, ...unsigned(offset)];

export const load = (offset = 0): Code => [...simd(0x00), ...at(offset)];
export const store = (offset = 0): Code => [...simd(0x0b), ...at(offset)];
/** The two low float32 values as two float64 values. */
export const promote: Code = simd(0x5f);
export const splat: Code = simd(0x14);
export const addPairs: Code = simd(0xf0);
export const mulPairs: Code = simd(0xf2);
/** The high half of the first in the low half; what comes above does not matter. */
export const highHalf: Code = [...simd(0x0d), 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];

/** Repeats `body` for as long as the address in `local` is below the one in `end`. */
export function whileBelow(local: number, end: number, body: Code): Code {
  const below = [...get(local), ...get(end), 0x49];
  // block loop, out of it unless below, and again
  return [0x02, EMPTY_BLOCK, 0x03, EMPTY_BLOCK, ...below, 0x45, 0x0d, 1, ...body, 0x0c, 0, 0x0b, 0x0b];
}

/** The module's bytes. The host gives the memory as `host.memory`. */
export function assembled(kernels: readonly Kernel[]): Uint8Array<ArrayBuffer> {
  const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
  const sized = (code: Code): Code => [...unsigned(code.length), ...code];
  const name = (text: string): Code => sized([...new TextEncoder().encode(text)]);
  const section = (id: number, items: readonly Code[]): Code => [id, ...sized(list(items))];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(
      1,
      kernels.map(({ params, result }) => [0x60, ...sized(params), ...sized(result)]),
    ),
    ...section(2, [[...name('host'), ...name('memory'), 0x02, 0x00, ...unsigned(1)]]),
    ...section(
      3,
      kernels.map((_, i) => unsigned(i)),
    ),
    ...section(
      7,
      kernels.map((kernel, i) => [...name(kernel.name), 0x00, ...unsigned(i)]),
    ),
    ...section(
      10,
      kernels.map(({ locals, body }) => sized([...list(locals.map((type) => [1, type])), ...body, 0x0b])),
    ),
  ]);
}
