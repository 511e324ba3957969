import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * The plainest static host there is: files of folders under paths, no header but the type, no fallback. `files` stand in for
 * what a person put beside the build.
 */
export async function openHost(
  folders: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): Promise<{ origin: string; asked: string[]; stop(): Promise<void> }> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname));
    asked.push(path);
    const type = TYPES[extname(path === '/' || path.endsWith('/') ? 'index.html' : path)] ?? 'application/octet-stream';
    const given = files[path];
    if (given !== undefined) return response.writeHead(200, { 'content-type': type }).end(given);
    const prefix = Object.keys(folders).find((start) => path.startsWith(start));
    const file = prefix && join(folders[prefix], path.slice(prefix.length) || 'index.html');
    const found = file ? await stat(file).catch(() => undefined) : undefined;
    if (!file || !found?.isFile()) return response.writeHead(404).end('Not found');
    response.writeHead(200, { 'content-type': type });
    return createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
