import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from '../command.js';

/** `bin/wtmux.js` starts the receiver without this; what it does stands in `src/hook/`. */
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

  async run({ programs }) {
    await import(pathToFileURL(join(programs, 'hook.cjs')).href);
    return 0;
  },
};
