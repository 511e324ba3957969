import { connect, createServer, type Socket } from 'node:net';

/** A switch in a line to a TCP port of this machine: while it is off nobody gets through, and who was through is cut off. */
export type Breaker = { readonly port: number; off(): Promise<void>; on(): Promise<void>; stop(): Promise<void> };

export async function openBreaker(target: number): Promise<Breaker> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as { port: number };
  const off = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return { port, off, on: () => listen(port), stop: () => (server.listening ? off() : Promise.resolve()) };
}
