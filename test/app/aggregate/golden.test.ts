import { expect, test } from 'vitest';
import { aggregateVectors } from '../../golden/aggregate.ts';
import golden from '../../vectors/aggregate.json' with { type: 'json' };

test.each(aggregateVectors())('[A1] $spec with $updates updates aggregates to the golden model by each rule', (vector) => {
  expect(golden).toContainEqual(vector);
});
