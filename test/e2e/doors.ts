import type { BrowserContext, Page } from 'playwright-core';
import type { Dataset } from '../../app/core/words.ts';

/**
 * Watches the ways out of a page from the outside: what it sends by WebRTC data channels and web sockets, and every address
 * it asks. What a worker could send by itself is among the requests.
 */
export type Doors = {
  /** `METHOD origin` of each request, and `SOCKET origin`. */
  readonly asked: ReadonlySet<string>;
  /** Bytes of all request bodies. */
  postedBytes(): number;
  /** Since the page was loaded last. The channels' content is what peers see: WebRTC encrypts below it. */
  sent(page: Page): Promise<{ readonly channels: Buffer; readonly socketBytes: number; readonly messages: number }>;
};

export async function watchDoors(context: BrowserContext): Promise<Doors> {
  const asked = new Set<string>();
  let posted = 0;
  context.on('request', (request) => {
    asked.add(`${request.method()} ${new URL(request.url()).origin}`);
    posted += request.postDataBuffer()?.length ?? 0;
  });
  context.on('page', watchSockets);
  context.pages().forEach(watchSockets);
  function watchSockets(page: Page) {
    page.on('websocket', (socket) => asked.add(`SOCKET ${new URL(socket.url()).origin}`));
  }
  await context.addInitScript(keepSent);
  return {
    asked,
    postedBytes: () => posted,
    async sent(page) {
      const { channels, ...counted } = await page.evaluate(async () => {
        const { chunks, socketBytes, messages } = (globalThis as unknown as { doors: ReturnType<typeof keepSent> }).doors;
        const reader = new FileReader();
        const url = await new Promise<string>((resolve) => {
          reader.onload = () => resolve(reader.result as string);
          reader.readAsDataURL(new Blob(chunks as BlobPart[]));
        });
        return { channels: url.slice(url.indexOf(',') + 1), socketBytes, messages };
      });
      return { channels: Buffer.from(channels, 'base64'), ...counted };
    },
  };
}

/** Runs in the page, before anything of it. */
function keepSent() {
  const doors = { chunks: [] as Uint8Array[], socketBytes: 0, messages: 0 };
  Object.assign(globalThis, { doors });
  const bytesOf = (data: unknown) => {
    if (typeof data === 'string') return new TextEncoder().encode(data);
    if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
    return new Uint8Array((data as ArrayBuffer).slice(0));
  };
  const { send } = RTCDataChannel.prototype;
  RTCDataChannel.prototype.send = function (data: never) {
    doors.chunks.push(bytesOf(data));
    doors.messages++;
    return send.call(this, data);
  };
  const { send: write } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    doors.socketBytes += bytesOf(data).length;
    doors.messages++;
    return write.call(this, data);
  };
  return doors;
}

const WINDOW = 16;

/** Rows of `dataset` of which a telling stretch stands in `bytes`, as the bytes of a file or as the floats of a tensor. */
export function rowsIn(bytes: Buffer, dataset: Dataset): number[] {
  const size = dataset.features.length / dataset.labels.length;
  /** Rows that look alike may share their most telling stretch. */
  const wanted = new Map<string, number[]>();
  const want = (stretch: string, row: number) => wanted.set(stretch, [...(wanted.get(stretch) ?? []), row]);
  for (let row = 0; row < dataset.labels.length; row++) {
    const values = dataset.features.slice(row * size, (row + 1) * size);
    const pixels = Buffer.from(values.map((value) => Math.round(value * 255)));
    want(mostVaried(pixels), row);
    want(mostVaried(Buffer.from(values.buffer)), row);
  }
  const starts = new Set([...wanted.keys()].map((key) => key.slice(0, 4)));
  const text = bytes.toString('latin1');
  const found = new Set<number>();
  for (let at = 0; at + WINDOW <= text.length; at++) {
    if (!starts.has(text.slice(at, at + 4))) continue;
    for (const row of wanted.get(text.slice(at, at + WINDOW)) ?? []) found.add(row);
  }
  return [...found];
}

/** The stretch of `WINDOW` bytes with the most different values: nothing but the row itself has it. */
function mostVaried(bytes: Buffer): string {
  let best = '';
  let most = 0;
  for (let at = 0; at + WINDOW <= bytes.length; at++) {
    const stretch = bytes.toString('latin1', at, at + WINDOW);
    const different = new Set(stretch).size;
    if (different > most) [best, most] = [stretch, different];
  }
  return best;
}
