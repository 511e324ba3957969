import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'rolldown/utils';
import { expect, test } from 'vitest';
import { de } from '../../../app/ui/texts/de.ts';
import { front } from '../../../app/ui/texts/en/front.ts';
import { en } from '../../../app/ui/texts/en.ts';
import { plural } from '../../../app/ui/texts/plural.ts';

/** Every key of a catalogue with the kind of what it holds; a function also with how many values it takes. */
function shape(value: unknown, path = ''): string[] {
  if (typeof value === 'function') return [`${path} (${value.length})`];
  if (typeof value !== 'object' || value === null) return [`${path} ${typeof value}`];
  return (
    Object.entries(value)
      // How grave an error is stands with the English words alone.
      .filter(([key]) => !(Array.isArray(value) && key === '2'))
      .flatMap(([key, item]) => shape(item, `${path}.${key}`))
  );
}

function words(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(words) : [];
}

test('[I30] both languages have the same keys, each with words', () => {
  expect(shape(de)).toEqual(shape(en));
  expect([...words(en), ...words(de)].filter((text) => text.trim() === '')).toEqual([]);
});

test('[I30] German is German: hardly any text is the English one', () => {
  const english = new Set(words(en).filter((text) => text.length > 12));
  const same = words(de).filter((text) => english.has(text));
  expect(same.length, same.join('\n')).toBeLessThan(english.size / 50 + 1);
});

test('[I30] numbers ask for their form of a word', () => {
  const forms = { one: '# Runde', other: '# Runden' };
  expect([0, 1, 2, 1000].map((n) => plural('de', n, forms))).toEqual(['0 Runden', '1 Runde', '2 Runden', '1.000 Runden']);
});

/** Attributes whose text a person reads or hears. */
const SPOKEN =
  /^(aria-label|aria-description|aria-roledescription|title|alt|label|placeholder|name|note|summary|text|act|aside|what|headline|xName)$/;
/** Names are the same in every language. */
const NAMES = new Set(['Murmuration', 'ETH']);

type Node = { readonly type: string; readonly [key: string]: unknown };

/** English that stands in JSX itself: text between tags, and strings in attributes that are read out. */
function rawTexts(file: string): string[] {
  const { program, errors } = parseSync(file, readFileSync(file, 'utf8'), { lang: 'tsx' });
  expect(errors, file).toEqual([]);
  const found: string[] = [];
  const take = (text: unknown) => {
    if (typeof text === 'string' && /\p{L}{2}/u.test(text) && !NAMES.has(text.trim())) found.push(text.trim());
  };
  const strings = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strings);
    const node = value as Node | null;
    if (node?.type === 'Literal') take(node.value);
    if (node?.type === 'TemplateLiteral') for (const part of node.quasis as { value: { cooked: string } }[]) take(part.value.cooked);
    if (node?.type === 'ConditionalExpression') strings([node.consequent, node.alternate]);
    if (node?.type === 'LogicalExpression') strings(node.right);
    return node?.type === 'JSXExpressionContainer' ? strings(node.expression) : undefined;
  };
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return undefined;
    const node = value as Node;
    if (node.type === 'JSXText') take(node.value);
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      for (const child of node.children as Node[]) if (child.type === 'JSXExpressionContainer') strings(child);
    if (node.type === 'JSXOpeningElement') {
      const element = (node.name as { name?: string }).name ?? 'Member';
      for (const attribute of node.attributes as { name?: { name?: unknown }; value?: unknown }[]) {
        const name = attribute.name?.name;
        // An element of HTML has a name that nobody reads.
        const isRead = typeof name === 'string' && SPOKEN.test(name) && !(name === 'name' && /^[a-z]/.test(element));
        if (isRead) strings(attribute.value);
      }
    }
    return Object.values(node).map(walk);
  };
  walk(program);
  return found;
}

test('[I31] no screen holds text of its own: all of it is in the catalogues', () => {
  const screens = readdirSync('app/ui', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx') && !entry.parentPath.startsWith('app/ui/texts'))
    .map((entry) => join(entry.parentPath, entry.name));
  const raw = screens.flatMap((file) => rawTexts(file).map((text) => `${file}: ${text}`));
  expect(raw).toEqual([]);
  // The check itself sees what it should.
  expect(rawTexts('test/fakes/raw.tsx').sort()).toEqual(['Raw choice', 'Raw label', 'Raw other', 'Raw text']);
});

test('[I31] what a first visit shows uses no words that come with later pages', () => {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+\.tsx?)';/gm);
    for (const [, target] of imports) visit(join(dirname(file), target));
  };
  for (const file of ['app/ui/App.tsx', 'app/ui/StartTrouble.tsx']) visit(file);
  const early = [...seen].filter((file) => file.startsWith('app/ui/') && !file.startsWith('app/ui/texts/'));
  const later = Object.keys(en).filter((name) => !(name in front));
  const used = early.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bT\.(\w+)/g)].filter(([, name]) => later.includes(name)).map(([text]) => `${file}: ${text}`),
  );
  expect(early.length).toBeGreaterThan(15);
  expect(used).toEqual([]);
});
