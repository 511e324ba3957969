/** Lines of values 0.4 … 1 over counts, as an SVG of the document's size, readable on light and on dark paper. */
export type Line = { readonly name: string; readonly values: readonly number[]; readonly colour: string; readonly dashed: boolean };

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [760, 380, 54, 30, 200, 44];
const [LOW, HIGH] = [0.4, 1];

export function chart(title: string, counts: readonly number[], lines: readonly Line[]): string {
  const x = (i: number) => LEFT + (i * (WIDTH - LEFT - RIGHT)) / (counts.length - 1);
  const y = (value: number) => TOP + ((HIGH - Math.max(LOW, value)) * (HEIGHT - TOP - BOTTOM)) / (HIGH - LOW);
  const ticks = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
  const grid = ticks.map(
    (tick) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick)}" y2="${y(tick)}" stroke="#8886"/><text x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  );
  const labels = counts.map((count, i) => `<text x="${x(i)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${count}</text>`);
  const drawn = lines.map(({ values, colour, dashed, name }, n) => {
    const points = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
    const dash = dashed ? ' stroke-dasharray="6 4"' : '';
    const at = TOP + 14 + 20 * n;
    const legend = WIDTH - RIGHT + 16;
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"${dash}/><line x1="${legend}" x2="${legend + 24}" y1="${at}" y2="${at}" stroke="${colour}" stroke-width="2"${dash}/><text x="${legend + 32}" y="${at + 4}">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#777" role="img" aria-label="${title}">
<text x="${LEFT}" y="16">${title}</text>
${[...grid, ...labels, ...drawn].join('\n')}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">judgements added up</text>
</svg>
`;
}
