import { app } from './en/app.ts';

/** English: the words that every other language has too. A text with values in it is a function of them. */
export const en = { app };

/** What a language has to say. */
export type Texts = typeof en;
