import { expect, test } from 'vitest';
import { checkSpec, InvalidSpecError } from '../../../app/core/spec.ts';
import { RULES } from '../../golden/aggregate.ts';
import { tinySpec } from '../../golden/specs.ts';

const withRule = (aggregation: unknown) => checkSpec({ ...tinySpec, aggregation });

test.each(RULES)('[A13] $rule takes what it needs and nothing else', (rule) => {
  expect(withRule(rule).aggregation).toEqual(rule);
  if ('liars' in rule) {
    const { liars, ...rest } = rule;
    expect(() => withRule(rest)).toThrow(InvalidSpecError);
    for (const wrong of ['0', '0.5', '1', '-0.1', 0.25])
      expect(() => withRule({ ...rule, liars: wrong }), `${wrong}`).toThrow(InvalidSpecError);
    expect(withRule({ ...rule, liars: '0.499' }).aggregation).toMatchObject({ liars: '0.499' });
    expect(liars).toBe('0.25');
  } else {
    expect(() => withRule({ ...rule, liars: '0.25' })).toThrow(InvalidSpecError);
  }
  expect(() => withRule({ ...rule, extra: 1 })).toThrow(InvalidSpecError);
});

test('[A13] a rule that nobody knows is refused by name', () => {
  expect(() => withRule({ rule: 'constructor', clip: '1', maxNorm: '1' })).toThrow(/aggregation/);
});
