import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { flockTokenAbi } from '../../app/chain/abi.gen.ts';
import type { Chain } from '../../app/chain/chain.ts';
import { createTask } from '../../app/chain/createTask.ts';
import { finishArenaTask, fund } from '../../app/chain/deploy.ts';
import { openChain } from '../../app/chain/openChain.ts';
import { canonicalBytes } from '../../app/core/canonical.ts';
import { keccakWords } from '../../app/core/hashes.ts';
import type { Address, Digest } from '../../app/core/words.ts';
import { openNet } from '../../app/net/open.ts';
import { nodeOptions } from '../../app/net/options.ts';
import { type Network, startNetwork } from '../../app/node/network.ts';
import { digitsSpec, localRules, TOKEN } from '../../app/node/presets.ts';
import { serveSite } from '../../app/node/site.ts';
import { openStore } from '../../app/store/open.ts';
import { CHROMIUM_FLAGS, findChromium } from '../chromium.ts';
import { type Bad, tableSpec, writeImageFiles, writeTableFiles } from './badfiles.ts';
import { type Breaker, openBreaker } from './breaker.ts';
import { type Injected, injectWallet } from './injected.ts';

/**
 * One person's browser against everything that goes wrong, on a real chain, a real relay and one other participant. The
 * tests are one story: what a test leaves behind is what the next one starts from.
 */
const SEED = 20_261_124n;
const STAKE = 100n * TOKEN;

let folder: string;
let network: Network;
let site: Awaited<ReturnType<typeof serveSite>>;
let rpc: Breaker;
let context: BrowserContext;
let page: Page;
let wallet: Injected;
let task: Address;
let tableTask: Address;
let invalidTask: Address;
let absentTask: Address;
let chain: Chain;
let closeSpecs: () => Promise<unknown>;
const requests: string[] = [];
const violations: string[] = [];
const thrown: string[] = [];
const lines = new Map<Page, string[]>();

/** Keeps a picture of what a person sees now where `SHOTS` names a folder. */
async function shot(name: string, of: Page = page): Promise<void> {
  if (process.env.SHOTS) await of.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true });
}

const says = (text: RegExp | string, of: Page = page) => of.getByText(text).filter({ visible: true }).first();
const sees = (text: RegExp | string, timeout = 20_000, of: Page = page) => says(text, of).waitFor({ timeout });
const button = (name: RegExp, of: Page = page) => of.getByRole('button', { name }).first();
const at = (hash: string) => `${site.url}?backend=wasm${hash}`;

async function open(hash: string, of: Page = page): Promise<void> {
  await of.goto('about:blank');
  await of.goto(at(hash));
}

async function until(what: string, done: () => Promise<boolean> | boolean, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await done())) {
    if (Date.now() > deadline) throw new Error(`Not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function listen(of: Page): void {
  const heard: string[] = [];
  lines.set(of, heard);
  of.on('console', (message) => heard.push(message.text()));
  of.on('pageerror', (error) => thrown.push(String(error)));
  of.on('request', (request) => requests.push(request.url()));
  of.on('websocket', (socket) => requests.push(socket.url()));
}

const tokens = (of: Address, blockNumber?: bigint) =>
  network.clients.client.readContract({
    address: network.deployment.token,
    abi: flockTokenAbi,
    functionName: 'balanceOf',
    args: [of],
    blockNumber,
  });
const ether = (address: Address, blockNumber?: bigint) => network.clients.client.getBalance({ address, blockNumber });
const mine = async () => {
  const reader = openChain({ client: network.clients.client, deployment: network.deployment, task, wallet: wallet.address });
  return (await reader.now()).me;
};

/** A task whose contract names a digest, whatever is behind it. */
async function nameDigest(specDigest: Digest): Promise<Address> {
  const { clients, deployment } = network;
  const arenaTask = await finishArenaTask(clients, deployment.arena, 20_000n * TOKEN);
  const { timestamp } = await clients.client.getBlock();
  const fixed = {
    stakeToken: deployment.token,
    beacon: deployment.beacon,
    creator: clients.wallet.account.address,
    specDigest,
    startBy: Number(timestamp) + 86_400,
  };
  return (await createTask(clients, deployment.factory, arenaTask, localRules(fixed))).task;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
  network = await startNetwork({ folder: join(folder, 'network'), seed: SEED });
  const { deployment, clients, anvil } = network;
  rpc = await openBreaker(anvil.port);
  const few = { minParticipants: 2, proposers: 2, voters: 2 };
  task = await network.createTask(digitsSpec(), few);
  tableTask = await network.createTask(tableSpec, few);
  chain = openChain({ client: clients.client, deployment, task });

  const key = generatePrivateKey();
  const place = join(folder, 'node');
  await mkdir(place);
  await writeFile(join(place, 'wallet'), key);
  await network.fund(privateKeyToAccount(key).address, 1_000n * TOKEN);
  const where = ['--rpc', anvil.rpc, '--deployment', network.deploymentFile, '--relay', network.relay, '--task', task];
  network.run('node', 'app/node/participant.ts', [...where, '--store', place, '--digits', '300']);

  context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: findChromium(),
    headless: true,
    args: CHROMIUM_FLAGS,
    viewport: { width: 1280, height: 900 },
  });
  await context.exposeFunction('tellViolation', (text: string) => void violations.push(text));
  await context.addInitScript(() => {
    const { tellViolation } = window as unknown as { tellViolation(text: string): void };
    document.addEventListener('securitypolicyviolation', (event) => tellViolation(`${event.violatedDirective} ${event.blockedURI}`));
  });
  wallet = await injectWallet(context, anvil.rpc);
  page = context.pages()[0];
  context.on('page', listen);
  listen(page);

  const { store, libp2p } = await openStore({ libp2p: await nodeOptions() });
  const net = openNet(libp2p, { relays: [network.relay] });
  closeSpecs = () => net.stop().then(() => store.stop());
  const { layers, ...headless } = digitsSpec();
  invalidTask = await nameDigest(await store.put(canonicalBytes({ ...headless, layers: layers.slice(0, 1) })));
  absentTask = await nameDigest(keccakWords(1n));

  const networks = {
    networks: [
      {
        name: 'Local',
        chainId: anvil.chainId,
        rpc: `http://127.0.0.1:${rpc.port}`,
        deployment,
        relays: [network.relay],
        devWallet: true,
        iceServers: [],
      },
    ],
  };
  site = await serveSite('dist', networks, 0);
}, 120_000);

afterAll(async () => {
  await context?.close();
  await closeSpecs?.();
  await rpc?.stop();
  await site?.stop();
  await network?.stop();
  if (!process.env.KEEP) await rm(folder, { recursive: true, force: true });
}, 60_000);

afterEach(async ({ task: { name, result } }) => {
  if (result?.state === 'fail') await shot(`failed-${name.slice(1, 4).replace(']', '')}`);
});

// A machine under load is five times slower than one at rest.
describe('bad inputs and bad luck', { timeout: 120_000 }, () => {
  test('[X1] a chain that cannot be reached at the start is named, on the list and in a task, and found again without a reload', async () => {
    await network.stopRelay();
    await rpc.off();
    await open('#/');
    await sees(/node does not answer/);
    await shot('rpc-down-list');
    await open(`#/task/${task}`);
    await sees(/node does not answer/);
    await sees(/keeps trying/);
    await shot('rpc-down-task');
    await rpc.on();
    await sees(/reward pool/i, 30_000);
    expect(await says(/node does not answer/).count()).toBe(0);
  });

  test('[X2] a relay that is down at the start is named, and reached by itself when it comes back', async () => {
    await sees('offline');
    await shot('relay-down');
    await network.restartRelay();
    await sees('online', 40_000);
    await sees('Handwritten digits', 30_000);
    await shot('relay-back');
  });

  test('[X3] hostile and unknown addresses lead to a page that says so', async () => {
    for (const hash of ['#/task/<script>alert(1)</script>', '#/task/0x12', `#/task/${task}/../../etc`, '#/%00']) {
      await open(hash);
      await sees('There is nothing at this address');
    }
    await shot('nowhere');
    await open(`#/task/0x${'12'.repeat(20)}`);
    await sees(/no task of this network at that address/);
    await shot('unknown-task');
    await open(`#/task/${network.deployment.token}`);
    await sees(/no task of this network at that address/);
    await page.getByRole('link', { name: 'All tasks' }).first().click();
    await sees('Birds that fly');
    await shot('list');
  });

  test('[X4] a spec that is not valid, and one that nobody has, are named; the chain’s part of the task is still shown', async () => {
    await open(`#/task/${absentTask}`);
    await sees(/reward pool/i);
    await open(`#/task/${invalidTask}`, page);
    await sees(/spec is not valid/, 30_000);
    await sees(/10,000/);
    await shot('invalid-spec');
    await open(`#/task/${absentTask}`);
    await sees(/no peer has the task’s spec/i, 40_000);
    await shot('absent-spec');
    await open('#/');
    await sees('Handwritten digits');
  });

  /** Picks each bad one after the good ones: the page says what is wrong, and the good ones stay. */
  async function tryFiles(good: readonly string[], bad: readonly Bad[], kept: RegExp): Promise<void> {
    const pick = (paths: readonly string[]) => page.locator('input[aria-label="Data files"]').setInputFiles([...paths]);
    await sees(/drop (files|a csv) here/i, 40_000);
    for (const [i, { name, paths, sentence, fact, way }] of bad.entries()) {
      await pick(paths);
      await sees(sentence);
      await sees(way);
      if (fact) await sees(fact);
      await shot(`file-${name}`);
      // The first half meets an empty hand, the second half good data.
      if (i === bad.length >> 1) {
        await pick(good);
        await sees(kept);
        await button(/choose other data/i).click();
      }
    }
    await sees(kept);
    await pick(good);
    await sees(/only to judge with/);
    expect(await says(bad.at(-1)!.sentence).count()).toBe(0);
  }

  test('[X5] pictures that cannot be used are refused with a sentence and a way out; good ones stay and work afterwards', async () => {
    await open(`#/task/${task}`);
    const { good, bad } = await writeImageFiles(join(folder, 'images'));
    await tryFiles(good, bad, /trains on your 150 examples/i);
    await shot('good-pictures');
  });

  test('[X6] tables that cannot be used are refused with a sentence and a way out; a good one stays and works afterwards', async () => {
    await open(`#/task/${tableTask}`);
    const { good, bad } = await writeTableFiles(join(folder, 'tables'));
    await tryFiles(good, bad, /trains on your 100 examples/i);
    await shot('good-table');
  });

  test('[X7] a wallet on another chain is told so, and one button brings it here; saying no changes nothing', async () => {
    await open(`#/task/${task}`);
    wallet.declines.add('wallet_switchEthereumChain');
    await button(/connect wallet/i).click();
    await button(/test wallet/i).click();
    await sees(/you declined in the wallet/i);
    await shot('connect-declined');
    wallet.declines.clear();
    await button(/test wallet/i).click();
    await page.getByLabel(`Wallet ${wallet.address}`).waitFor();
    await wallet.moveTo(1);
    await sees(/your wallet is on another network/i);
    expect(await button(/switch the network first/i).isDisabled()).toBe(true);
    await shot('wrong-chain');
    wallet.declines.add('wallet_switchEthereumChain');
    await button(/switch to local/i).click();
    await sees(/you declined in the wallet/i);
    wallet.declines.clear();
    await button(/switch to local/i).click();
    await button(/^stake .* and join$/i).waitFor();
    expect(await says(/your wallet is on another network/i).count()).toBe(0);
  });

  test('[X8] what a wallet lacks is said to the amount before anything is signed', async () => {
    const before = wallet.asked.length;
    const join = button(/^stake .* and join$/i);
    await sees('This wallet holds 0 FLOCK; the stake is 100 FLOCK.');
    await sees(/^This wallet holds 0 ETH; joining takes 0\.\d+ ETH and a fee\.$/);
    await shot('no-funds');
    expect(await join.isDisabled()).toBe(true);
    await fund(network.clients, network.deployment.token, [wallet.address], 150n * TOKEN, 0n);
    await until('the tokens to be seen', async () => (await says(/holds 0 FLOCK/).count()) === 0);
    await sees(/holds 0 ETH/);
    expect(await join.isDisabled()).toBe(true);
    await network.fund(wallet.address, 0n);
    await until('a way to join', () => join.isEnabled());
    await page.getByLabel('Your stake').fill('150.000000000000000001');
    await sees(/^At most 150/);
    expect(await button(/^stake .* and join$/i).isDisabled()).toBe(true);
    await page.getByLabel('Your stake').fill('100');
    expect(wallet.asked.length).toBe(before);
  });

  test('[X9] a signature that is declined costs nothing and is asked for again at once; one signature and one transaction join', async () => {
    const before = [await tokens(wallet.address), await ether(wallet.address)];
    wallet.asked.length = 0;
    wallet.declines.add('eth_signTypedData_v4');
    await button(/^stake .* and join$/i).click();
    await sees(/you declined in the wallet/i);
    await shot('declined');
    expect(wallet.asked).toEqual(['eth_signTypedData_v4']);
    expect([await tokens(wallet.address), await ether(wallet.address)]).toEqual(before);
    wallet.declines.clear();
    wallet.asked.length = 0;
    await button(/^stake .* and join$/i).click();
    await sees('Your place in the task', 40_000);
    expect(wallet.asked).toEqual(['eth_signTypedData_v4', 'eth_sendTransaction']);
    expect((await mine())!.stake).toBe(STAKE);
    expect(await tokens(wallet.address)).toBe(before[0] - STAKE);
  });

  /** A round in which the tab holds a seat of whose act it is not done. */
  async function seatedRound(): Promise<{ round: number; id: number }> {
    let found: { round: number; id: number } | undefined;
    await until(
      'a seat',
      async () => {
        const { task: now, round } = await chain.now();
        const me = await mine();
        const seat = round?.seats.find((item) => item.id === me?.id);
        if (seat && !seat.acted && (now.phase === 'Propose' || now.phase === 'Commit')) found = { round: now.round, id: seat.id };
        return found !== undefined;
      },
      90_000,
    );
    return found!;
  }

  /** Every act of the seat was done in the end, and nothing was taken. */
  async function keptIts({ round, id }: { round: number; id: number }): Promise<void> {
    let board = (await chain.history()).leaderboard;
    await until(
      `round ${round} to settle`,
      async () => {
        board = (await chain.history()).leaderboard;
        return board.rounds.some((row) => row.round === round && row.settleTx !== undefined && row.outcome !== 'Open');
      },
      150_000,
    );
    const seat = board.rounds.find((row) => row.round === round)!.seats.find((item) => item.id === id);
    expect(seat?.attended).toBe(true);
    expect(board.rows.find((row) => row.id === id)?.slashed).toBe(0n);
  }

  test('[X10] a chain that is lost in mid-round is named; the tab goes on when it is back, and loses nothing', async () => {
    const seat = await seatedRound();
    await rpc.off();
    await sees(/node does not answer/);
    await shot('rpc-lost');
    await rpc.on();
    await until('the notice to go', async () => (await says(/node does not answer/).count()) === 0);
    await keptIts(seat);
  }, 240_000);

  test('[X11] a relay that is lost in mid-round is named; the tab comes back to it, and loses nothing', async () => {
    const seat = await seatedRound();
    await network.stopRelay();
    await sees('none answers');
    await shot('relay-lost');
    await network.restartRelay();
    await until('the relay again', async () => (await says('none answers').count()) === 0);
    await keptIts(seat);
  }, 240_000);

  test('[X12] a reload asks nothing: wallet, data and key come back, and the tab works on', async () => {
    wallet.asked.length = 0;
    const operator = (await mine())!.operator;
    await page.reload();
    await page.getByLabel(`Wallet ${wallet.address}`).waitFor();
    await sees(/150 only to judge with/, 30_000);
    await sees('Your place in the task');
    expect(await page.getByRole('dialog').count()).toBe(0);
    const seat = await seatedRound();
    await keptIts(seat);
    expect((await mine())!.operator).toBe(operator);
    expect(wallet.asked).toEqual([]);
  }, 240_000);

  test('[X13] a second tab of the same wallet reads along and does not act, until the first is closed', async () => {
    const second = await context.newPage();
    await second.goto(at(`#/task/${task}`));
    await sees(/another tab works for this wallet/i, 30_000, second);
    await sees('Your place in the task', 20_000, second);
    await shot('second-tab', second);
    const seat = await seatedRound();
    await keptIts(seat);
    expect(lines.get(second)!.filter((line) => /^round \d+: /.test(line))).toEqual([]);
    expect(await says(/another tab works for this wallet/i, page).count()).toBe(0);
    await page.close();
    page = second;
    await until('the second tab to take over', async () => (await says(/another tab works for this wallet/i).count()) === 0);
    await keptIts(await seatedRound());
    expect(lines.get(second)!.filter((line) => /^round \d+: /.test(line)).length).toBeGreaterThan(0);
  }, 240_000);

  test('[X14] no view scrolls sideways on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const round = (await chain.history()).leaderboard.rounds.at(-1)!.round;
    const place = `#/task/${task}`;
    for (const [name, hash, text] of [
      ['list', '#/', /train a model together/i],
      ['live', place, /your place in the task/i],
      ['board', `${place}/board`, /order by/i],
      ['rounds', `${place}/rounds`, /round/i],
      ['rules', `${place}/rules`, /stake/i],
      ['round', `${place}/round/${round}`, /round/i],
    ] as const) {
      await page.evaluate((to) => location.assign(to), hash);
      await sees(text);
      await shot(`phone-${name}`);
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(widths[0], name).toBeLessThanOrEqual(widths[1]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate((to) => location.assign(to), place);
    await sees('Your place in the task');
  });

  test('[X15] leaving, claiming and withdrawing move exactly what the page says, to the wei; then the way in is open again', async () => {
    await button(/^leave$/i).click();
    await sees('Leave the lottery?');
    await shot('leave');
    // Looking at other views before has not interrupted the tab's work, which would close the question.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await page.getByRole('alertdialog').getByRole('button', { name: 'Back' }).click();
    expect((await mine())!.active).toBe(true);
    await button(/^leave$/i).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await sees('Leave: done', 30_000);
    await until('the last seat to end', async () => (await mine())!.active === false && (await mine())!.seat === undefined, 150_000);
    const { reward, stake, operatorBalance: gasMoney } = (await mine())!;
    expect(reward).toBeGreaterThan(0n);
    expect(stake).toBe(STAKE);

    /** Presses, and returns what came in tokens and what went in wei besides the fee, in the block that took it. */
    const moves = async (press: () => Promise<void>, done: string) => {
      const { client } = network.clients;
      const nonce = await client.getTransactionCount({ address: wallet.address });
      let number = await client.getBlockNumber({ cacheTime: 0 });
      await press();
      await sees(done, 30_000);
      expect(await client.getTransactionCount({ address: wallet.address })).toBe(nonce + 1);
      for (;;) {
        const { transactions } = await client.getBlock({ blockNumber: ++number, includeTransactions: true });
        const sent = transactions.find((item) => item.from.toLowerCase() === wallet.address.toLowerCase());
        if (!sent) continue;
        const receipt = await client.getTransactionReceipt({ hash: sent.hash });
        const [before, after] = [number - 1n, number];
        const gone = (await ether(wallet.address, before)) - (await ether(wallet.address, after));
        return [
          (await tokens(wallet.address, after)) - (await tokens(wallet.address, before)),
          gone - receipt.gasUsed * receipt.effectiveGasPrice,
        ];
      }
    };
    expect(await moves(() => button(/^claim$/i).click(), 'Claim rewards: done')).toEqual([reward, 0n]);
    await shot('claimed');
    expect(
      await moves(async () => {
        await button(/^withdraw$/i).click();
        await page.locator('form').getByRole('button', { name: 'Withdraw' }).click();
        await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
      }, 'Withdraw: done'),
    ).toEqual([stake, 0n]);
    await shot('withdrawn');
    expect(await tokens(wallet.address)).toBe(150n * TOKEN + reward);
    const after = (await mine())!;
    expect([after.reward, after.stake]).toEqual([0n, 0n]);
    await until('the gas money to come back', async () => (await mine())!.operatorBalance < gasMoney / 100n);
    await shot('left');
    await sees('Take part again');
    await page.getByLabel('Your stake').fill('100');
    await button(/^stake 100 FLOCK and join$/i).click();
    await until('to be back', async () => (await mine())!.active);
    await sees('Join: done', 30_000);
    expect((await mine())!.stake).toBe(STAKE);
  }, 240_000);

  test('[X16] all of this broke no rule of the page’s own policy, asked nobody else, and threw nothing', () => {
    expect(violations).toEqual([]);
    const others = requests.filter((url) => !/^(about:|data:|blob:http:\/\/127\.0\.0\.1|(http|ws):\/\/127\.0\.0\.1:)/.test(url));
    expect(others).toEqual([]);
    expect(requests.length).toBeGreaterThan(100);
    expect(thrown).toEqual([]);
  });
});
