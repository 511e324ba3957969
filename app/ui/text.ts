/** Text from chain, spec or peers is hostile: it reaches the screen only through these. */

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;

/** One line of at most `max` characters without control, bidirectional, zero-width or piled-up combining characters. */
export function plain(text: string, max = 80): string {
  return clamp(text.replace(/\s+/gu, ' ').replace(HIDDEN, '').replace(STACKED_MARKS, '$1').trim(), max);
}

/** As `plain`, keeping the breaks between paragraphs; no more than `maxParagraphs` of them. */
export function paragraphs(text: string, max = 2000, maxParagraphs = 12): readonly string[] {
  return clamp(text, max)
    .split(/\n+/u)
    .map((part) => plain(part, max))
    .filter((part) => part.length > 0)
    .slice(0, maxParagraphs);
}

function clamp(text: string, max: number): string {
  const characters = [...text.slice(0, max * 4)];
  return characters.length <= max ? characters.join('') : `${characters.slice(0, max - 1).join('')}…`;
}

/** `0x1234…abcd` */
export function short(hex: string, head = 6, tail = 4): string {
  return hex.length <= head + tail + 1 ? hex : `${hex.slice(0, head)}…${hex.slice(-tail)}`;
}
