import { app } from './en/app.ts';
import { board } from './en/board.ts';
import { create } from './en/create.ts';
import { data } from './en/data.tsx';
import { errors } from './en/errors.ts';
import { live } from './en/live.tsx';
import { model } from './en/model.ts';
import { money } from './en/money.ts';
import { needs } from './en/needs.ts';
import { parts } from './en/parts.tsx';
import { passport } from './en/passport.ts';
import { phrases } from './en/phrases.ts';
import { rules } from './en/rules.tsx';
import { stake } from './en/stake.tsx';
import { tasks } from './en/tasks.ts';

/** English: the words that every other language has too. A text with values in it is a function of them. */
export const en = { app, board, create, data, errors, live, model, money, needs, parts, passport, phrases, rules, stake, tasks };

/** What a language has to say. */
export type Texts = typeof en;
