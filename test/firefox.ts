import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SYSTEM = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'];
const START_MS = 120_000;

/** Path of a Firefox: `FIREFOX` if set, else the system's, else Debian's package is installed; undefined where none can be had. */
export function findFirefox(): string | undefined {
  const named = process.env.FIREFOX;
  if (named) return named;
  const installed = () => SYSTEM.find((path) => existsSync(path));
  if (!installed() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Firefox here: installing the package firefox-esr …');
    spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'firefox-esr'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return installed();
}

/** One page of a Firefox without a window. */
export type FirefoxPage = {
  readonly version: string;
  open(url: string): Promise<void>;
  /** What an expression comes to, a promise awaited; a text. */
  evaluate(expression: string): Promise<string>;
  close(): Promise<void>;
};

/** Starts a Firefox and speaks WebDriver BiDi with it (W3C, "WebDriver BiDi"), over the socket that it opens itself. */
export async function openFirefox(path: string): Promise<FirefoxPage> {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  const child = spawn(path, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, MOZ_HEADLESS: '1', HOME: profile },
  });
  const end = async () => {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill()) await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 5_000))]);
    if (child.exitCode === null) child.kill('SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const { call, close } = await connect(`${await listening(child)}/session`);
    const { capabilities } = await call<{ capabilities: { browserVersion: string } }>('session.new', { capabilities: {} });
    const { contexts } = await call<{ contexts: { context: string }[] }>('browsingContext.getTree', {});
    const { context } = contexts[0];
    return {
      version: capabilities.browserVersion,
      async open(url) {
        await call('browsingContext.navigate', { context, url, wait: 'complete' });
      },
      async evaluate(expression) {
        const answer = await call<{ type: string; result?: { value: string }; exceptionDetails?: { text: string } }>('script.evaluate', {
          expression,
          target: { context },
          awaitPromise: true,
        });
        if (answer.type !== 'success') throw new Error(`Firefox: ${answer.exceptionDetails?.text}`);
        return answer.result!.value;
      },
      async close() {
        close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The socket's address, as Firefox prints it. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`Firefox does not listen: ${said.slice(-500)}`)), START_MS);
    child.stderr!.on('data', (chunk) => {
      said += chunk;
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said);
      if (!found) return;
      clearTimeout(late);
      resolve(found[1]);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`Firefox ended with ${code}: ${said.slice(-500)}`));
    });
  });
}

type Answer = {
  readonly id?: number;
  readonly type: string;
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
};

async function connect(url: string): Promise<{ call<T>(method: string, params: object): Promise<T>; close(): void }> {
  const socket = new WebSocket(url);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`Firefox refuses ${url}`)));
  });
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let calls = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, type, result, error, message } = JSON.parse(String(data)) as Answer;
    const call = id === undefined ? undefined : waiting.get(id);
    if (!call) return;
    waiting.delete(id!);
    if (type === 'success') call.resolve(result);
    else call.reject(new Error(`Firefox: ${error}: ${message}`));
  });
  socket.addEventListener('close', () => {
    for (const call of waiting.values()) call.reject(new Error('Firefox has closed the connection'));
  });
  return {
    call: <T>(method: string, params: object) =>
      new Promise<T>((resolve, reject) => {
        const id = ++calls;
        waiting.set(id, { resolve: (result) => resolve(result as T), reject });
        socket.send(JSON.stringify({ id, method, params }));
      }),
    close: () => socket.close(),
  };
}
