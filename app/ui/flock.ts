/** A murmuration in the plane: each bird steers by its nearest seven (Ballerini et al., PNAS 2008), one step at a time. */
export type Bird = { x: number; y: number; vx: number; vy: number };

const NEIGHBOURS = 7;
const SPEED = 46;
const EDGE = 8;

/** Birds at rest positions that `seed` gives. */
export function birdsOf(size: number, width: number, height: number, seed = 1): Bird[] {
  let state = seed >>> 0 || 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  return Array.from({ length: size }, () => {
    const angle = next() * 2 * Math.PI;
    const reach = Math.sqrt(next());
    const heading = -0.2 + next() * 0.4;
    return {
      x: width * (0.5 + Math.cos(angle) * reach * 0.3),
      y: height * (0.5 + Math.sin(angle) * reach * 0.34),
      vx: Math.cos(heading) * SPEED,
      vy: Math.sin(heading) * SPEED,
    };
  });
}

/** Moves birds by `seconds`. `unity` 0…1 is how tightly they keep together. They stay inside. */
export function fly(birds: Bird[], width: number, height: number, seconds: number, unity: number, at: number): void {
  const spacing = Math.min(width, height) * (0.3 - 0.14 * unity);
  // The roost they circle wanders slowly, so that a flock of one moves too.
  const roostX = width * (0.52 + 0.24 * Math.sin(at * 0.21));
  const roostY = height * (0.5 + 0.2 * Math.sin(at * 0.37 + 1));
  const before = birds.map((bird) => ({ ...bird }));
  birds.forEach((bird, i) => {
    const near = before
      .map((other, j) => ({ other, gap: j === i ? Infinity : Math.hypot(other.x - bird.x, other.y - bird.y) }))
      .sort((a, b) => a.gap - b.gap)
      .slice(0, Math.min(NEIGHBOURS, before.length - 1));
    let ax = (roostX - bird.x) * (0.1 + unity * 0.2);
    let ay = (roostY - bird.y) * (0.7 + unity * 0.7);
    for (const { other, gap } of near) {
      const push = gap < spacing ? (spacing - gap) / Math.max(gap, 1) : 0;
      ax += (other.vx - bird.vx) * 0.12 - (other.x - bird.x) * push * 0.9;
      ay += (other.vy - bird.vy) * 0.12 - (other.y - bird.y) * push * 0.9;
    }
    bird.vx += ax * seconds;
    bird.vy += ay * seconds;
    const speed = Math.hypot(bird.vx, bird.vy) || 1;
    const wanted = Math.min(SPEED * 1.5, Math.max(SPEED * 0.7, speed));
    bird.vx *= wanted / speed;
    bird.vy *= wanted / speed;
    // The edges turn them round, so that nobody is pressed against a wall.
    if (bird.x + bird.vx * seconds < EDGE) bird.vx = Math.abs(bird.vx);
    if (bird.x + bird.vx * seconds > width - EDGE) bird.vx = -Math.abs(bird.vx);
    if (bird.y + bird.vy * seconds < EDGE) bird.vy = Math.abs(bird.vy);
    if (bird.y + bird.vy * seconds > height - EDGE) bird.vy = -Math.abs(bird.vy);
    bird.x = Math.min(width - 4, Math.max(4, bird.x + bird.vx * seconds));
    bird.y = Math.min(height - 4, Math.max(4, bird.y + bird.vy * seconds));
  });
}
