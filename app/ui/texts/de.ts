import { app } from './de/app.ts';
import { board } from './de/board.ts';
import { create } from './de/create.ts';
import { data } from './de/data.tsx';
import { errors } from './de/errors.ts';
import { live } from './de/live.tsx';
import { model } from './de/model.ts';
import { money } from './de/money.ts';
import { needs } from './de/needs.ts';
import { parts } from './de/parts.tsx';
import { passport } from './de/passport.ts';
import { phrases } from './de/phrases.ts';
import { rules } from './de/rules.tsx';
import { stake } from './de/stake.tsx';
import { tasks } from './de/tasks.ts';
import type { Texts } from './en.ts';

/** German. */
export const de: Texts = { app, board, create, data, errors, live, model, money, needs, parts, passport, phrases, rules, stake, tasks };
