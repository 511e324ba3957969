import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { keccakWords } from '../app/core/hashes.ts';
import { drawSeats } from '../app/core/lottery.ts';
import { choose, committeeTable, fallChance, HEADS, majorityOf, threeQuartersOf } from './golden/committee.ts';

const PROPOSERS = 3;
const DRAWS = 4_000;

test('[C67] the table of the threat model is the hypergeometric one', () => {
  expect(readFileSync('docs/threat-model.md', 'utf8')).toContain(`\n${committeeTable()}\n`);
});

test('[C67] chances are those of counting every committee', () => {
  // 7 heads, 3 of them malicious, 4 voters: all 35 committees by hand.
  let fallen = 0;
  let all = 0;
  for (let set = 0; set < 1 << 7; set++) {
    const members = [0, 1, 2, 3, 4, 5, 6].filter((head) => (set >> head) & 1);
    if (members.length !== 4) continue;
    all++;
    if (members.filter((head) => head < 3).length >= 3) fallen++;
  }
  expect(choose(7, 4)).toBe(BigInt(all));
  expect(fallChance(7, 3, 4, majorityOf(4))).toBeCloseTo(fallen / all, 10);
});

test.each([
  [3, 30],
  [5, 40],
  [9, 30],
  [17, 40],
  [32, 45],
])('[C67] the lottery seats a malicious majority of %i voters as often as %i %% of malicious heads make it', (voters, malicious) => {
  // Malicious heads joined last; who joined when must not matter.
  const ids = Array.from({ length: HEADS }, (_, i) => i + 1);
  const needs = [majorityOf(voters), threeQuartersOf(voters)];
  const fallen = [0, 0];
  for (let round = 0; round < DRAWS; round++) {
    const { voters: seated } = drawSeats(keccakWords(voters, malicious, round), ids, PROPOSERS, voters);
    const bad = seated.filter((id) => id > HEADS - malicious).length;
    needs.forEach((needed, i) => {
      if (bad >= needed) fallen[i]++;
    });
  }
  needs.forEach((needed, i) => {
    const chance = fallChance(HEADS, malicious, voters, needed);
    // Four standard deviations, and room for the one that is expected of the rare ones.
    const slack = 4 * Math.sqrt(DRAWS * chance * (1 - chance)) + 1;
    expect(Math.abs(fallen[i] - DRAWS * chance)).toBeLessThan(slack);
  });
});
