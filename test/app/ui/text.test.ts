import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paragraphs, plain, short } from '../../../app/ui/text.ts';

test('[I1] control, bidirectional, zero-width and stacked characters are gone', () => {
  expect(plain('\u202Egnp.exe\u0000\u200B\u2066x\uFEFF')).toBe('gnp.exex');
  expect(plain(`Z${'\u0301'.repeat(50)}`)).toBe('Z\u0301\u0301');
  expect(plain('  two\n\tlines\u2028more ')).toBe('two lines more');
});

test('[I1] any text becomes one printable line of bounded length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 90 }), (text, max) => {
      const line = plain(text, max);
      expect([...line].length).toBeLessThanOrEqual(max);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
  );
});

test('[I1] paragraphs keep their breaks, and are few and short', () => {
  expect(paragraphs('one\n\n\ntwo\u202E')).toEqual(['one', 'two']);
  expect(paragraphs('x\n'.repeat(500)).length).toBe(12);
});

test('[I1] a short hash keeps its ends', () => {
  expect(short(`0x${'ab'.repeat(32)}`)).toBe('0xabab…abab');
  expect(short('0x12')).toBe('0x12');
});
