import { keyboard } from '../../console/keyboard.js';
import { momentText } from '../../domain/time.js';
import { workstreamIn } from '../../engine/session-name.js';
import { sessionId } from '../../domain/ids.js';
import { readRecorded, type Recorded } from '../../host/recorded.js';
import { recordedSessions, type RecordedSession } from '../../host/recorded-sessions.js';
import type { Command, Context, Input } from '../command.js';
import { Complaint } from '../complaint.js';
import { whyNoConsole } from '../no-console.js';
import { table } from '../table.js';

export const replay: Command = {
  name: 'replay',
  usage: '[workstream]',
  summary: 'Play what the session of a workstream showed',
  options: [
    { flags: '--speed <number>', help: 'how many times as fast; default: 1' },
    { flags: '--idle-limit <seconds>', help: 'cut longer pauses to this' },
    { flags: '--list', help: 'list what is recorded' },
  ],
  examples: [
    ['replay TD2', 'play it; Space pauses, arrows and digits go to a moment, q leaves'],
    ['replay TD2 --speed 4 --idle-limit 2', 'the same in a hurry'],
    ['replay TD2 | less', 'its text to the end, with what scrolled away'],
    ['replay --list', 'what there is, the newest first'],
  ],

  async run(context, input) {
    const { paths } = await context.place();
    const all = await recordedSessions(paths.recordings);
    const named = input.argument(0);
    if (input.flag('list')) return list(context, all);
    if (named === '')
      throw new Complaint('name a workstream; `wtmux replay --list` shows which', 2);
    const wish = wishOf(input);
    const recorded = await readRecorded(recordingOf(all, named).path);
    if (!recorded) throw new Complaint(`the recording of ${named} cannot be read`);
    if (whyNoConsole(context) === undefined) await play(context, recorded, wish);
    else await print(context, recorded);
    return 0;
  },
};

/** More is not read from the end of a pipe. */
const PRINTED_LINES = 100_000;

const WITHOUT_PAST = { scrollback: false } as const;

type Wish = { readonly speed: number; readonly idleLimit: number };

function wishOf({ value }: Input): Wish {
  return {
    speed: positive('--speed', value('speed') ?? '1'),
    idleLimit: positive('--idle-limit', value('idle-limit') ?? 'Infinity'),
  };
}

function positive(option: string, text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  throw new Complaint(`${option} ${text}: say a number above 0`, 2);
}

/** The newest of a workstream, in whatever case, or the session of that very name. */
function recordingOf(all: readonly RecordedSession[], named: string): RecordedSession {
  const wanted = named.toLowerCase();
  const found = all.find(
    ({ session }) => session === named || workstreamIn(session)?.toLowerCase() === wanted,
  );
  if (found) return found;
  throw new Complaint(
    `nothing is recorded of "${named}"; \`wtmux replay --list\` shows what is`,
    2,
  );
}

async function play({ env }: Context, recorded: Recorded, wish: Wish): Promise<void> {
  const { runReplay } = await import('../../console/replay.js');
  await runReplay({
    ...wish,
    env,
    stdin: keyboard(),
    stdout: process.stdout,
    title: workstreamIn(sessionId(recorded.title)) ?? recorded.title,
    size: recorded.size,
    events: [...recorded.events()],
  });
}

/** What a person would have read at the end, with all that scrolled away. */
async function print({ output }: Context, recorded: Recorded): Promise<void> {
  const { Emulator } = await import('../../screen/emulator.js');
  const { playInto } = await import('../../host/revival.js');
  using emulator = new Emulator({ size: recorded.size, scrollback: PRINTED_LINES });
  await playInto(emulator, recorded);
  const screen = emulator.modes.alternateScreen ? emulator.text(WITHOUT_PAST) : [];
  emulator.write(Buffer.from('\x1b[?1049l'));
  output.text([...emulator.text({ scrollback: true }), ...screen].join('\n'));
}

function list({ output }: Context, all: readonly RecordedSession[]): number {
  if (all.length === 0) output.note('nothing is recorded here yet');
  const rows = all.map(({ session, startedAt, changedAt, bytes }) => [
    { text: workstreamIn(session) ?? session, colour: 'bold' as const },
    { text: momentText(startedAt) },
    { text: `to ${momentText(changedAt)}` },
    { text: `${Math.ceil(bytes / 1024)} KB` },
    { text: session, colour: 'dim' as const },
  ]);
  for (const line of table(rows, output)) output.line(line);
  return 0;
}
