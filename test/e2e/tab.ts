import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../chromium.ts';
import { type Doors, watchDoors } from './doors.ts';

/** A loaded machine is slow to show a page. */
const TIMEOUT_MS = 120_000;

/** A real Chromium process with a profile of its own and the app in it. */
export type Tab = {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the app wrote to the console, oldest first. */
  readonly lines: string[];
  readonly errors: string[];
  readonly doors: Doors;
  /** Rounds whose model this tab holds, with digests. */
  models(): Map<number, string>;
  close(): Promise<void>;
};

/** Opens the app at a path of its hash. `backend` forces one. */
export async function openTab(
  name: string,
  site: string,
  hash: string,
  options: { backend?: string; viewport?: { width: number; height: number } } = {},
): Promise<Tab> {
  const profile = await mkdtemp(join(tmpdir(), 'tab-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    // Software rendering of what only decorates would take the processor from the training.
    reducedMotion: 'reduce',
    args: CHROMIUM_FLAGS,
    viewport: options.viewport ?? { width: 1280, height: 900 },
  });
  const doors = await watchDoors(context);
  const page = context.pages()[0] ?? (await context.newPage());
  const lines: string[] = [];
  const errors: string[] = [];
  page.on('console', (message) => (message.type() === 'error' ? errors : lines).push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.goto(`${site}${options.backend ? `?backend=${options.backend}` : ''}${hash}`);
  return {
    name,
    page,
    context,
    lines,
    errors,
    doors,
    models() {
      const held = lines.map((line) => /holds the model of round (\d+) (0x[0-9a-f]{64})/.exec(line)).filter((match) => match !== null);
      return new Map(held.map((match) => [Number(match[1]), match[2]]));
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Connects the development wallet, gives the tab its files, stakes and joins, as a person would. */
export async function joinTask({ page }: Tab, files: readonly string[]): Promise<void> {
  await page
    .getByRole('button', { name: /connect a wallet/i })
    .first()
    .click();
  await page.getByRole('button', { name: /development wallet/i }).click();
  if (files.length > 0) {
    await page.locator('input[aria-label="Data files"]').setInputFiles([...files]);
    await page.getByText(/only to judge with/).waitFor();
  }
  await page.getByRole('button', { name: /^stake .* and join$/i }).click();
}

/**
 * Makes a page live as a hidden one: no frames, timers once a second, and it is told so. Headless Chromium shows every page,
 * so what hiding takes away is taken away here.
 */
export async function hide({ page }: Tab): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    Object.defineProperty(document, 'hidden', { get: () => true });
    window.requestAnimationFrame = () => 0;
    const later = window.setTimeout.bind(window);
    const slowed = (work: () => void, ms = 0, ...rest: []) => later(work, Math.ceil(Math.max(ms, 1) / 1000) * 1000, ...rest);
    window.setTimeout = slowed as unknown as typeof window.setTimeout;
    document.dispatchEvent(new Event('visibilitychange'));
  });
}
