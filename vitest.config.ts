import tailwindcss from '@tailwindcss/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/*.test.ts', 'test/app/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        // Screens are judged in their colours and sizes.
        plugins: [tailwindcss()],
        optimizeDeps: {
          entries: ['test/browser/**/*.test.ts', 'test/browser/**/*.test.tsx', 'app/**/*.ts', 'app/**/*.tsx'],
          include: [
            'comlink',
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-webgpu',
            '@tensorflow/tfjs-backend-webgl',
            '@tensorflow/tfjs-backend-cpu',
            '@helia/bitswap',
            '@helia/libp2p',
            '@helia/unixfs',
            '@libp2p/circuit-relay-v2',
            '@libp2p/crypto/keys',
            '@libp2p/gossipsub',
            '@libp2p/identify',
            '@libp2p/noise',
            '@libp2p/ping',
            '@libp2p/webrtc',
            '@libp2p/websockets',
            '@libp2p/yamux',
            'blockstore-core',
            'blockstore-idb',
            'datastore-core',
            'datastore-idb',
            'helia',
            'ipfs-unixfs-importer/chunker',
            'ipfs-unixfs-importer/layout',
            'multiformats/cid',
            'multiformats/hashes/digest',
            'react',
            'react-dom/client',
          ],
        },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: {
                executablePath: chromium,
                args: [
                  '--no-sandbox',
                  '--disable-quic',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--enable-unsafe-webgpu',
                  '--use-webgpu-adapter=swiftshader',
                  '--allow-loopback-in-peer-connection',
                  '--disable-features=WebRtcHideLocalIpsWithMdns',
                ],
              },
            }),
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
