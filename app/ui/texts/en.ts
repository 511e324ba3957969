import { app } from './en/app.ts';
import { create } from './en/create.ts';
import { model } from './en/model.ts';

/** English: the words that every other language has too. A text with values in it is a function of them. */
export const en = { app, create, model };

/** What a language has to say. */
export type Texts = typeof en;
