/** Commands that open the console, where none can be shown. */
import { expect, it } from 'vitest';
import { attach } from '../../src/cli/commands/attach.js';
import { demo } from '../../src/cli/commands/demo.js';
import { aFolder } from '../helpers/folder.js';
import { aContext } from './a-context.js';
import { anInput } from './an-input.js';

it.each([
  ['attach', attach, '`wtmux status` and `wtmux capture` work without one'],
  ['demo', demo, '`wtmux demo --auto` runs without one'],
])(
  '%s says that a terminal without a screen is none for it',
  async (name, command, way) => {
    await using folder = await aFolder();
    const dumb = { ...aContext(folder.path), interactive: true, env: { TERM: 'dumb' } };
    await expect(command.run(dumb, anInput())).rejects.toMatchObject({
      message: `${name} needs a terminal that can place text, which TERM=dumb cannot; ${way}`,
      status: 2,
    });
  },
);
