import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../chromium.ts';
import { found } from '../engines/path.ts';
import { findFirefox, openFirefox } from '../firefox.ts';
import aggregate from '../vectors/aggregate.json' with { type: 'json' };
import update from '../vectors/update.json' with { type: 'json' };

/** The golden rounds, and others that no run had before. */
const SEEDS = [...Array.from({ length: 4 }, (_, i) => `engines ${i}`), ...Array.from({ length: 8 }, () => randomBytes(8).toString('hex'))];
const firefox = findFirefox();
if (!firefox) console.error('\n\n*** NO FIREFOX HERE AND NONE COULD BE INSTALLED: WHETHER IT COMPUTES THE SAME IS NOT CHECKED ***\n\n');

let server: Server;
let url: string;
let here: string;
const asked = `found(${JSON.stringify(SEEDS)})`;

beforeAll(async () => {
  const entry = join(import.meta.dirname, '../engines/page.ts');
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      rollupOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput;
  const script = built.output[0].code;
  server = createServer(({ url: path }, response) => {
    const isScript = path === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><meta charset="utf-8"><title>engines</title><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
  here = await found(SEEDS);
}, 120_000);
afterAll(() => server?.close());

describe('[A1] [U1] from update to digest, golden and random', () => {
  test('Node finds the golden vectors', () => {
    expect(JSON.parse(here)).toMatchObject({ update, aggregate });
    expect(new Set(JSON.parse(here).walks.flatMap(([, digests]: [string, string[]]) => digests)).size).toBeGreaterThan(2 * SEEDS.length);
  });

  test('Chromium finds what Node finds', async () => {
    const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
    try {
      const page = await browser.newPage();
      await page.goto(url);
      expect(await page.evaluate<string>(asked)).toBe(here);
    } finally {
      await browser.close();
    }
  }, 180_000);

  test.skipIf(!firefox)(
    'Firefox finds what Node finds',
    async () => {
      const page = await openFirefox(firefox!);
      try {
        await page.open(url);
        expect(await page.evaluate(asked)).toBe(here);
        console.log(`Firefox ${page.version} agrees on ${SEEDS.length} walks`);
      } finally {
        await page.close();
      }
    },
    240_000,
  );
});
