/** The lottery, replayed in the page. */
export const draw = {
  verify: 'Verify the draw',
  checking: 'Replaying the lottery…',
  fair: 'The draw was fair: the same seats come out again.',
  unfair: 'The seats do not come out again. Do not trust this round.',
  unknown: 'The events of this draw could not be found yet. Try again in a moment.',
  mine: (role: string) => `Your seat, ${role}, is one of them.`,
  steps: 'Every step, calculated in this tab',
  frozen: (n: number, ids: string) => `1. ${n} could be drawn when the lottery was frozen, in this order: ${ids}.`,
  seed: '2. The seed is the hash of chain, task, round and the beacon’s value. The contract says the same.',
  seedWrong: '2. The hash of chain, task, round and the beacon’s value is another seed than the contract’s.',
  value: 'beacon’s value',
  seedName: 'seed',
  picks: '3. Each pick is a hash of seed and number, modulo how many are left; that one changes places with the first of the rest.',
  pick: (i: number, hash: string, left: number, offset: number, who: string) => `Pick ${i}: ${hash} mod ${left} = ${offset} → ${who}`,
  you: (id: number) => `you (#${id})`,
  drawn: 'draw transaction',
};
