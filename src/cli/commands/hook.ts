import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Command } from '../command.js';

/** `bin/wtmux.cjs` starts the receiver without this; what it does stands in `src/hook/`. */
export const hook: Command = {
  name: 'hook',
  usage: '[event]',
  summary: 'Tell wtmux what an agent does: for hooks and scripts in a session',
  examples: [
    [
      `hook '{"state": "waiting", "detail": "the database"}'`,
      'also busy, idle, error, unknown',
    ],
    ['hook < event.json', "an event of an agent's own form, as its file reads it"],
  ],

  run({ programs }) {
    createRequire(join(programs, 'main.js'))('./hook.cjs');
    return Promise.resolve(0);
  },
};
