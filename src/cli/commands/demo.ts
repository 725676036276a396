import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { whyNoConsole } from '../no-console.js';
import { demos } from '../../demo/demos.js';
import type { Demo } from '../../demo/demo.js';
import { demoFor, type DemoWish } from '../demo-run.js';

export const demo: Command = {
  name: 'demo',
  usage: '[name]',
  summary: 'Show a plan at work on a scratch repository',
  options: [
    { flags: '--auto', help: 'approve and merge without a person' },
    { flags: '--speed <factor>', help: 'so many times as fast; default: 1' },
    { flags: '--json', help: 'print the closing report as one JSON object' },
    { flags: '--fresh', help: 'begin another one, though one goes on' },
    { flags: '--keep', help: 'keep the scratch repository of --auto' },
  ],
  examples: [
    ['demo', 'watch seven agents, approve and merge by key; or come back to them'],
    ['demo feature', 'another plan; the names are below'],
    ['demo --auto --json', 'let it run by itself and print what it took'],
  ],

  more: `

Names:
${nameLines()}

With --auto each takes between three quarters of a minute and two; with a person it
goes three times as fast.`,

  async run(context, { argument, flag, value }) {
    const demo = demoNamed(argument(0));
    const wish: DemoWish = {
      demo,
      unitMs: demo.unitMs / (speedOf(value('speed') ?? '1') * paceOf(flag('auto'))),
      auto: flag('auto'),
      json: flag('json'),
      keep: flag('keep'),
      fresh: flag('fresh'),
    };
    const why = whyNoConsole(context);
    if (!wish.auto && why !== undefined)
      throw new Complaint(`demo ${why}; \`wtmux demo --auto\` runs without one`, 2);
    return demoFor(context, wish);
  },
};

/** A person wants to see soon how it ends. */
const PERSONS_PACE = 3;

/** By itself it goes slowly enough for what wtmux adds to be small beside the work. */
function paceOf(auto: boolean): number {
  return auto ? 1 : PERSONS_PACE;
}

function nameLines(): string {
  const width = Math.max(...demos.map(({ name }) => name.length));
  return demos
    .map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
    .join('\n');
}

/** The first one without a name. */
function demoNamed(name: string): Demo {
  if (name === '') return demos[0];
  const found = demos.find((demo) => demo.name === name);
  if (found) return found;
  const names = demos.map((demo) => demo.name).join(', ');
  throw new Complaint(`there is no demonstration "${name}"; there are: ${names}`, 2);
}

function speedOf(text: string): number {
  const speed = Number(text);
  if (speed > 0 && Number.isFinite(speed)) return speed;
  throw new Complaint(`--speed ${text}: a number above 0 is wanted, such as 2`, 2);
}
