// Writes the table of docs/gas.md from the figures on record. Part of `npm run gas`.
import { readFileSync, writeFileSync } from 'node:fs';

const DOC = 'docs/gas.md';
const GWEI = { ethereum: 2, l2: 0.01 };
const ETHER_USD = 3000;
const ROWS = [
  ['createTask', 'createTask', 400_000],
  ['join with permit', 'join with permit', 185_000],
  ['join with permit, gas money to a fresh operator', 'join with permit and gift', undefined],
  ['join with an allowance', 'join with allowance', undefined],
  ['topUp', 'topUp', undefined],
  ['withdraw', 'withdraw', undefined],
  ['leave', 'leave', undefined],
  ['advance to Draw', 'advance 8+9', undefined],
  ['draw, 3 + 3 seats', 'draw 3+3', undefined],
  ['draw, 8 + 9', 'draw 8+9', undefined],
  ['draw, 32 + 32', 'draw 32+32', undefined],
  ['propose', 'propose 8+9', 60_000],
  ['commit', 'commit 8+9', 55_000],
  ['reveal', 'reveal 32+32', 60_000],
  ['attest', 'attest 8+9', 60_000],
  ['settle, 3 + 3', 'settle 3+3', undefined],
  ['settle, 8 + 9', 'settle 8+9', undefined],
  ['settle, 32 + 32', 'settle 32+32', 1_780_000],
  ['settle, 32 + 32, clamped mean', 'settle 32+32 clamped mean', 3_000_000],
  ['settle, 32 + 32, all weights different', 'settle 32+32 unequal weights', 3_000_000],
  ['claim', 'claim', 60_000],
  ['claim, to an account without tokens before', 'claim without tokens before', undefined],
];

const gas = JSON.parse(readFileSync('test/contracts/gas/FederatedTask.json', 'utf8'));
const number = (value) => value.toLocaleString('en');
const usd = (amount, gwei) => ((amount * gwei * ETHER_USD) / 1e9).toFixed(gwei < 1 ? 4 : 2);
const lines = ROWS.map(([name, key, aim]) => {
  const amount = Number(gas[key]);
  return `| ${name} | ${number(amount)} | ${aim ? number(aim) : ''} | ${usd(amount, GWEI.ethereum)} | ${usd(amount, GWEI.l2)} |`;
});
const table = `| call | gas | aim | Ethereum, USD | L2, USD |\n| --- | ---: | ---: | ---: | ---: |\n${lines.join('\n')}\n`;
const text = readFileSync(DOC, 'utf8');
writeFileSync(DOC, text.replace(/(<!-- table -->\n)[\s\S]*?(<!-- end -->)/, `$1${table}$2`));
