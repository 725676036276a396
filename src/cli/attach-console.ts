/** Opens the console of this repository in the terminal in front, until the person leaves. */
import { join } from 'node:path';
import type { StartChrome } from '../console/chrome.js';
import { keyboard } from '../console/keyboard.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Context } from './command.js';
import { Complaint } from './complaint.js';
import { programsOf } from './engine-of.js';
import { layoutsOf } from './layouts-of.js';
import { person } from './person.js';
import { ensureEngine } from './processes.js';
import { WHAT_STAYS } from './what-stays.js';
import { consoleSettings } from './settings-of.js';

const loadConsole = () => import('../console/console.js');

let chrome: Promise<StartChrome> | undefined;
const loadChrome = () =>
  (chrome ??= import('../ui/load.js').then((module) => module.loadChrome()));

/** Loads what a console needs for its panes, while something else is waited for. */
export function preloadConsole(): void {
  // Who opens the console meets the failure.
  loadConsole().catch(() => {});
}

/** And what it draws around them, which takes longer than the panes can wait. */
export function preloadChrome(): void {
  loadChrome().catch(() => {});
}

type Attached = {
  /** The workstream whose pane gets the keyboard. */
  readonly focus?: WorkstreamId;
  /** The start of an engine that does not answer yet. */
  readonly starting?: Promise<void>;
};

/** Gives the exit status. Ink and the emulator are loaded in this file and nowhere else. */
export async function attachConsole(
  context: Context,
  attached: Attached = {},
): Promise<number> {
  const { env, programs, output } = context;
  const place = await context.place();
  const problems: string[] = [];
  const [layouts, settings, { runConsole }] = await Promise.all([
    layoutsOf({
      shipped: join(programs, 'layouts.json'),
      env,
      complain: (line) => problems.push(line),
    }),
    consoleSettings(env),
    loadConsole(),
  ]);
  problems.forEach(output.note);
  const end = await runConsole({
    stdin: keyboard(),
    stdout: process.stdout,
    hostSocket: place.paths.hostSocket,
    engineSocket: place.paths.engineSocket,
    env,
    person: person(env),
    layouts,
    warnings: problems.length === 0 ? [] : [inShort(problems.length)],
    pastFolder: join(place.paths.state, 'pasts'),
    arrangementFile: join(place.paths.state, 'arrangement.json'),
    ...settings,
    program: [process.execPath, join(programs, '../bin/wtmux.cjs')],
    folder: context.cwd,
    chrome: loadChrome,
    ensureEngine: () => ensureEngine(programsOf(context, place)),
    ...attached,
  });
  if (end.type === 'hostGone')
    throw new Complaint(
      'the host ended, and its agents with it; `wtmux` comes back to what they left',
    );
  if (end.type === 'ended') throw new Complaint(`the console ended: ${end.why}`);
  // Who leaves before all of it is there is still to read why it does not come.
  if (end.type === 'detached') await attached.starting;
  output.note(
    end.type === 'wentDown'
      ? `ended by \`wtmux down\`; ${WHAT_STAYS}`
      : 'detached; agents go on, `wtmux` comes back to them',
  );
  return 0;
}

/** All of them stand in the terminal, which the console gives back as it was. */
function inShort(problems: number): string {
  const what = problems === 1 ? 'a problem' : `${problems} problems`;
  return `${what} in your layouts, shown when you detach`;
}
