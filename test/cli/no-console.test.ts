/** Commands that open the console, where none can be shown. */
import { describe, expect, it } from 'vitest';
import { attach } from '../../src/cli/commands/attach.js';
import { demo } from '../../src/cli/commands/demo.js';
import { whyNoConsoleHere } from '../../src/cli/no-console.js';
import { aFolder } from '../helpers/folder.js';
import { aRepo } from '../helpers/repo.js';
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

describe('the console of a repository', () => {
  it('is not shown in one of its own panes', async () => {
    await using repo = await aRepo();
    const context = { ...aContext(repo.folder), interactive: true };
    const { paths } = await context.place();
    const inPane = { ...context, env: { WTMUX_HOOKS: paths.hookSocket } };
    await expect(attach.run(inPane, anInput())).rejects.toMatchObject({
      message:
        'attach needs a terminal that is no pane of its own ' +
        '(if this is none, unset WTMUX_HOOKS); ' +
        '`wtmux status` and `wtmux capture` work without one',
      status: 2,
    });
  });

  it.each([
    ['a pane of another one', { WTMUX_HOOKS: '/run/user/1/wtmux/other/hook.sock' }],
    ['a terminal', {}],
  ])('is shown in %s', async (_where, env) => {
    await using repo = await aRepo();
    const context = { ...aContext(repo.folder), interactive: true, env };
    expect(await whyNoConsoleHere(context)).toBeUndefined();
  });
});
