import type { Finding } from './findings.ts';

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [860, 420, 56, 24, 250, 44];
const COLOURS = ['#444', '#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a6d00', '#7a3e9d', '#b00020'];

/** Accuracy against the bytes of all updates, the latter by powers of ten. */
export function chart(title: string, findings: readonly Finding[], lowest: number): string {
  const points = findings.flatMap(({ curve }) => curve);
  const [from, to] = [Math.min(...points.map(({ bytes }) => bytes)), Math.max(...points.map(({ bytes }) => bytes))].map(Math.log10);
  const top = Math.ceil(100 * Math.max(...points.map(({ accuracy }) => accuracy))) / 100;
  const x = (bytes: number) => LEFT + ((Math.log10(bytes) - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
  const y = (accuracy: number) => HEIGHT - BOTTOM - ((Math.max(accuracy, lowest) - lowest) / (top - lowest)) * (HEIGHT - TOP - BOTTOM);
  const text = (px: number, py: number, words: string, more = '') =>
    `<text x="${px.toFixed(1)}" y="${py.toFixed(1)}" ${more}>${words}</text>`;
  const lines: string[] = [];
  for (let power = Math.ceil(from); power <= Math.floor(to); power++) {
    const at = x(10 ** power);
    lines.push(`<line x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#ddd"/>`);
    lines.push(
      text(
        at,
        HEIGHT - BOTTOM + 16,
        { 3: '1 kB', 4: '10 kB', 5: '100 kB', 6: '1 MB', 7: '10 MB', 8: '100 MB' }[power] ?? '',
        'text-anchor="middle"',
      ),
    );
  }
  for (let accuracy = lowest; accuracy <= top + 1e-9; accuracy += 0.05) {
    lines.push(`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(accuracy).toFixed(1)}" y2="${y(accuracy).toFixed(1)}" stroke="#ddd"/>`);
    lines.push(text(LEFT - 8, y(accuracy) + 4, accuracy.toFixed(2), 'text-anchor="end"'));
  }
  findings.forEach(({ name, curve }, i) => {
    const colour = COLOURS[i % COLOURS.length];
    const path = curve
      .filter(({ accuracy }) => accuracy >= lowest)
      .map(({ bytes, accuracy }) => `${x(bytes).toFixed(1)},${y(accuracy).toFixed(1)}`);
    lines.push(`<polyline points="${path.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.8"/>`);
    const row = TOP + 12 + 18 * i;
    lines.push(
      `<line x1="${WIDTH - RIGHT + 14}" x2="${WIDTH - RIGHT + 34}" y1="${row - 4}" y2="${row - 4}" stroke="${colour}" stroke-width="2.5"/>`,
    );
    lines.push(text(WIDTH - RIGHT + 40, row, name));
  });
  lines.push(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, 'bytes of all updates published', 'text-anchor="middle"'));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">
<title>${title}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${lines.join('\n')}
</svg>
`;
}
