import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readNetworks } from '../../../app/core/networks.ts';
import { amountFault } from '../../../app/ui/task/AmountField.tsx';
import { exampleWords, modelWords, parameters, takesDigits } from '../../../app/ui/task/describe.ts';
import { DIGITS } from '../../fakes/house.ts';

const contract = `0x${'11'.repeat(20)}`;
const local = {
  name: 'Local chain',
  chainId: 31337,
  rpc: 'http://127.0.0.1:8545',
  deployment: { factory: contract, lens: contract, token: contract, arena: contract, beacon: contract, block: 0 },
  relays: [],
};

test('[I13] what is optional has a default', () => {
  expect(readNetworks({ networks: [local] })[0]).toMatchObject({ devWallet: false, iceServers: [] });
});

test('[I13] the first fault is named by its path', () => {
  const faults: [unknown, string][] = [
    [{}, 'networks'],
    [{ networks: [] }, 'networks'],
    [{ networks: [{ ...local, rpc: 'javascript:alert(1)' }] }, 'networks.0.rpc'],
    [{ networks: [{ ...local, explorer: 'data:text/html,x' }] }, 'networks.0.explorer'],
    [{ networks: [{ ...local, chainId: 0 }] }, 'networks.0.chainId'],
    [{ networks: [{ ...local, deployment: { ...local.deployment, token: '0x12' } }] }, 'networks.0.deployment.token'],
  ];
  for (const [value, path] of faults)
    expect(() => readNetworks(value)).toThrow(
      expect.objectContaining({ name: 'InvalidNetworksError', facts: expect.objectContaining({ subject: path }) }),
    );
});

test('a spec is told in words', () => {
  expect(modelWords(DIGITS)).toBe('conv 8 × 3×3 → pool 2 → conv 16 × 3×3 → pool 2 → flatten → dense 10');
  expect(parameters(DIGITS)).toBe(80 + 1168 + 4010);
  expect(exampleWords(DIGITS)).toBe('28 × 28 pixels, grey');
  expect(takesDigits(DIGITS)).toBe(true);
  expect(takesDigits(undefined)).toBe(false);
});

test('[I2] a typed amount outside of its bounds says why', () => {
  const token = { address: contract as `0x${string}`, symbol: 'T', decimals: 18 };
  const bounds = { min: 10n ** 18n, max: 5n * 10n ** 18n };
  expect(amountFault('2', token, bounds)).toBeUndefined();
  for (const text of ['', '0', '0.5', '5.1', 'x', '-1']) expect(amountFault(text, token, bounds)).toBeTruthy();
});

test('[I15] the page’s policy allows nothing inline or evaluated, and the page needs nothing of that kind', () => {
  const page = readFileSync('index.html', 'utf8');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'| \*|script-src[^;]*https:/);
  expect(page).not.toMatch(/<style|style="|<script(?![^>]*src="\.\/)|\son\w+=|(src|href)="(https?:)?\/\//);
  const sources = readdirSync('app/ui', { recursive: true, encoding: 'utf8' }).filter((path) => /\.(tsx?|css)$/.test(path));
  for (const path of sources) {
    expect(readFileSync(`app/ui/${path}`, 'utf8'), path).not.toMatch(
      /dangerouslySetInnerHTML|innerHTML|<style|\beval\(|new Function|url\(['"]?https?:|from 'sonner'/,
    );
  }
});
