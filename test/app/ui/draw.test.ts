import { expect, test } from 'vitest';
import { isFair } from '../../../app/ui/task/DrawProof.tsx';
import { fakeHouse } from '../../fakes/house.ts';

test('[I23] a draw is called fair only where seed and every seat come out again', async () => {
  const room = await fakeHouse({ me: 'proposer' }).room('0x');
  const proof = (await room.proveDraw(18))!;
  expect(isFair(proof)).toBe(true);
  expect(isFair({ ...proof, seedAgain: `0x${'00'.repeat(32)}` })).toBe(false);
  expect(isFair({ ...proof, seated: [...proof.seated].reverse() })).toBe(false);
  expect(isFair({ ...proof, seated: proof.seated.slice(1) })).toBe(false);
});
