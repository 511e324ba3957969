import { board } from './en/board.ts';
import { create } from './en/create.ts';
import { data } from './en/data.tsx';
import { draw } from './en/draw.ts';
import { front } from './en/front.ts';
import { live } from './en/live.tsx';
import { model } from './en/model.ts';
import { money } from './en/money.ts';
import { needs } from './en/needs.ts';
import { passport } from './en/passport.ts';
import { rules } from './en/rules.tsx';
import { stake } from './en/stake.tsx';

/** English: the words that every other language has too. A text with values in it is a function of them. */
export const en = { ...front, board, create, data, draw, live, model, money, needs, passport, rules, stake };

/** What a language has to say. */
export type Texts = typeof en;
