import { leaderboard } from '../../app/chain/leaderboard.ts';
import { roundSeed } from '../../app/core/hashes.ts';
import { picksOf } from '../../app/core/lottery.ts';
import { checkSpec, type Spec } from '../../app/core/spec.ts';
import { type Address, type Phase, ZERO_DIGEST } from '../../app/core/words.ts';
import type { ExamplesView, External, House, OnTx, TaskRoom, TasksView } from '../../app/session/house.ts';
import type {
  Activity,
  BooksView,
  DrawProof,
  Finding,
  Leaderboard,
  MeView,
  OpenRoundView,
  Passport,
  RoundRow,
  RulesView,
  SeatView,
  SessionView,
  TaskBook,
  TaskView,
} from '../../app/session/views.ts';
import { accuracyAt, chance, hash, lossAt, seasonOf } from './season.ts';
import { fakeExamining, fakeModel, fakeWorkshop } from './workshop.ts';

/** A house on pretend data, for screens: rounds pass, numbers move, and nothing is real. Seeded, so that pictures repeat. */

const TOKEN = { address: address('token'), symbol: 'FLOCK', decimals: 18 };
const UNIT = 10n ** 18n;

export type Scene = {
  /** What the list shows. */
  readonly tasks?: 'some' | 'none' | 'loading' | 'failed' | 'stale';
  /** Where I stand in the first task. */
  readonly me?: 'none' | 'proposer' | 'voter' | 'idle' | 'benched' | 'ended';
  readonly phase?: Phase;
  readonly task?: 'ready' | 'starting' | 'failed' | 'fresh';
  readonly data?: boolean;
  readonly problems?: boolean;
  /** Rounds move on by themselves. */
  readonly lively?: boolean;
  /** The one who looks; my row and my seat are this wallet's. */
  readonly wallet?: Address;
  /** Hostile text wherever text comes from outside. */
  readonly hostile?: boolean;
  /** A season of this size instead of a small one. */
  readonly explorer?: boolean;
  /** How the books of all tasks stand. */
  readonly books?: 'ready' | 'loading' | 'failed' | 'empty';
  readonly crowd?: { readonly people: number; readonly rounds: number };
};

export function address(seed: string): Address {
  return hash(seed).slice(0, 42) as Address;
}

function tokens(value: number): bigint {
  return (BigInt(Math.round(value * 1000)) * UNIT) / 1000n;
}

const HOSTILE = '\u202Egnp.exe\u200B<img src=x onerror=alert(1)> Z\u0301\u0302\u0303\u0304\u0305\u0306algo';

export const DIGITS: Spec = checkSpec({
  version: 1,
  kind: 'image-classification',
  title: 'Handwritten digits, ten classes',
  description:
    'A small convolutional network learns to read handwritten digits from people who each keep their own examples.\n\nGood for a first try: digits can be drawn in the tab.',
  split: { trainShare: '0.5', minTrainRows: 64 },
  data: { height: 28, width: 28, channels: 1, classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  layers: [
    { type: 'conv2d', filters: 8, kernel: 3, padding: 'valid', activation: 'relu' },
    { type: 'maxPool2d', size: 2 },
    { type: 'conv2d', filters: 16, kernel: 3, padding: 'valid', activation: 'relu' },
    { type: 'maxPool2d', size: 2 },
    { type: 'flatten' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
  training: { optimiser: { name: 'sgd', learningRate: '0.1', momentum: '0.9' }, epochs: 5, batchSize: 32 },
  update: { codec: 'int8', block: 256 },
  aggregation: { rule: 'median', clip: '1', maxNorm: '100' },
  merit: { name: 'step', gain: '64', floor: '0.1' },
});

const ADULT: Spec = checkSpec({
  ...DIGITS,
  kind: 'table-classification',
  title: 'Income from census answers',
  description: 'A small network over numbers and categories predicts whether a household earns more than 50 000 a year.',
  data: {
    columns: [
      { type: 'numeric', name: 'age', mean: '38.6', deviation: '13.6' },
      { type: 'categorical', name: 'workclass', values: ['Private', 'Self-employed', 'Government'] },
      { type: 'numeric', name: 'hours-per-week', mean: '40.4', deviation: '12.3' },
    ],
    label: 'income',
    classes: ['<=50K', '>50K'],
  },
  layers: [
    { type: 'dense', units: 32, activation: 'relu' },
    { type: 'dense', units: 2, activation: 'linear' },
  ],
});

const RULES: RulesView = {
  minStake: tokens(100),
  weightCap: tokens(100),
  rounds: 40,
  proposers: 3,
  voters: 3,
  minParticipants: 4,
  windows: { propose: 40, commit: 30, reveal: 15, attest: 30 },
  settleGrace: 20,
  beaconTimeout: 60,
  startBy: 1_790_000_000,
  endsBy: 1_790_086_400,
  estimator: 'Median',
  keepFrom: 112,
  evidenceBps: 5_000,
  epsilonBps: 500,
  proposerBoundary: 300,
  voterBoundary: 160,
  proposerShareBps: 5000,
  keeperShareBps: 100,
  absentPenaltyBps: 500,
  unopenedPenaltyBps: 1250,
  standingPenaltyBps: 1250,
};

const START = 1_789_990_000;
const PEOPLE = 11;
const MINE = 4;
const POISONER = 9;

function taskOf(name: string, change: Partial<TaskView>): TaskView {
  return {
    address: address(name),
    arenaTask: 3n,
    creator: address('creator'),
    token: TOKEN,
    specDigest: hash(`${name} spec`),
    initialModel: ZERO_DIGEST,
    spec: DIGITS,
    rules: RULES,
    phase: 'Lobby',
    phaseEnd: 0,
    round: 0,
    roundsDone: 0,
    adoptions: 0,
    base: hash(`${name} base`),
    baseSeed: ZERO_DIGEST,
    target: 0n,
    activeCount: 0,
    participantCount: 0,
    pool: tokens(12_000),
    totalStake: 0n,
    unclaimed: 0n,
    createdAt: START - 5000,
    block: 4812n,
    time: START,
    ...change,
  };
}

function walletOf(id: number, scene: Scene): Address {
  return id === MINE && scene.wallet ? scene.wallet : address(`person ${id}`);
}

/** Rounds 0 … `last`, the way such a task goes: steep at first, a poisoner left out and slashed on the way. */
function roundsOf(last: number, scene: Scene): readonly RoundRow[] {
  const key = `${last} ${scene.wallet} ${peopleOf(scene)}`;
  const known = seasons.get(key);
  if (known) return known;
  const season = seasonOf({
    people: peopleOf(scene),
    last,
    rules: RULES,
    walletOf: (id) => walletOf(id, scene),
    mine: MINE,
    poisoner: POISONER,
    end: START,
  });
  seasons.set(key, season);
  return season;
}

const seasons = new Map<string, readonly RoundRow[]>();

function peopleOf(scene: Scene): number {
  return scene.crowd?.people ?? PEOPLE;
}

function boardOf(rounds: readonly RoundRow[], scene: Scene): Leaderboard {
  const slashed = new Map<number, bigint>();
  for (const seat of rounds.flatMap((round) => round.seats)) slashed.set(seat.id, (slashed.get(seat.id) ?? 0n) + seat.slashed);
  const members = Array.from({ length: peopleOf(scene) }, (_, i) => i + 1).map((id) => ({
    id,
    wallet: walletOf(id, scene),
    deposited: tokens(200),
    stake: tokens(200) - (slashed.get(id) ?? 0n),
    active: id !== 7,
  }));
  return leaderboard(rounds, members, 4812n);
}

function openRound(phase: Phase, round: number, me: Scene['me']): OpenRoundView | undefined {
  if (phase === 'Lobby' || phase === 'Finished' || phase === 'Aborted') return undefined;
  const ids = me === 'proposer' ? [2, MINE, 8, 1, 9, 5] : me === 'voter' ? [2, 10, 8, 1, MINE, 5] : [2, 10, 8, 1, 9, 5];
  const at = ['Propose', 'Commit', 'Reveal', 'Attest', 'Settle'].indexOf(phase);
  const seats = ids.map((id, i): SeatView => {
    const role = i < 3 ? 'proposer' : 'voter';
    const did = (step: number, order: number) => at > step || (at === step && order === 0 && id !== MINE);
    const marks = {
      proposed: role === 'proposer' && did(0, i),
      committed: role === 'voter' && did(1, i - 3),
      revealed: role === 'voter' && did(2, i - 3),
      attested: role === 'voter' && did(3, i - 3),
    };
    const acted = [marks.proposed, marks.committed, marks.revealed, marks.attested][Math.min(3, Math.max(0, at))] ?? false;
    return { id, role, seat: i % 3, acted, excused: false, ...marks };
  });
  const acting = seats.filter((seat) => seat.role === (phase === 'Propose' ? 'proposer' : 'voter'));
  const works = at >= 0 && at < 4;
  return {
    round,
    pioneer: round === 0,
    budget: tokens(240),
    seed: hash(`seed ${round}`),
    base: hash(`model ${round - 1}`),
    seats: phase === 'Draw' ? [] : seats,
    expected: works ? acting.length : 0,
    done: works ? acting.filter((seat) => seat.acted).length : 0,
  };
}

function meOf(scene: Scene, round: number): MeView | undefined {
  const { me = 'none' } = scene;
  if (me === 'none') return undefined;
  return {
    id: MINE,
    wallet: walletOf(MINE, scene),
    operator: address('operator'),
    operatorBalance: 41_200_000_000_000_000n,
    stake: tokens(100),
    reward: tokens(312.456),
    active: me !== 'benched' && me !== 'ended',
    benched: me === 'benched',
    leaving: false,
    proposerStanding: -36,
    voterStanding: 0,
    seats: 9,
    seatsGivenUp: 0,
    seat: me === 'proposer' || me === 'voter' ? { role: me, seat: 1, round } : undefined,
  };
}

function activityOf(rounds: readonly RoundRow[]): Activity[] {
  return rounds.slice(-4).flatMap((row) => [
    {
      key: `s${row.round}`,
      time: row.settledAt,
      round: row.round,
      what: row.outcome === 'Adopted' ? ('adopted' as const) : ('refused' as const),
      tx: row.settleTx,
    },
    ...row.seats.slice(0, 3).map((seat) => ({
      key: `p${row.round}${seat.seat}`,
      time: row.settledAt - 90 + seat.seat,
      round: row.round,
      what: 'proposed' as const,
      id: seat.id,
      tx: seat.txs.propose,
    })),
    ...row.seats
      .filter((seat) => seat.reward > 0n)
      .map((seat) => ({
        key: `r${row.round}${seat.role}${seat.seat}`,
        time: row.settledAt,
        round: row.round,
        what: 'paid' as const,
        id: seat.id,
        amount: seat.reward,
        tx: row.settleTx,
      })),
    ...row.seats
      .filter((seat) => seat.slashed > 0n)
      .map((seat) => ({
        key: `x${row.round}${seat.role}${seat.seat}`,
        time: row.settledAt,
        round: row.round,
        what: 'slashed' as const,
        id: seat.id,
        amount: seat.slashed,
        tx: row.settleTx,
      })),
    { key: `d${row.round}`, time: row.settledAt - 128, round: row.round, what: 'drawn' as const, tx: row.drawTx },
  ]);
}

/** Strokes that look enough like digits for a picture. */
function picture(label: number): ExamplesView['thumbnails'][number] {
  const side = 28;
  const rgba = new Uint8ClampedArray(side * side * 4);
  const lit = ['1110111', '0010010', '1011101', '1011011', '0111010', '1101011', '1101111', '1010010', '1111111', '1111011'][label % 10];
  const bars = [
    [8, 4, 19, 6],
    [7, 5, 9, 13],
    [18, 5, 20, 13],
    [8, 12, 19, 14],
    [7, 14, 9, 22],
    [18, 14, 20, 22],
    [8, 21, 19, 23],
  ];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const lean = x + (y - 14) * 0.18;
      const ink = bars.some(([x0, y0, x1, y1], i) => lit[i] === '1' && lean >= x0 && lean <= x1 && y >= y0 && y <= y1)
        ? 225 + ((x * 7 + y * 3) % 30)
        : 0;
      rgba.set([ink, ink, ink, 255], (y * side + x) * 4);
    }
  return { label: String(label % 10), width: side, height: side, rgba };
}

function examples(scene: Scene): ExamplesView {
  return {
    source: scene.hostile ? HOSTILE : 'digits drawn in this tab',
    examples: 600,
    train: 300,
    test: 300,
    classes: DIGITS.data.classes.map((name, i) => ({ name, count: 60 + Math.round(Math.sin(i * 2.3) * 22) })),
    thumbnails: Array.from({ length: 12 }, (_, i) => picture(i)),
    warnings: scene.hostile ? [{ kind: 'unsafe-name', count: 3, example: HOSTILE }] : [],
  };
}

function cell<T>(value: T): External<T> & { set(next: T): void } {
  let held = value;
  const listeners = new Set<() => void>();
  return {
    getSnapshot: () => held,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    set(next) {
      held = next;
      for (const listener of listeners) listener();
    },
  };
}

const LAST = 17;
const lastOf = (scene: Scene) => (scene.crowd ? scene.crowd.rounds - 1 : LAST);

function sessionOf(scene: Scene, clockTime: number, last: number): SessionView {
  const phase = scene.me === 'ended' ? 'Finished' : (scene.phase ?? 'Propose');
  const fresh = scene.task === 'fresh';
  const rounds = fresh ? [] : roundsOf(last, scene);
  const task = taskOf('digits', {
    phase: fresh ? 'Lobby' : phase,
    phaseEnd: phase === 'Finished' || fresh ? 0 : clockTime + 23,
    round: fresh ? 0 : last + 1,
    ...(fresh && { base: ZERO_DIGEST }),
    roundsDone: fresh ? 0 : last,
    adoptions: rounds.filter((row) => row.outcome === 'Adopted').length,
    activeCount: fresh ? 2 : PEOPLE - 1,
    participantCount: fresh ? 2 : PEOPLE,
    pool: tokens(12_000 - last * 240),
    totalStake: tokens(1_062.5),
    time: clockTime,
    spec: scene.hostile ? { ...DIGITS, title: HOSTILE, description: `${HOSTILE}\n\n\n${HOSTILE.repeat(40)}` } : DIGITS,
    token: scene.hostile ? { ...TOKEN, symbol: '\u202E<b>EVIL</b>COINCOINCOIN' } : TOKEN,
  });
  const next = chance(5);
  const joined = scene.me !== undefined && scene.me !== 'none';
  const working = joined && scene.me !== 'ended' && scene.me !== 'benched';
  return {
    status: scene.task === 'starting' ? 'starting' : scene.task === 'failed' ? 'failed' : working ? 'working' : 'following',
    task: scene.task === 'starting' || scene.task === 'failed' ? undefined : task,
    round: fresh ? undefined : openRound(phase, last + 1, scene.me),
    me: meOf(scene, last + 1),
    doing: !working
      ? { act: 'wait' }
      : scene.me === 'proposer' && phase === 'Propose'
        ? { act: 'train', progress: 0.62, etaMs: 9000, examplesPerSecond: 2071 }
        : scene.me === 'voter' && phase === 'Commit'
          ? { act: 'judge', progress: 0.33, etaMs: 5000, examplesPerSecond: 6120 }
          : { act: 'warm-up', progress: 0.4, examplesPerSecond: 2050 },
    device:
      joined || scene.data
        ? { backend: 'wasm', description: 'WebAssembly with SIMD', refused: [{ backend: 'webgpu', reason: 'only a software adapter' }] }
        : undefined,
    model: fresh
      ? undefined
      : { digest: hash(`model ${last}`), round: last, score: { loss: lossAt(last), accuracy: accuracyAt(last), examples: 300 } },
    steps: working
      ? Array.from({ length: 62 }, (_, i) => ({
          step: i + 1,
          loss: 0.42 * Math.exp(-i / 40) + next() * 0.14,
          accuracy: Math.min(1, 0.84 + i * 0.0016 + (next() - 0.5) * 0.1),
        }))
      : [],
    curve:
      fresh || !(scene.data ?? joined)
        ? []
        : rounds
            .filter((row) => row.outcome === 'Adopted')
            .map((row) => ({ round: row.round, loss: lossAt(row.round), accuracy: accuracyAt(row.round) })),
    warmUp:
      scene.me === 'idle'
        ? { before: { loss: 0.31, accuracy: 0.912, examples: 300 }, after: { loss: 0.22, accuracy: 0.941, examples: 300 } }
        : undefined,
    net: joined
      ? {
          id: '12D3KooWfake',
          online: true,
          relays: [{ address: '/ip4/127.0.0.1/tcp/9000/ws', connected: true }],
          peers: [
            { id: '12D3KooWrelay', kind: 'relay', addresses: [] },
            ...[1, 2, 3, 4, 5].map((i) => ({
              id: `12D3KooW${hash(`peer ${i}`).slice(2, 30)}`,
              kind: i === 5 ? ('relayed' as const) : ('direct' as const),
              addresses: [],
            })),
          ],
          hintsSent: 21,
          hintsReceived: 148,
          hintBytesSent: 3381,
        }
      : undefined,
    bytesOut: joined ? { update: 412_338, model: 1_203_112, hint: 3381, transaction: 20_144 } : {},
    activity: activityOf(rounds),
    problems:
      scene.task === 'failed'
        ? [{ key: 'chain', time: clockTime, error: 'RpcUnavailableError', message: 'The chain cannot be reached', retrying: true }]
        : scene.problems
          ? [
              {
                key: 'r',
                time: clockTime - 4,
                error: 'UnavailableError',
                message: `No peer has it (digest: ${scene.hostile ? HOSTILE : hash('x')})`,
                retrying: true,
              },
            ]
          : [],
    lastRoundMs: 128_000,
  };
}

/** The house of a scene. Its calls to act take a moment and then succeed, but for a top-up of 13, which the wallet declines. */
export function fakeHouse(scene: Scene = {}): House & { stop(): void } {
  let time = START;
  let last = lastOf(scene);
  const view = cell(sessionOf(scene, time, last));
  const board = cell<Leaderboard | undefined>(
    scene.task === 'starting' ? undefined : boardOf(scene.task === 'fresh' ? [] : roundsOf(last, scene), scene),
  );
  const data = cell<ExamplesView | undefined>(scene.data ? examples(scene) : undefined);
  const list = (): TasksView => {
    if (scene.tasks === 'none') return { status: 'ready', tasks: [], stale: false };
    if (scene.tasks === 'loading') return { status: 'loading', tasks: [], stale: false };
    if (scene.tasks === 'failed') return { status: 'failed', tasks: [], stale: false, error: 'RpcUnavailableError' };
    return {
      status: 'ready',
      stale: scene.tasks === 'stale',
      tasks: [...[view.getSnapshot().task].filter((task) => task !== undefined), ...otherTasks(time)],
    };
  };
  const tasks = cell(list());
  const timer = scene.lively
    ? setInterval(() => {
        time += 23;
        last += 1;
        view.set(sessionOf(scene, time, last));
        board.set(boardOf(roundsOf(last, scene), scene));
        tasks.set(list());
      }, 6000)
    : undefined;
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const pretend = async (onTx?: OnTx) => {
    onTx?.({ step: 'sign' });
    await wait(300);
    onTx?.({ step: 'pending', hash: hash('tx') });
    await wait(500);
    onTx?.({ step: 'confirmed', hash: hash('tx') });
  };
  const room: TaskRoom = {
    address: address('digits'),
    view,
    board,
    data,
    enter: () => undefined,
    async chooseData(source, slow) {
      for (const progress of [0.2, 0.6, 1]) {
        slow?.onProgress?.(progress);
        await wait(60);
      }
      if (source.kind === 'files' && source.files.some((file) => file.name.endsWith('.bad')))
        throw Object.assign(new Error('Not an IDX file'), { name: 'NotIdxError' });
      data.set(examples(scene));
    },
    forecastGift: async () => 18_400_000_000_000_000n,
    balances: async () => ({ token: tokens(2_500.5), ether: 9_812_000_000_000_000_000n }),
    async join(_amount, onTx) {
      await pretend(onTx);
      view.set(sessionOf({ ...scene, me: 'idle' }, time, last));
    },
    async topUp(value, onTx) {
      if (value === tokens(13)) throw Object.assign(new Error('User rejected the request.'), { code: 4001 });
      await pretend(onTx);
    },
    replaceOperator: pretend,
    leave: pretend,
    withdraw: (_value, onTx) => pretend(onTx),
    claim: pretend,
    giveUpSeat: () => wait(200).then(() => undefined),
    comeBack: () => wait(200).then(() => undefined),
    pause: () => view.set({ ...view.getSnapshot(), status: 'paused' }),
    resume: () => view.set({ ...view.getSnapshot(), status: 'working' }),
    proveDraw: async (round) => (scene.problems ? undefined : drawProof(round, scene)),
    checkPassport: async ({ onProgress } = {}) => {
      const passport = fakePassport(scene);
      onProgress?.({ done: 1, of: passport.findings.length, findings: passport.findings.slice(0, 1) });
      return passport;
    },
    downloadModel: async () => ({ digest: hash(`digits base`), bytes: fakeModel(DIGITS) }),
    ...fakeExamining(DIGITS, hash('digits base')),
  };
  const opened = Promise.resolve(room);
  const shelves = new Map<string, External<BooksView>>();
  return {
    network: {
      name: 'Local chain',
      chainId: 31337,
      rpc: 'http://127.0.0.1:8545',
      devWallet: true,
      explorer: scene.explorer ? 'https://explorer.invalid' : undefined,
    },
    tasks,
    room: () => opened,
    visit: () => () => undefined,
    workshop: async () => fakeWorkshop(TOKEN, pretend, address('digits')),
    books: (wallet) => {
      const key = wallet ?? '';
      const known = shelves.get(key) ?? cell(booksOf(scene, wallet, tasks.getSnapshot(), board.getSnapshot()));
      shelves.set(key, known);
      return known;
    },
    async claimAll(_wallet, claimed, onTx, onClaimed) {
      for (const task of claimed) {
        await pretend(onTx);
        onClaimed?.(task);
      }
    },
    stop: () => clearInterval(timer),
  };
}

function otherTasks(time: number): TaskView[] {
  return [
    taskOf('adult', {
      spec: ADULT,
      phase: 'Commit',
      phaseEnd: time + 91,
      round: 4,
      roundsDone: 3,
      adoptions: 3,
      activeCount: 23,
      participantCount: 25,
      pool: tokens(48_200.75),
      time,
    }),
    taskOf('waiting', { spec: undefined, activeCount: 2, participantCount: 2, pool: tokens(900), time }),
    taskOf('done', {
      spec: { ...DIGITS, title: 'Digits, the first season' },
      phase: 'Finished',
      round: 40,
      roundsDone: 40,
      adoptions: 37,
      activeCount: 0,
      participantCount: 31,
      pool: 0n,
      time,
    }),
    taskOf('aborted', { spec: { ...ADULT, title: 'Wine quality from lab values' }, phase: 'Aborted', pool: 0n, time }),
  ];
}

/** Whose draw it is does not matter: it is fair by the same rule as a real one. */
function drawProof(round: number, scene: Scene): DrawProof {
  const active = Array.from({ length: peopleOf(scene) }, (_, i) => i + 1).filter((id) => id !== 7);
  const [chainId, task, value] = [31337, address('digits'), hash(`value ${round}`)];
  const seed = roundSeed(chainId, task, round, value);
  const picks = picksOf(seed, active, RULES.proposers + RULES.voters);
  const seated = picks.map((pick) => pick.id);
  return {
    round,
    chainId,
    task,
    value,
    seed,
    seedAgain: seed,
    active,
    proposers: RULES.proposers,
    picks,
    seated,
    drawTx: hash(`draw ${round}`),
  };
}

function booksOf(scene: Scene, wallet: Address | undefined, { tasks }: TasksView, board: Leaderboard | undefined): BooksView {
  if (scene.books === 'loading') return { status: 'loading', books: [] };
  if (scene.books === 'failed') return { status: 'failed', books: [], error: 'RpcUnavailableError' };
  const me = wallet && scene.books !== 'empty' ? meOf(scene, LAST + 1) : undefined;
  const books = tasks.map((task, i): TaskBook => {
    const rounds = i === 0 ? (board?.rounds ?? []) : i === 1 ? roundsOf(3, scene) : [];
    return {
      task,
      board: i < 2 ? boardOf(rounds, scene) : { rows: [], rounds: [], block: 4812n },
      me: i < 2 ? me : undefined,
      ledger: i < 2 && me ? ledgerOf(rounds) : [],
      gas: i < 2 && me ? { spent: 812_000_000_000_000n, counted: 31 - 8 * i, of: 31 } : { spent: 0n, counted: 0, of: 0 },
    };
  });
  return { status: 'ready', books };
}

function ledgerOf(rounds: readonly RoundRow[]): TaskBook['ledger'] {
  const own = rounds.flatMap((row) => row.seats.filter((seat) => seat.id === MINE).map((seat) => ({ row, seat })));
  const moved = own.flatMap(({ row, seat }) => [
    ...(seat.reward > 0n
      ? [{ what: 'earned' as const, amount: seat.reward, time: row.settledAt, tx: row.settleTx, round: row.round }]
      : []),
    ...(seat.slashed > 0n
      ? [{ what: 'slashed' as const, amount: seat.slashed, time: row.settledAt, tx: row.settleTx, round: row.round, penalty: seat.penalty }]
      : []),
  ]);
  return [...moved.reverse(), { what: 'staked', amount: tokens(200), time: START - 4000, tx: hash('join') }];
}

/** Of four models; with problems the third is false and the second could not be checked. */
function fakePassport({ problems = false }: Scene): Passport {
  const findings = [0, 1, 2, 3].map((round): Finding => {
    const found = { round, digest: hash(`model ${round}`), updates: round === 0 ? 0 : 3 };
    if (problems && round === 1)
      return { ...found, state: 'unchecked', cause: 'missing', subject: { digest: hash('update'), seat: 2, id: 5 } };
    if (problems && round === 2) return { ...found, state: 'false', cause: 'model' };
    return { ...found, state: 'derived' };
  });
  return problems ? { findings, first: findings[2], verdict: 'false' } : { findings, verdict: 'derived' };
}
