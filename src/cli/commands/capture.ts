import { ansiLine } from '../../compositor/ansi-text.js';
import { HTML_FOOT, htmlHead, htmlLine } from '../../compositor/html.js';
import type { SessionId } from '../../domain/ids.js';
import { pastPages, type PastPage, type PastReader } from '../../protocol/past-pages.js';
import { joined } from '../../screen/rewrapped.js';
import type { Row } from '../../screen/row.js';
import { connectHost, type HostClient } from '../client.js';
import type { Command, Context, Input } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import type { Output } from '../output.js';
import { subjectNamed, type Subject } from '../workstream-named.js';

export const capture: Command = {
  name: 'capture',
  usage: '<workstream>',
  summary: "Print an agent's screen: its text, or with colours, or as a web page",
  options: [
    { flags: '--scrollback', help: 'with what scrolled away' },
    { flags: '--join', help: 'lines that wrapped as one' },
    { flags: '--ansi', help: 'with colours, styles and links, for a terminal' },
    { flags: '--html', help: 'as a web page that stands by itself' },
  ],
  examples: [
    ['capture TD2', 'print what the agent of TD2 shows'],
    ['capture TD2 --scrollback | tail -100', 'and what it showed before'],
    ['capture TD2 --scrollback --ansi | less -R', 'the same in its colours'],
    ['capture TD2 --scrollback --join > talk.txt', 'lines as they were written'],
    ['capture wave1-conflict', 'and of the agent that is at the conflict of wave1'],
    ['capture TD2 --html > screen.html', 'for those who were not there'],
  ],

  async run(context, input) {
    const form = formOf(input);
    const scrollback = input.flag('scrollback');
    const join = input.flag('join');
    const { id, session } = await subjectOf(context, input.argument(0));
    const { paths } = await context.place();
    using host = await connectHost(paths.hostSocket);
    if (!host)
      throw new Complaint(
        'the host is not running; `wtmux restart --all` brings agents back',
      );
    const wanted = { host, session, scrollback, join };
    if (form === 'text') await printText(wanted, context.output);
    else if (form === 'ansi') await printRows(wanted, context.output, ansiLine);
    else await printPage(wanted, context.output, id);
    return 0;
  },
};

function formOf({ flag }: Input): 'text' | 'ansi' | 'html' {
  if (flag('ansi') && flag('html'))
    throw new Complaint('--ansi and --html are two forms; choose one', 2);
  if (flag('ansi')) return 'ansi';
  return flag('html') ? 'html' : 'text';
}

async function subjectOf(context: Context, name: string): Promise<Subject> {
  using engine = await knownEngine(context);
  return subjectNamed(await engine.ask({ type: 'status' }), name);
}

type Wanted = {
  readonly host: HostClient;
  readonly session: SessionId;
  /** Whether with what scrolled away. */
  readonly scrollback: boolean;
  /** Whether rows that go on with the one before are one line with it. */
  readonly join: boolean;
};

async function printText({ host, session, scrollback, join }: Wanted, output: Output) {
  const wanted = { type: 'capture', session, scrollback, joined: join } as const;
  const { lines } = await host.ask(wanted);
  output.text(lines.join('\n'));
}

async function printPage(wanted: Wanted, output: Output, title: string) {
  output.rendered(htmlHead(title));
  await printRows(wanted, output, htmlLine);
  output.rendered(HTML_FOOT);
}

/** Blank lines at the end are left out. */
async function printRows(
  { host, session, scrollback, join }: Wanted,
  output: Output,
  write: (row: Row) => string,
): Promise<void> {
  const reader: PastReader = {
    rows: (from, count) => host.ask({ type: 'history', session, from, count }),
    place: (place, count) =>
      host.ask({ type: 'places', session, places: [place], before: 0, count }),
  };
  const pages = pastPages(reader, scrollback ? 'oldest' : 'screen');
  let blank = 0;
  for await (const row of linesIn(pages, join)) {
    const line = write(row);
    if (line === '') {
      blank++;
      continue;
    }
    for (; blank > 0; blank--) output.rendered('');
    output.rendered(line);
  }
}

async function* linesIn(
  pages: AsyncIterable<PastPage>,
  join: boolean,
): AsyncGenerator<Row> {
  let open: Row[] = [];
  for await (const { rows } of pages)
    for (const { row, wrapped } of rows) {
      if (open.length > 0 && !(join && wrapped)) {
        yield joined(open);
        open = [];
      }
      open.push(row);
    }
  if (open.length > 0) yield joined(open);
}
