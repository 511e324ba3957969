import { expect, test } from 'vitest';
import { captureChance } from '../../../app/core/capture.ts';
import { fieldsOf, layerFields, layerOf, partOf, SPEC_PARTS, textsOf } from '../../../app/core/fields.ts';
import { checkSpec, SPEC_SCHEMAS } from '../../../app/core/spec.ts';
import { convolutionalSpec, perceptronSpec, tinySpec } from '../../golden/specs.ts';

const known = [tinySpec, perceptronSpec, convolutionalSpec];

test('[I32] every part of every spec comes back from its texts as it was', () => {
  for (const spec of known) {
    for (const part of SPEC_PARTS) {
      const texts = textsOf(spec[part], part);
      expect(partOf(spec.kind, part, texts)).toEqual(spec[part]);
      // No text of a spec is without a field, so that nothing is lost.
      const paths = fieldsOf(spec.kind, part, texts).map(({ path }) => path);
      expect(Object.keys(texts).filter((path) => !paths.includes(path))).toEqual([]);
    }
    spec.layers.forEach((layer, i) => {
      expect(layerOf(spec.kind, i, textsOf(layer, `layers.${i}`))).toEqual(layer);
    });
  }
});

test('[I32] another choice brings its own fields', () => {
  const paths = (texts: Record<string, string>) => fieldsOf('image-classification', 'training', texts).map(({ path }) => path);
  expect(paths({})).toContain('training.optimiser.momentum');
  expect(paths({ 'training.optimiser.name': 'adam' })).not.toContain('training.optimiser.momentum');
  expect(layerFields('image-classification', 0, { 'layers.0.type': 'maxPool2d' }).map(({ path }) => path)).toEqual([
    'layers.0.type',
    'layers.0.size',
  ]);
});

test('[I32] every choice of the schema can be made, and with numbers in its fields is a valid spec', () => {
  const [spec] = known;
  let made = 0;
  for (const part of SPEC_PARTS) {
    const [first] = fieldsOf(spec.kind, part, {});
    if (first?.type !== 'choice') continue;
    for (const option of first.options) {
      const texts: Record<string, string> = { [first.path]: option };
      for (const field of fieldsOf(spec.kind, part, texts)) {
        texts[field.path] ??= field.type === 'choice' ? (field.options[0] ?? '') : field.type === 'whole' ? String(field.min) : '0.25';
      }
      const value = { ...spec, [part]: partOf(spec.kind, part, texts) };
      expect(() => checkSpec(value), `${part}: ${option}`).not.toThrow();
      made++;
    }
  }
  expect(made).toBeGreaterThan(5);
});

test('[I32] bounds are the schema’s, and what is no number is refused', () => {
  const field = fieldsOf('image-classification', 'training', {}).find(({ path }) => path === 'training.epochs');
  expect(field).toEqual({ path: 'training.epochs', type: 'whole', min: 1, max: 50 });
  const [spec] = known;
  const training = partOf(spec.kind, 'training', { ...textsOf(spec.training, 'training'), 'training.epochs': '2.5' });
  expect(() => checkSpec({ ...spec, training })).toThrow('training.epochs');
  expect(Object.keys(SPEC_SCHEMAS).sort()).toEqual(['image-classification', 'table-classification']);
});

test('[I32] the chance of a captured committee is the binomial tail', () => {
  expect(captureChance(9, 0.3)).toBeCloseTo(0.0988, 4);
  expect(captureChance(17, 0.3)).toBeCloseTo(0.0403, 4);
  expect(captureChance(1, 0.25)).toBeCloseTo(0.25, 12);
});
