import { app } from './de/app.ts';
import { create } from './de/create.ts';
import { data } from './de/data.tsx';
import { live } from './de/live.tsx';
import { model } from './de/model.ts';
import { parts } from './de/parts.tsx';
import { rules } from './de/rules.tsx';
import { stake } from './de/stake.tsx';
import { tasks } from './de/tasks.tsx';
import type { Texts } from './en.ts';

/** German. */
export const de: Texts = { app, create, data, live, model, parts, rules, stake, tasks };
