/**
 * What a program draws with, told and put back (DECRQPSR, DECRSPS): the cursor with all that
 * belongs to it (DECCIR), and the tab stops (DECTABSR). After the VT420's manual.
 */
import type { Charsets } from './charsets.js';
import { hooked } from './payloads.js';
import { BG_PROTECTED, FG_BLINK, FG_BOLD, FG_INVERSE, FG_UNDERLINE } from './row.js';
import type { Core, Params } from './xterm-core.js';

const CURSOR = 1;
const TAB_STOPS = 2;

/** Of every column of a wide screen, and more. */
const MAX_STATE_LENGTH = 4096;

/** Bits are told as characters from here on. */
const NONE = 0x40;

/** From the lowest bit on. */
const RENDITIONS = [FG_BOLD, FG_UNDERLINE, FG_BLINK, FG_INVERSE] as const;
const ORIGIN = 1;
const WRAPS_NEXT = 8;

/** By the set that a single shift chose. */
const SHIFTED: Readonly<Record<number, number>> = { 2: 2, 3: 4 };

export type PresentationOptions = {
  readonly core: Core;
  readonly charsets: Charsets;
  readonly reply: (text: string) => void;
};

export class Presentation {
  readonly #options: PresentationOptions;

  constructor(options: PresentationOptions) {
    this.#options = options;
  }

  register(): void {
    const { _parser: parser } = this.#options.core._inputHandler;
    parser.registerCsiHandler({ intermediates: '$', final: 'w' }, ({ params }) =>
      this.#tell(params[0] ?? 0),
    );
    let kind = 0;
    const { hook, put, unhook } = hooked(MAX_STATE_LENGTH, (state) => {
      if (kind === CURSOR) this.#restoreCursor(state.split(';'));
      if (kind === TAB_STOPS) this.#restoreTabs(state.split('/'));
      return true;
    });
    parser.registerDcsHandler(
      { intermediates: '$', final: 't' },
      {
        hook: (params: Params) => {
          kind = params.params[0] ?? 0;
          hook(params);
        },
        put,
        unhook,
      },
    );
  }

  #tell(kind: number): boolean {
    if (kind === CURSOR) this.#options.reply(`\x1bP1$u${this.#cursor()}\x1b\\`);
    if (kind === TAB_STOPS) this.#options.reply(`\x1bP2$u${this.#tabs()}\x1b\\`);
    return true;
  }

  #cursor(): string {
    const { core, charsets } = this.#options;
    const { buffer, coreService, _charsetService: service } = core;
    const { fg, bg } = core._inputHandler._curAttrData;
    const { cols } = core._bufferService;
    const flags =
      (coreService.decPrivateModes.origin ? ORIGIN : 0) |
      (SHIFTED[charsets.shifted] ?? 0) |
      (buffer.x >= cols ? WRAPS_NEXT : 0);
    return [
      buffer.y + 1,
      Math.min(buffer.x, cols - 1) + 1,
      // Of the only page there is.
      1,
      told(
        RENDITIONS.reduce((sum, bit, at) => sum | ((fg & bit) === 0 ? 0 : 1 << at), 0),
      ),
      told((bg & BG_PROTECTED) === 0 ? 0 : 1),
      told(flags),
      service.glevel,
      charsets.right,
      // No set has 96 characters.
      told(0),
      charsets.names,
    ].join(';');
  }

  #restoreCursor(fields: readonly string[]): void {
    const { core, charsets } = this.#options;
    const { buffer, coreService, _bufferService: size } = core;
    const attributes = core._inputHandler._curAttrData;
    const [row = '', column = '', , rendition, protection, flags, glevel = ''] = fields;
    if (fields.length < CURSOR_FIELDS || !isNumber(row) || !isNumber(column)) return;
    for (const [at, bit] of RENDITIONS.entries())
      attributes.fg = withBit(attributes.fg, bit, (bits(rendition) & (1 << at)) !== 0);
    attributes.bg = withBit(attributes.bg, BG_PROTECTED, (bits(protection) & 1) !== 0);
    coreService.decPrivateModes.origin = (bits(flags) & ORIGIN) !== 0;
    charsets.choose(fields.at(-1) ?? '');
    if (/^[0-3]$/.test(glevel)) core._charsetService.setgLevel(Number(glevel));
    buffer.y = within(row, size.rows);
    buffer.x = within(column, size.cols);
    if ((bits(flags) & WRAPS_NEXT) !== 0 && buffer.x === size.cols - 1) buffer.x++;
  }

  #tabs(): string {
    const { buffer, _bufferService: size } = this.#options.core;
    return Object.keys(buffer.tabs)
      .map(Number)
      .filter((column) => buffer.tabs[column] && column < size.cols)
      .map((column) => column + 1)
      .join('/');
  }

  #restoreTabs(columns: readonly string[]): void {
    const { buffer, _bufferService: size } = this.#options.core;
    for (const column of Object.keys(buffer.tabs)) buffer.tabs[Number(column)] = false;
    for (const column of columns)
      if (/^[1-9]\d{0,3}$/.test(column) && Number(column) <= size.cols)
        buffer.tabs[Number(column) - 1] = true;
  }
}

const CURSOR_FIELDS = 10;

function told(bits: number): string {
  return String.fromCharCode(NONE + bits);
}

function bits(field = ''): number {
  return Math.max(0, (field.codePointAt(0) ?? NONE) - NONE);
}

function withBit(word: number, bit: number, on: boolean): number {
  return on ? word | bit : word & ~bit;
}

function isNumber(field: string): boolean {
  return /^\d+$/.test(field);
}

/** A row or column from 1, from 0 and on the screen. */
function within(place: string, length: number): number {
  return Math.max(0, Math.min(Number(place), length) - 1);
}
