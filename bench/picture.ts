/**
 * `npm run picture`: runs the demonstration in a terminal, and draws what its screen shows
 * in the middle of the work into docs/screen.svg.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPty } from '../src/pty/pty.js';
import { Emulator } from '../src/screen/emulator.js';
import { svg } from './svg.js';
import { ScratchPlace } from './scratch-place.js';

const SIZE = { columns: 140, rows: 42 };

/** A day long enough to look at, short enough to wait for. */
const SPEED = '0.6';

const place = new ScratchPlace();
const emulator = new Emulator({ size: SIZE, scrollback: 0 });
const started = startPty({
  ...place.command(['demo', '--speed', SPEED]),
  size: SIZE,
  onData: (bytes) => void emulator.write(bytes),
  onExit: () => {},
});
if (!started.ok) throw new Error(started.failure);
const person = started.value;

await shows('4 for you');
for (let plan = 0; plan < 4; plan += 1) {
  await press('a');
  await shows('Plan of');
  await press('a');
  await sleep(1000);
  await press('n');
}
await shows('ready');
await sleep(2000);
writeFileSync(join(import.meta.dirname, '../docs/screen.svg'), svg(emulator));
person.write(Buffer.from('d'));
await shows('ends them in ');
place.runIn(repositoryNamed(), 'down', '--force');
place[Symbol.dispose]();
process.exit(0);

/** The demonstration says at its end where it was; the line may be wrapped. */
function repositoryNamed(): string {
  const text = emulator.text({ scrollback: false }).join('');
  return /ends them in (\S+?docimport)/.exec(text)?.[1] ?? '/';
}

async function press(key: string): Promise<void> {
  person.write(Buffer.from(key));
  await sleep(300);
}

async function shows(text: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const screen = emulator.text({ scrollback: false }).join('\n');
    if (screen.includes(text)) return;
    if (Date.now() > deadline) throw new Error(`No ${text} in:\n${screen}`);
    await sleep(50);
  }
}
