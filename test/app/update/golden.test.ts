import { expect, test } from 'vitest';
import { updateVectors } from '../../golden/update.ts';
import golden from '../../vectors/update.json' with { type: 'json' };

test.each(updateVectors())('[U1] [A1] $spec with $updates updates has the golden bytes', (vector) => {
  expect(golden).toContainEqual(vector);
});
