import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amount, basisPoints, bytes, clock, exact, parseAmount, percent, signed } from '../../../app/ui/numbers.ts';

const UNIT = 10n ** 18n;

test('[I2] amounts are rounded towards zero and never shown as nothing', () => {
  expect(amount(1234n * UNIT + UNIT / 2n, 18)).toBe('1,234.50');
  expect(amount(1n, 18)).toBe('<0.01');
  expect(amount(-1n, 18)).toBe('−<0.01');
  expect(amount(0n, 18)).toBe('0');
  expect(amount(UNIT - 1n, 18)).toBe('0.99');
  expect(amount(-5n * UNIT, 18)).toBe('−5');
  expect(amount(7n, 0)).toBe('7');
  expect(signed(5n * UNIT, 18)).toBe('+5');
});

test('[I2] what was written out exactly is read back exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.integer({ min: 0, max: 30 }), (value, decimals) => {
      expect(parseAmount(exact(value, decimals), decimals)).toBe(value);
    }),
  );
});

test('[I2] what is no plain decimal, or too fine, is refused', () => {
  for (const text of ['', '.', '-1', '1e3', '0x10', '1 000', '1,2,3', 'NaN', '1.1234567890123456789', '１'])
    expect(parseAmount(text, 18)).toBeUndefined();
  expect(parseAmount('1.', 18)).toBe(UNIT);
  expect(parseAmount('0,5', 18)).toBe(UNIT / 2n);
  expect(parseAmount('1.5', 0)).toBeUndefined();
});

test('clock, shares and bytes read as people write them', () => {
  expect(clock(7)).toBe('0:07');
  expect(clock(-3)).toBe('0:00');
  expect(clock(3723)).toBe('1:02:03');
  expect(clock(400_000)).toBe('4 d');
  expect(percent(0.9271)).toBe('92.7 %');
  expect(percent(Number.NaN)).toBe('–');
  expect(basisPoints(1250)).toBe('12.5 %');
  expect(bytes(412_338)).toBe('412.3 kB');
});
