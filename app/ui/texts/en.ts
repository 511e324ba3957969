import { app } from './en/app.ts';
import { create } from './en/create.ts';

/** English: the words that every other language has too. A text with values in it is a function of them. */
export const en = { app, create };

/** What a language has to say. */
export type Texts = typeof en;
