/**
 * What is changed about xterm's own handling of sequences: counts and payloads get bounds,
 * questions get wtmux's answers, and modes that xterm does not know are kept.
 *
 * xterm asks the handler registered last first; one that gives false passes the sequence
 * on to xterm's own.
 */
import type { Size } from '../domain/session.js';
import { keepAlternateScreen } from './alternate-screen.js';
import { hearC1 } from './c1-controls.js';
import { Charsets } from './charsets.js';
import { keepColours, themeReport, type Colours } from './colours.js';
import { readShortColours } from './colour-parameters.js';
import { ConformanceLevel } from './conformance-level.js';
import { CursorMoves } from './cursor-moves.js';
import { answerStatus } from './device-status.js';
import type { DrawnRows } from './drawn-rows.js';
import { EightBit } from './eight-bit.js';
import { KeyModes } from './key-modes.js';
import { moveLines } from './line-moves.js';
import { MarginEdits } from './margin-edits.js';
import { Margins } from './margins.js';
import { MoreModes } from './more-modes.js';
import { NextCharacters } from './next-characters.js';
import { takeNotices, type Notice } from './notices.js';
import type { OwnColours } from './own-colours.js';
import { Presentation } from './presentation.js';
import { Protection } from './protection.js';
import { answerQuestions } from './questions.js';
import { bounded, type PayloadHandler } from './payloads.js';
import { Rectangles } from './rectangles.js';
import { hearResets } from './resets.js';
import { keepSavedCursor } from './saved-cursor.js';
import type { InputModes } from './row.js';
import { sizeReport } from './screen-size.js';
import { answerSettings } from './settings.js';
import { SgrStack } from './sgr-stack.js';
import { StringEnds } from './string-ends.js';
import { swallowStrings } from './swallowed-strings.js';
import { Vt52 } from './vt52.js';
import { meter, type WorkBudget } from './work-budget.js';
import type { Core, Params, SequenceId } from './xterm-core.js';

export type Hooks = {
  readonly size: () => Size;
  readonly reply: (text: string) => void;
  /** Runs something that replies, and gives what it replied. */
  readonly overhear: (ask: () => void) => string;
  readonly budget: WorkBudget;
  /** A synchronized frame (mode 2026) is about to begin: the screen is whole. */
  readonly frameStart: () => void;
  /** The outer terminal's. */
  readonly theme: () => Colours;
  readonly ownColours: OwnColours;
  readonly notice: (notice: Notice) => void;
  readonly promptMark: PayloadHandler;
  readonly drawnRows: DrawnRows;
};

export type Customized = {
  /** They have to know of another size. */
  readonly margins: Margins;
  readonly inputModes: () => InputModes;
  /** An answer as the program wants it. */
  readonly told: (answer: string) => string;
  readonly echoes: () => boolean;
  /** For a program that hears of each size. */
  readonly sizeReport: () => string | undefined;
  /** What a program that asked for it (mode 2031) is told of dark and light. */
  readonly themeReport: () => string | undefined;
};

export function customize(core: Core, hooks: Hooks): Customized {
  const terminal = addVt420(core, hooks);
  readShortColours(core);
  clampCounts(core, hooks.size);
  boundPayloads(core);
  core._inputHandler._parser.registerOscHandler(
    133,
    bounded(MAX_MARK_LENGTH, hooks.promptMark),
  );
  answerQuestions(core, hooks.size, hooks.reply);
  const { theme, ownColours: own, reply } = hooks;
  keepColours(core, { theme, own, ends: new StringEnds(core), reply });
  takeNotices(core, hooks.notice);
  watchFrames(core, hooks.frameStart);
  hooks.drawnRows.register();
  meter(core, hooks.budget);
  return terminal;
}

/** What a VT420 does and xterm.js does not. */
function addVt420(core: Core, hooks: Hooks): Customized {
  const { reply, overhear, budget, drawnRows: drawn } = hooks;
  const margins = new Margins(core);
  const level = new ConformanceLevel();
  const eightBit = new EightBit(core, () => level.isNewer);
  const keys = new KeyModes(core, reply);
  const changed = (mode: number, on: boolean) => {
    if (mode === COLUMN_MARGINS) margins.columns = on;
    if (mode === COLUMN_MODE && modes.isSet(COLUMN_MODE_HEARD)) changeColumns();
    if (mode === REVERSE_SCREEN) hooks.ownColours.reversed = on;
    if (mode === VT100) vt52.set(!on);
    if (mode === SIZE_TOLD && on) reply(sizeReport(hooks.size()));
  };
  const modes = new MoreModes(core, { reply, overhear, changed });
  const changeColumns = () => {
    core._inputHandler.eraseInDisplay(WHOLE_DISPLAY);
    margins.toEdges();
    moves.to(1, 1);
  };
  const moves = new CursorMoves({ core, margins, modes, drawn });
  moveLines(core);
  new MarginEdits({ core, margins, moves, budget }).register();
  const protection = new Protection(core);
  const rectangles = new Rectangles({ core, margins, protection, reply });
  new SgrStack(core).register();
  answerStatus({ core, margins, level, reply });
  const next = new NextCharacters(core);
  const charsets = new Charsets(core, next);
  new Presentation({ core, charsets, reply }).register();
  answerSettings({ core, margins, rectangles, level, eightBit, reply });
  const saved = keepSavedCursor(core);
  const parts = [modes, margins, rectangles, protection, charsets, keys, saved];
  hearResets({ core, level, eightBit, parts });
  keepAlternateScreen(core);
  level.guard(core);
  const left = () => {
    modes.change(VT100, true);
    level.set(AS_VT100);
  };
  const vt52 = new Vt52({ core, next, reply, left });
  hearC1(core);
  swallowStrings(core);
  const inputModes = () => ({
    kittyKeyboard: keys.kittyKeyboard,
    modifyOtherKeys: keys.modifyOtherKeys,
    backspaceKey: modes.isSet(BACKSPACE_KEY),
    alternateScroll: modes.isSet(ALTERNATE_SCROLL),
    vt52: vt52.on,
    eightBit: eightBit.on,
  });
  return {
    margins,
    inputModes,
    told: (answer) => eightBit.told(answer),
    echoes: () => modes.echoes,
    sizeReport: () =>
      modes.isSet(SIZE_TOLD) ? eightBit.told(sizeReport(hooks.size())) : undefined,
    themeReport: () =>
      modes.isSet(THEME_TOLD)
        ? eightBit.told(themeReport({ own: hooks.ownColours, theme: hooks.theme }))
        : undefined,
  };
}

/** DECANM. */
const VT100 = 2;
/** DECSCL's parameter for it. */
const AS_VT100 = 61;

/** xterm's. */
const ALTERNATE_SCROLL = 1007;

/** DECBKM. */
const BACKSPACE_KEY = 67;

/** DECLRMM. */
const COLUMN_MARGINS = 69;

/** DECCOLM, whose 132 columns a pane does not have, but whose new screen. */
const COLUMN_MODE = 3;

/** xterm's own: without it DECCOLM is not heard. */
const COLUMN_MODE_HEARD = 40;

const WHOLE_DISPLAY: Params = { params: Int32Array.of(2), length: 1 };

/** In-band resize, as kitty, foot and Ghostty have it. */
const SIZE_TOLD = 2048;
const THEME_TOLD = 2031;

/** DECSCNM. */
const REVERSE_SCREEN = 5;

/**
 * Sequences that xterm repeats as often as they say, 2^31 times if asked (measured: 45
 * minutes). More than a screen's worth of each has the same effect.
 */
const COUNTED_BY_ROWS: readonly SequenceId[] = ['S', 'T', '^', 'L', 'M'].map(final);
const COUNTED_BY_COLUMNS: readonly SequenceId[] = [
  ...['@', 'P', 'X', 'I', 'Z'].map(final),
  { intermediates: ' ', final: '@' },
  { intermediates: ' ', final: 'A' },
  { intermediates: "'", final: '}' },
  { intermediates: "'", final: '~' },
];

function final(final: string): SequenceId {
  return { final };
}

function clampCounts({ _inputHandler: input }: Core, size: () => Size): void {
  const clampAll = (ids: readonly SequenceId[], limit: () => number) => {
    for (const id of ids)
      input._parser.registerCsiHandler(id, ({ params }) => {
        const [count = 0] = params;
        if (count > limit()) params[0] = limit();
        return false;
      });
  };
  clampAll(COUNTED_BY_ROWS, () => size().rows);
  clampAll(COUNTED_BY_COLUMNS, () => size().columns);
  clampAll([final('b')], () => size().columns * size().rows);
}

/** xterm takes 10 million characters; no honest title or link has more than this. */
const MAX_TITLE_LENGTH = 1024;
const MAX_LINK_LENGTH = 4096;
const MAX_MARK_LENGTH = 1024;

/** Kept by `keepColours`; xterm.js would ask a theme that it does not have. */
const COLOUR_SEQUENCES = [4, 10, 11, 12, 104, 110, 111, 112];

function boundPayloads({ _inputHandler: input }: Core): void {
  const { _parser: parser } = input;
  for (const id of [0, 1, 2, 8, ...COLOUR_SEQUENCES]) parser.clearOscHandler(id);
  for (const id of [0, 2])
    parser.registerOscHandler(
      id,
      bounded(MAX_TITLE_LENGTH, (title) => input.setTitle(title)),
    );
  parser.registerOscHandler(
    8,
    bounded(MAX_LINK_LENGTH, (link) => input.setHyperlink(link)),
  );
}

const SYNCHRONIZED_OUTPUT = 2026;

function watchFrames({ _inputHandler: input }: Core, frameStart: () => void): void {
  input._parser.registerCsiHandler({ prefix: '?', final: 'h' }, ({ params, length }) => {
    if (params.subarray(0, length).includes(SYNCHRONIZED_OUTPUT)) frameStart();
    return false;
  });
}
