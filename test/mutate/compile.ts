import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

type Answer = { contents: string } | { error: string };
type Compiler = { compile: (input: string, callbacks: { import: (path: string) => Answer }) => string };
type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  contracts?: Record<string, Record<string, { abi: unknown; evm: { bytecode: { object: string } } }>>;
};

/** The contracts that tests deploy from artifacts: the task with all its libraries, and the judging alone. */
export const ARTIFACTS = {
  TASK_ARTIFACT: { path: 'contracts/FederatedTask.sol', name: 'FederatedTask' },
  HISTORIES_ARTIFACT: { path: 'test/contracts/harness/Histories.sol', name: 'Histories' },
} as const;

export type ArtifactName = keyof typeof ARTIFACTS;

const { compile }: Compiler = createRequire(import.meta.url)('solc');

/**
 * Compiles one of them in this process, without the optimizer, with `source` in the place of the file `path`.
 * @returns the artifact as forge reads it, or undefined where the source does not compile
 */
export function compileWith(artifact: ArtifactName, path: string, source: string): string | undefined {
  const { path: root, name } = ARTIFACTS[artifact];
  const read = (file: string) => (file === path ? source : readFileSync(file, 'utf8'));
  const input = {
    language: 'Solidity',
    sources: { [root]: { content: read(root) } },
    settings: {
      remappings: ['@openzeppelin/=node_modules/@openzeppelin/'],
      evmVersion: 'prague',
      optimizer: { enabled: false },
      metadata: { bytecodeHash: 'none' },
      outputSelection: { [root]: { [name]: ['abi', 'evm.bytecode.object'] } },
    },
  };
  const find = (file: string): Answer => (existsSync(file) ? { contents: read(file) } : { error: `no file ${file}` });
  const output = JSON.parse(compile(JSON.stringify(input), { import: find })) as Output;
  const made = output.contracts?.[root]?.[name];
  if (!made || output.errors?.some(({ severity }) => severity === 'error')) return undefined;
  return JSON.stringify({ abi: made.abi, bytecode: { object: `0x${made.evm.bytecode.object}`, linkReferences: {} } });
}
