import { expect, test } from 'vitest';
import { codecVectors } from '../../golden/codecs.ts';
import { updateVectors } from '../../golden/update.ts';
import codecs from '../../vectors/codecs.json' with { type: 'json' };
import golden from '../../vectors/update.json' with { type: 'json' };

test.each(updateVectors())('[U1] [A1] $spec with $updates updates has the golden bytes', (vector) => {
  expect(golden).toContainEqual(vector);
});

test.each(codecVectors())('[U1] $spec by $codec has the golden bytes', (vector) => {
  expect(codecs).toContainEqual(vector);
});
