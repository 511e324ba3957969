import { found } from './path.ts';

Object.assign(globalThis, { found });
