import { expect, test } from 'vitest';
import { aggregateVectors } from '../../golden/aggregate.ts';
import { outerVectors } from '../../golden/outer.ts';
import golden from '../../vectors/aggregate.json' with { type: 'json' };
import outer from '../../vectors/outer.json' with { type: 'json' };

test.each(aggregateVectors())('[A1] $spec with $updates updates aggregates to the golden model by each rule', (vector) => {
  expect(golden).toContainEqual(vector);
});

test.each(outerVectors())('[A1] four rounds with outer step $outer.name come to the golden models', (vector) => {
  expect(outer).toContainEqual(vector);
});
