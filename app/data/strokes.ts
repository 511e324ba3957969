/** A point in the unit square, x to the right, y down. */
export type Point = readonly [x: number, y: number];

/** A stroke of the pen: its points are joined by a Catmull–Rom spline; a repeated point makes a corner. */
export type Stroke = readonly Point[];

/** The ways to write one digit. */
export type Skeletons = readonly (readonly Stroke[])[];

/** Points `x,y` in hundredths, `/` where the pen is lifted. Drawn for this project after common Western handwriting. */
const DRAWN: readonly (readonly string[])[] = [
  [
    // closed oval
    '52,2 24,12 12,45 20,82 48,98 78,84 88,50 78,15 52,2',
    // open loop whose ends cross at the top
    '66,10 40,3 18,25 13,60 30,93 60,95 83,68 82,30 62,6 42,12',
    // narrow, starting on the left
    '40,6 25,40 27,80 48,98 70,80 74,40 60,4 42,3 36,16',
  ],
  [
    '52,0 51,50 49,100',
    '30,25 45,13 56,0 56,0 54,50 52,100',
    '30,20 46,10 54,0 54,0 53,50 52,98 / 30,98 52,97 76,98',
    '60,0 52,35 42,70 36,100',
  ],
  [
    // plain, with a corner at the foot
    '16,24 30,6 56,2 76,20 68,45 42,72 14,96 14,96 50,94 88,95',
    // with a loop at the foot
    '18,22 36,4 64,6 74,28 60,56 34,84 16,92 14,78 30,76 50,90 72,98 90,86',
    // straight neck, like a Z with a round head
    '20,14 48,3 76,12 74,30 46,64 14,95 14,95 46,90 82,98',
  ],
  [
    // two bows
    '20,12 46,1 74,14 70,36 42,48 42,48 74,56 82,80 54,98 18,88',
    // a small loop in the middle
    '18,16 42,2 70,10 70,34 48,46 38,46 46,42 72,56 78,80 50,99 16,90',
    // flat top
    '20,5 48,4 76,4 76,4 44,42 44,42 74,54 80,78 54,98 20,92',
  ],
  [
    // open top, cross stroke
    '28,4 20,32 16,56 16,56 50,57 88,54 / 70,4 68,50 64,100',
    // closed top
    '64,2 40,34 12,66 12,66 50,66 90,64 / 64,2 64,50 62,100',
    // one sweep, rounded
    '26,6 17,36 26,54 50,54 72,42 / 76,2 70,48 60,100',
  ],
  [
    // neck and belly, roof apart
    '30,4 26,42 26,42 54,36 80,54 78,82 50,99 16,90 / 30,5 54,6 82,3',
    // one line
    '82,4 56,5 34,7 34,7 24,44 24,44 54,40 76,58 70,86 44,98 16,88',
    // S-like
    '78,6 50,4 30,16 32,38 56,50 74,68 62,92 36,98 16,86',
  ],
  [
    // long back, closed belly
    '66,2 40,20 20,54 22,84 46,99 74,86 74,62 50,50 24,66',
    // upright back
    '40,0 28,35 22,72 36,96 62,96 78,76 64,56 40,58 26,76',
    // curled
    '74,10 54,4 30,24 18,60 30,92 58,98 76,78 62,58 36,62 22,78',
  ],
  [
    '14,6 50,5 84,4 84,4 62,42 44,100',
    // with a bar
    '16,5 50,5 82,4 82,4 62,44 46,100 / 34,50 54,50 78,48',
    // with a serif and a curved neck
    '14,20 17,6 17,6 50,7 82,5 82,5 60,36 50,68 48,100',
  ],
  [
    // one line, crossing in the middle
    '72,16 50,2 28,16 34,38 60,54 76,76 54,98 28,86 30,64 56,44 74,24 68,10',
    // two rings
    '50,2 30,12 32,36 52,46 70,34 70,12 50,2 / 50,46 24,60 24,86 50,99 76,86 76,60 50,46',
    // slim, starting at the top right
    '68,8 44,4 36,22 50,42 62,66 52,94 34,90 36,68 52,44 66,22 70,8',
  ],
  [
    // ring and straight stem
    '72,20 50,3 24,20 26,44 52,50 72,30 74,12 74,12 70,56 64,100',
    // curved tail
    '72,18 48,2 24,22 30,44 54,46 74,20 78,50 66,86 42,98 22,90',
    // ring closed at the top, slanted stem
    '70,10 40,6 22,30 38,50 62,40 74,8 74,8 62,50 46,100',
  ],
];

/** Skeletons of 0 to 9. */
export const SKELETONS: readonly Skeletons[] = DRAWN.map((variants) => variants.map((text) => text.split(' / ').map(parse)));

function parse(text: string): Stroke {
  return text.split(' ').map((point) => {
    const [x = 0, y = 0] = point.split(',').map(Number);
    return [x / 100, y / 100] as const;
  });
}
