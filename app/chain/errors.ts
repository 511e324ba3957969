import { ChainMismatchError, ContractFunctionRevertedError, decodeErrorResult, type Hex, BaseError as ViemError } from 'viem';
import { BaseError, type Facts } from '../core/errors.ts';
import { PHASES } from '../core/words.ts';
import { arenaRegistryAbi, federatedTaskAbi, flockTokenAbi, taskFactoryAbi } from './abi.gen.ts';

/** Everything that a task, its factory, its token or the arena can revert with. */
const REVERTS = [...federatedTaskAbi, ...taskFactoryAbi, ...flockTokenAbi, ...arenaRegistryAbi].filter((entry) => entry.type === 'error');

/** Settles as `work` does, but every failure of a node, a wallet or a contract arrives as one of this file's errors. */
export function named<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw refusal(error);
  });
}

/** What an error of viem means here. What is not viem's is returned as it is. */
export function refusal(error: unknown): unknown {
  if (!(error instanceof ViemError)) return hasCode(error, 4001) ? new RejectedBySignerError(error) : error;
  if (error.walk((at) => hasCode(at, 4001))) return new RejectedBySignerError(error);
  const revert = error.walk((at) => at instanceof ContractFunctionRevertedError);
  if (revert instanceof ContractFunctionRevertedError) return contractRevert(revert.raw, revert.reason, error);
  const data = revertData(error);
  if (data) return contractRevert(data, undefined, error);
  if (/insufficient funds|exceeds the balance of the account/i.test(`${error.message} ${error.details}`)) {
    return new NotEnoughGasError({}, error);
  }
  if (error.walk((at) => at instanceof ChainMismatchError)) return new WrongChainError({}, error);
  return new RpcUnavailableError({ reason: error.details || error.shortMessage }, error);
}

function hasCode(error: unknown, code: number): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === code;
}

/** Revert data that a node sent along with its error, where viem has not read it. */
function revertData(error: ViemError): Hex | undefined {
  const holder = error.walk((at) => /^0x[0-9a-f]{8,}$/i.test(String((at as { data?: unknown }).data)));
  return (holder as { data?: Hex } | null)?.data;
}

/** The revert under its Solidity name, with its arguments as facts; phases by name, short texts as text. */
function contractRevert(data: Hex | undefined, reason: string | undefined, cause: unknown): ContractRevertError {
  try {
    const { errorName, args, abiItem } = decodeErrorResult({ abi: REVERTS, data: data ?? '0x' });
    const inputs = 'inputs' in abiItem ? abiItem.inputs : [];
    const facts = inputs.map((input, i) => [input.name ?? `${i}`, fact(errorName, input.type, args?.[i])]);
    return new ContractRevertError(errorName, Object.fromEntries(facts), cause);
  } catch {
    return new ContractRevertError(reason ? 'Error' : 'Unknown', { reason, data }, cause);
  }
}

function fact(errorName: string, type: string, value: unknown): Facts[string] {
  if (type === 'uint8' && /^(WrongPhase|TaskEnded)$/.test(errorName)) return PHASES[Number(value)];
  if (type === 'bytes32' && errorName !== 'CommitmentMismatch') return shortText(String(value));
  return value as Facts[string];
}

/** Text of a bytes32 that Solidity made from a string literal. */
function shortText(word: string): string {
  const bytes = word.slice(2).match(/../g) ?? [];
  return String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16)).filter((code) => code !== 0));
}

/** The node does not answer, or not what was asked. */
export class RpcUnavailableError extends BaseError {
  constructor(facts: Facts, cause?: unknown) {
    super('The chain cannot be reached', facts, cause);
  }
}

/** The node or the wallet is on another chain. */
export class WrongChainError extends BaseError {
  constructor(facts: { expected?: number; actual?: number }, cause?: unknown) {
    super('Wrong chain', facts, cause);
  }
}

/** Too little native coin for the fee (and the gift). Facts in wei. */
export class NotEnoughGasError extends BaseError {
  constructor(facts: { account?: string; expected?: bigint; actual?: bigint }, cause?: unknown) {
    super('Not enough coins for gas', facts, cause);
  }
}

/** The person said no in the wallet. */
export class RejectedBySignerError extends BaseError {
  constructor(cause?: unknown) {
    super('Rejected in the wallet', {}, cause);
  }
}

/** The contract said no; `revert` is the name of the Solidity error, the facts are its arguments. */
export class ContractRevertError extends BaseError {
  readonly revert: string;

  constructor(revert: string, facts: Facts, cause?: unknown) {
    super(revert, facts, cause);
    this.revert = revert;
  }
}
