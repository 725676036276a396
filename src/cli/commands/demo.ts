import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { demoFor, type DemoWish } from '../demo-run.js';

/** At speed 1, a day of the plan takes this long: the critical path half a minute. */
const DAY_MS = 5000;

export const demo: Command = {
  name: 'demo',
  usage: '',
  summary: 'Show a plan of seven agents on a scratch repository',
  options: [
    { flags: '--auto', help: 'approve and merge without a person' },
    { flags: '--speed <factor>', help: 'so many times as fast; default: 1' },
    { flags: '--json', help: 'print the closing report as one JSON object' },
    { flags: '--keep', help: 'keep the scratch repository of --auto' },
  ],
  examples: [
    ['demo', 'watch seven agents, approve and merge by key'],
    ['demo --auto --json', 'let it run by itself and print what it took'],
  ],

  async run(context, { flag, value }) {
    const wish: DemoWish = {
      dayMs: DAY_MS / speedOf(value('speed') ?? '1'),
      auto: flag('auto'),
      json: flag('json'),
      keep: flag('keep'),
    };
    if (!wish.auto && !context.interactive)
      throw new Complaint(
        'demo needs a terminal; `wtmux demo --auto` runs without one',
        2,
      );
    return demoFor(context, wish);
  },
};

function speedOf(text: string): number {
  const speed = Number(text);
  if (speed > 0 && Number.isFinite(speed)) return speed;
  throw new Complaint(`--speed ${text}: a number above 0 is wanted, such as 2`, 2);
}
