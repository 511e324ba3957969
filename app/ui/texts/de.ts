import { board } from './de/board.ts';
import { create } from './de/create.ts';
import { data } from './de/data.tsx';
import { draw } from './de/draw.ts';
import { front } from './de/front.ts';
import { live } from './de/live.tsx';
import { model } from './de/model.ts';
import { money } from './de/money.ts';
import { needs } from './de/needs.ts';
import { passport } from './de/passport.ts';
import { rules } from './de/rules.tsx';
import { stake } from './de/stake.tsx';
import type { Texts } from './en.ts';

/** German. */
export const de: Texts = { ...front, board, create, data, draw, live, model, money, needs, passport, rules, stake };
