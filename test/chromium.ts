import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/**
 * Path of a Chromium: `CHROMIUM` if set, else the system's, else Debian's package is installed, else the download of
 * playwright is tried.
 */
export function findChromium(): string {
  const named = process.env.CHROMIUM;
  if (named) return named;
  const installed = () => SYSTEM.find((path) => existsSync(path));
  let found = installed();
  if (!found && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium here: installing the package chromium …');
    spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    found = installed();
  }
  if (found) return found;
  console.log('No Chromium here: asking playwright for one …');
  spawnSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', '--with-deps', 'chromium'], { stdio: 'inherit' });
  const path = spawnSync(process.execPath, ['-e', "process.stdout.write(require('playwright-core').chromium.executablePath())"], {
    encoding: 'utf8',
  }).stdout;
  if (existsSync(path)) return path;
  console.error('No Chromium found and none could be installed. Install one and set CHROMIUM to its path.');
  process.exit(1);
}

/** Flags under which every browser test runs: root, loopback WebRTC, software WebGPU, no calls home. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--allow-loopback-in-peer-connection',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];
