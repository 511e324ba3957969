/** The colour that a token has here and now, as canvas understands it; `share` 0…1 of it over nothing. */
export function colourOf(host: Element, token: string, share = 1): string {
  const probe = document.createElement('span');
  probe.style.color = `color-mix(in srgb, var(--${token}, currentcolor) ${share * 100}%, transparent)`;
  host.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
