/** An operator in a source text, and what is put in its place. */
export type Mutation = {
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The line without its indentation. */
  readonly text: string;
};

const REPLACEMENTS: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '==': '!=',
  '!=': '==',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '++': '--',
  '--': '++',
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
};

/** Longest first, with what must not be taken for shorter ones. */
const TOKENS = /<<=?|>>=?|=>|\*\*|\+\+|--|[<>=!+\-*/%]=|[<>+\-*/%]/g;

/** Comments and strings, and imports, whose braces and slashes are no operators. */
const SKIPPED = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"[^"\n]*"|^(?:import|pragma)[\s\S]*?;/gm;

/** Every comparison and arithmetic operator of a Solidity source, in order. A sign before a value is left out instead. */
export function mutationsOf(source: string): Mutation[] {
  const code = source.replace(SKIPPED, (text) => text.replace(/[^\n]/g, ' '));
  return [...code.matchAll(TOKENS)].flatMap((match) => {
    const [from] = match;
    if (!(from in REPLACEMENTS)) return [];
    const isSign = from === '-' && /[(,=?:<>+\-*/%]\s*$|return\s+$/.test(code.slice(0, match.index));
    const before = source.slice(0, match.index);
    const lineStart = before.lastIndexOf('\n') + 1;
    return [
      {
        start: match.index,
        end: match.index + from.length,
        from,
        to: isSign ? '' : REPLACEMENTS[from],
        line: before.split('\n').length,
        column: match.index - lineStart + 1,
        text: source.slice(lineStart, source.indexOf('\n', match.index)).trim(),
      },
    ];
  });
}

/** The source with the mutation in it. */
export function mutate(source: string, { start, end, to }: Mutation): string {
  return source.slice(0, start) + to + source.slice(end);
}
