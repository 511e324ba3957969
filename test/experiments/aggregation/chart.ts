import { type Cell, regretOf } from './report.ts';
import { RULES } from './rules.ts';

const WIDTH = 720;
const LEFT = 150;
const LINE = 34;
const TOP = 46;

/** Regret of every rule in every scene as dots, and their mean as a bar. */
export function chart(cells: readonly Cell[]): string {
  const all = cells.flatMap((cell) => RULES.map(({ rule }) => regretOf(cell, rule)));
  const most = Math.max(0.05, Math.ceil(20 * Math.max(...all)) / 20);
  const x = (value: number) => LEFT + (Math.max(0, value) / most) * (WIDTH - LEFT - 20);
  const parts: string[] = [];
  for (let tick = 0; tick <= most + 1e-9; tick += most / 5) {
    parts.push(`<path d="M${x(tick).toFixed(1)} ${TOP - 6}V${TOP + LINE * RULES.length}" stroke="#8884"/>`);
    parts.push(`<text x="${x(tick).toFixed(1)}" y="${TOP - 12}" text-anchor="middle">${tick.toFixed(2)}</text>`);
  }
  RULES.forEach(({ rule }, i) => {
    const y = TOP + LINE * (i + 0.5);
    const regrets = cells.map((cell) => regretOf(cell, rule));
    const mean = regrets.reduce((sum, value) => sum + value, 0) / regrets.length;
    parts.push(`<text x="${LEFT - 10}" y="${y + 4}" text-anchor="end">${rule}</text>`);
    parts.push(`<rect x="${LEFT}" y="${y - 9}" width="${(x(mean) - LEFT).toFixed(1)}" height="18" fill="#2a7de1" opacity="0.35"/>`);
    for (const [j, regret] of regrets.entries())
      parts.push(`<circle cx="${x(regret).toFixed(1)}" cy="${y}" r="3" fill="${cells[j].judged ? '#2a7de1' : '#d9542b'}" opacity="0.7"/>`);
  });
  const height = TOP + LINE * RULES.length + 34;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#777">
<title>Accuracy that each rule loses against the best fixed rule of a scene</title>
<text x="${LEFT}" y="16">Accuracy lost against the best fixed rule of a scene; bar: mean</text>
${parts.join('\n')}
<text x="${LEFT}" y="${height - 10}"><tspan fill="#d9542b">●</tspan> every update kept <tspan fill="#2a7de1">●</tspan> judged by voters</text>
</svg>
`;
}
