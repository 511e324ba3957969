import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createPublicClient, http } from 'viem';
import { readDeployment } from '../app/chain/deployment.ts';
import { BaseError } from '../app/core/errors.ts';
import { startAnvil } from '../app/node/anvil.ts';

/**
 * `npm run rehearse`: deploys by the script to a local chain that calls itself Base Sepolia, twice, and looks whether everything is
 * there, at the same addresses, the second time without a transaction.
 */
const CHAIN_ID = 84_532;
const FILE = '.local/rehearsal.json';

class RehearsalError extends BaseError {}

// First, and not while the chain runs: compiling takes minutes on a busy machine.
spawnSync('node_modules/.bin/forge', ['build', '--skip', 'test'], { stdio: 'inherit' });
const anvil = await startAnvil({ chainId: CHAIN_ID, blockTimeS: 1, accounts: 1 });
try {
  rmSync(FILE, { force: true });
  const client = createPublicClient({ transport: http(anvil.rpc) });
  const first = deploy();
  const nonce = await client.getTransactionCount({ address: anvil.accounts[0].address });
  const second = deploy();
  const again = await client.getTransactionCount({ address: anvil.accounts[0].address });
  for (const name of ['token', 'arena', 'beacon', 'factory', 'lens'] as const) {
    const code = await client.getCode({ address: first[name] });
    if (!code || first[name] !== second[name]) throw new RehearsalError(`${name} is at ${first[name]}, then at ${second[name]}`);
    console.log(`${name.padEnd(8)} ${first[name]}  ${code.length / 2 - 1} bytes`);
  }
  if (again !== nonce || first.block !== second.block) throw new RehearsalError(`The second run sent ${again - nonce} transactions`);
  console.log(`chain ${first.chainId}, from block ${first.block}, ${nonce} transactions, none the second time`);
} finally {
  await anvil.stop();
}

function deploy() {
  const args = ['script', 'contracts/script/Deploy.s.sol', '--skip', 'test', '--rpc-url', anvil.rpc, '--broadcast'];
  const { status, stdout, stderr } = spawnSync('node_modules/.bin/forge', [...args, '--unlocked', '--sender', anvil.accounts[0].address], {
    env: { ...process.env, BEACON: 'drand', DEPLOYMENT_FILE: `./${FILE}` },
    encoding: 'utf8',
  });
  if (status !== 0) throw new RehearsalError(`${stdout}\n${stderr}`);
  return readDeployment(JSON.parse(readFileSync(FILE, 'utf8')));
}
