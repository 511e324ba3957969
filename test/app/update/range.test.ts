import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Contexts, DECISION_MAX_BITS, RangeDecoder, RangeEncoder } from '../../../app/update/range.ts';

test('[U9] a coder read past its end makes decisions and ends', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
      const coder = new RangeDecoder(bytes, new Contexts(4));
      for (let i = 0; i < 500; i++) {
        coder.decide(i & 3);
        const word = coder.bits(i % 25);
        if (!(Number.isInteger(word) && word >= 0 && word < 2 ** 24)) return false;
      }
      return true;
    }),
  );
});

test('[U11] a coder gives back every sequence of decisions, carries and long runs too', () => {
  const sequences = fc.array(fc.tuple(fc.nat(3), fc.boolean(), fc.nat(2 ** 20), fc.nat(20)), { maxLength: 300 });
  fc.assert(
    fc.property(sequences, fc.boolean(), (sequence, isSteady) => {
      const encoder = new RangeEncoder(new Uint8Array(5000), new Contexts(4));
      for (const [context, yes, word, count] of sequence) {
        encoder.decide(context, isSteady || yes);
        encoder.bits(word, count);
      }
      const bytes = encoder.finish();
      const decoder = new RangeDecoder(bytes, new Contexts(4));
      for (const [context, yes, word, count] of sequence) {
        expect(decoder.decide(context)).toBe(isSteady || yes);
        expect(decoder.bits(count)).toBe(word & (2 ** count - 1));
      }
    }),
    { numRuns: 300 },
  );
});

test('[U10] no decision costs more than its bound, whatever was learnt before', () => {
  for (const learnt of [true, false]) {
    const encoder = new RangeEncoder(new Uint8Array(100_000), new Contexts(1));
    for (let i = 0; i < 10_000; i++) encoder.decide(0, i % 1000 < 990 ? learnt : !learnt);
    const { length } = encoder.finish();
    // Ten surprises in a row, ten times; the first of each costs most.
    expect(length).toBeLessThan((100 * (DECISION_MAX_BITS + 1) + 9900 * 0.05) / 8 + 100);
    expect(length).toBeGreaterThan((10 * (DECISION_MAX_BITS - 1)) / 8);
  }
});
