import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { BaseError } from '../core/errors.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/**
 * Serves the built app as any static host would, with `networks.json` from memory. Tries the ports after `port` where it
 * is taken. @throws NoFreePortError
 */
export async function serveSite(
  folder: string,
  networks: unknown,
  port: number,
  tries = 10,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname));
    const headers = {
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin-allow-popups',
    };
    if (path === '/networks.json') {
      response.writeHead(200, { ...headers, 'content-type': TYPES['.json'] }).end(JSON.stringify(networks));
      return;
    }
    const file = join(folder, path === '/' ? 'index.html' : path);
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) {
      response.writeHead(404, headers).end('Not found');
      return;
    }
    response.writeHead(200, {
      ...headers,
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': found.size,
    });
    createReadStream(file).pipe(response);
  });
  for (let at = port; at < port + tries; at++) {
    const listening = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(at, '127.0.0.1', () => resolve(true));
    });
    if (listening) {
      const bound = (server.address() as { port: number }).port;
      return {
        url: `http://127.0.0.1:${bound}/`,
        stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
      };
    }
  }
  throw new NoFreePortError({ first: port, last: port + tries - 1 });
}

export class NoFreePortError extends BaseError {
  constructor(facts: { first: number; last: number }) {
    super('No free port for the app', facts);
  }
}
