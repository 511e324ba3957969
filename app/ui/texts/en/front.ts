import { app } from './app.ts';
import { errors } from './errors.ts';
import { parts } from './parts.tsx';
import { phrases } from './phrases.ts';
import { tasks } from './tasks.ts';

/** The words of a first visit. Those of the pages behind it come with them. */
export const front = { app, errors, parts, phrases, tasks };
