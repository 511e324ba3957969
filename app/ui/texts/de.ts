import { app } from './de/app.ts';
import { create } from './de/create.ts';
import { model } from './de/model.ts';
import type { Texts } from './en.ts';

/** German. */
export const de: Texts = { app, create, model };
