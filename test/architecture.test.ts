import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The plan of the house: which room may open onto which, and which packages each may bring in. */
const PLAN: Record<string, { rooms: string[]; packages: RegExp }> = {
  core: { rooms: [], packages: /^(zod|multiformats(\/.*)?|@noble\/(hashes|curves)(\/.*)?)$/ },
  data: { rooms: ['core'], packages: /^(papaparse|fflate)$/ },
  train: { rooms: ['core'], packages: /^(@tensorflow\/.*|comlink)$/ },
  update: { rooms: ['core'], packages: /^$/ },
  aggregate: { rooms: ['core'], packages: /^comlink$/ },
  store: {
    rooms: ['core'],
    packages:
      /^(helia|@helia\/.*|idb|blockstore-.*|datastore-.*|interface-.*|multiformats(\/.*)?|@libp2p\/interface|libp2p|ipfs-unixfs.*|uint8arrays|it-.*)$/,
  },
  chain: { rooms: ['core'], packages: /^(viem(\/.*)?|zod)$/ },
  net: { rooms: ['core'], packages: /^(libp2p|@libp2p\/.*|@multiformats\/.*|multiformats(\/.*)?|uint8arrays|zod)$/ },
  session: { rooms: ['core', 'data', 'train', 'update', 'aggregate', 'store', 'chain', 'net'], packages: /^$/ },
  ui: {
    rooms: ['core', 'session'],
    packages:
      /^(react|react-dom(\/.*)?|wagmi(\/.*)?|viem(\/.*)?|@wagmi\/.*|@tanstack\/.*|@base-ui\/.*|sonner|lucide-react|uplot(\/.*)?|zod)$/,
  },
};

const files = readdirSync('app', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

/** Specifiers of static and dynamic imports, exports and workers. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:from\s+|import\s*\(\s*|^import\s+|new URL\(\s*)['"]([^'"]+)['"]/gm);
  return [...found].map((match) => match[1]);
}

describe.each(Object.keys(PLAN))('[W1] %s', (room) => {
  const plan = PLAN[room];
  const own = files.filter((file) => file.startsWith(`app/${room}/`));

  test('has walls', () => {
    expect(own.length).toBeGreaterThan(0);
    for (const file of own) {
      for (const specifier of importsOf(file)) {
        if (specifier.startsWith('.')) {
          const target = relative('app', join(dirname(file), specifier)).split('/')[0];
          expect([room, ...plan.rooms], `${file} imports ${specifier}`).toContain(target);
        } else if (!specifier.startsWith('node:')) {
          expect(specifier, `${file} imports ${specifier}`).toMatch(plan.packages);
        } else {
          expect.fail(`${file} imports ${specifier}: Node's modules belong in app/node`);
        }
      }
    }
  });
});

test('[W2] examples cannot leave: data and train have no door to the ways out', () => {
  for (const file of files.filter((path) => /^app\/(data|train)\//.test(path))) {
    const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(text, file).not.toMatch(/\b(XMLHttpRequest|WebSocket|RTCPeerConnection|sendBeacon|EventSource|WebTransport)\b/);
    expect(text.replaceAll('wasmBinary', ''), file).not.toMatch(/\bfetch\s*\(/);
  }
});

test('[W3] a spec is data: nothing in the app evaluates text as code', () => {
  for (const file of files) expect(readFileSync(file, 'utf8'), file).not.toMatch(/\beval\s*\(|new Function\b|dangerouslySetInnerHTML/);
});

test('[W4] no barrels and no default exports', () => {
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    expect(text, file).not.toMatch(/^export \* from|^export default/m);
  }
});
