/**
 * Opens the whole past of a session in the person's editor or pager, a guest in a pane of
 * its own: it may be any program that a terminal can show.
 */
import { basename } from 'node:path';
import { plainText } from '../base/plain-text.js';
import type { SessionId } from '../domain/ids.js';
import type { HistoryAnswer, PlacesAnswer } from '../protocol/history.js';
import { pastPages, type PastReader } from '../protocol/past-pages.js';
import type { Place } from '../screen/place.js';
import { rowText } from '../screen/row-text.js';
import { commandWords } from './command-words.js';
import type { ConsoleEffect, ConsoleEvent } from './event.js';
import { FIRST_SIZE, newGuest } from './guest.js';
import type { PastFiles } from './past-files.js';
import { spawnZoomed } from './perform-shell.js';
import type { HostLink } from './perform-past.js';

export type EditorSurroundings = {
  readonly host: HostLink;
  readonly dispatch: (event: ConsoleEvent) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pastFiles: PastFiles;
};

type OpenPast = Extract<ConsoleEffect, { readonly type: 'openPast' }>;

/** Never rejects. */
export async function openPast(
  effect: OpenPast,
  around: EditorSurroundings,
): Promise<void> {
  const { host, dispatch, pastFiles } = around;
  const guest = newGuest(effect.program);
  try {
    const reading = new Reading(host, effect);
    await pastFiles.write(guest, reading.lines());
    const command = commandOf(effect, around, { guest, reading });
    const pane = { id: guest, command, folder: effect.folder };
    if (!(await spawnZoomed(pane, around))) await pastFiles.remove(guest);
  } catch (error) {
    await pastFiles.remove(guest).catch(() => {});
    const text = plainText(error instanceof Error ? error.message : String(error));
    dispatch({ type: 'noticed', notice: { level: 'error', text, at: Date.now() } });
  }
}

/** A past as lines of a file, wrapped ones joined, and where the person is in it. */
class Reading {
  readonly #host: HostLink;
  readonly #effect: OpenPast;
  /** The file's line, counted from 1, that holds the wished one; its last when none does. */
  line = 1;
  /** How many lines the file has after that. */
  after = 0;

  constructor(host: HostLink, effect: OpenPast) {
    this.#host = host;
    this.#effect = effect;
  }

  async *lines(): AsyncGenerator<string> {
    const { line: wished = Number.MAX_SAFE_INTEGER } = this.#effect;
    let open = '';
    let count = 0;
    const reader: PastReader = {
      rows: (from, rows) => this.#read(from, rows),
      place: (place, rows) => this.#readPlace(place, rows),
    };
    for await (const { from, rows } of pastPages(reader, 'oldest'))
      for (const [at, { row, wrapped }] of rows.entries()) {
        if (!wrapped && count > 0) yield `${open.trimEnd()}\n`;
        open = wrapped ? open + rowText(row) : rowText(row);
        if (!wrapped || count === 0) count++;
        if (from + at <= wished && open.trim() !== '') this.line = count;
      }
    if (open.trim() !== '') yield `${open.trimEnd()}\n`;
    this.after = count - this.line;
  }

  async #read(from: number, count: number): Promise<HistoryAnswer> {
    const { session } = this.#effect;
    const answer = await this.#host.ask({ type: 'history', session, from, count });
    if (!answer.ok) throw new Error(answer.failure.message);
    return answer.value;
  }

  async #readPlace(place: Place, count: number): Promise<PlacesAnswer> {
    const { session } = this.#effect;
    const wanted = {
      type: 'places',
      session,
      places: [place],
      before: 0,
      count,
    } as const;
    const answer = await this.#host.ask(wanted);
    if (!answer.ok) throw new Error(answer.failure.message);
    return answer.value;
  }
}

const PROGRAMS = {
  editor: { names: ['VISUAL', 'EDITOR'], usual: 'vi' },
  pager: { names: ['PAGER'], usual: 'less' },
} as const;

function commandOf(
  { program }: OpenPast,
  { env, pastFiles }: EditorSurroundings,
  { guest, reading }: { readonly guest: SessionId; readonly reading: Reading },
): readonly string[] {
  const { names, usual } = PROGRAMS[program];
  const set = names.map((name) => env[name]?.trim()).find((one) => one);
  const [file = usual, ...words] = commandWords(set ?? usual);
  return [file, ...words, ...placeIn(basename(file), reading), pastFiles.pathOf(guest)];
}

/** Programs that take a line to begin at as `+12`; others begin where they like. */
const PLUS_LINE =
  /^(?:n?vim?|view|nano|pico|e?macs|emacsclient|kak|micro|joe|ne|mg|most)$/;

function placeIn(program: string, { line, after }: Reading): readonly string[] {
  // Less puts the line on top, and would leave the rest of its screen empty.
  if (program === 'less') return [after < FIRST_SIZE.rows ? '+G' : `+${line}g`];
  return PLUS_LINE.test(program) ? [`+${line}`] : [];
}
