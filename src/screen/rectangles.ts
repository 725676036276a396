/**
 * The VT420's rectangles (DECCRA, DECFRA, DECERA, DECSERA, DECCARA, DECRARA), their checksum
 * (DECRQCRA) and their attributes (XTREPORTSGR), after DEC STD 070 and xterm's ctlseqs. They know no margins, but
 * count from their corner in origin mode.
 */
import { copyArea, eraseArea, fillArea, lineAt, type Area } from './areas.js';
import type { Margins } from './margins.js';
import type { Protection } from './protection.js';
import {
  BG_HAS_EXTENDED,
  BG_PROTECTED,
  CODE_POINT,
  FG_BLINK,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_UNDERLINE,
  IS_CLUSTER,
  WORDS_PER_CELL,
} from './row.js';
import { sgrOf, shared, type Look } from './sgr-report.js';
import type { Core, Line, Params } from './xterm-core.js';

export type RectanglesOptions = {
  readonly core: Core;
  readonly margins: Margins;
  readonly protection: Protection;
  readonly reply: (text: string) => void;
};

export class Rectangles {
  readonly #core: Core;
  readonly #margins: Margins;
  readonly #protection: Protection;
  readonly #reply: (text: string) => void;
  /** Bits of XTCHECKSUM. */
  #checksum = PLAIN_CHECKSUM;
  /** DECSACE: whether attributes change in a rectangle, or in the text from corner to corner. */
  #inRectangle = false;

  constructor({ core, margins, protection, reply }: RectanglesOptions) {
    this.#core = core;
    this.#margins = margins;
    this.#protection = protection;
    this.#reply = reply;
    this.#registerCells();
    this.#registerAttributes();
    this.#registerChecksum();
    this.#handle('#', '|', (params) => {
      const area = this.#area(params, 0);
      this.#reply(`\x1b[${area ? sgrOf(this.#lookOf(area)) : '0'}m`);
    });
  }

  /** The parameter of DECSACE. */
  get extent(): number {
    return this.#inRectangle ? 2 : 0;
  }

  softReset(): void {
    this.#inRectangle = false;
  }

  #registerCells(): void {
    const core = this.#core;
    this.#handle('$', 'v', (params) => {
      const area = this.#area(params, 0);
      const to = this.#point(params, 5);
      if (area) copyArea(core, area, to);
    });
    this.#handle('$', 'x', (params) => {
      const area = this.#area(params, 1);
      const codePoint = params.params[0] ?? 0;
      if (area && isFilling(codePoint)) fillArea(core, area, codePoint);
    });
    this.#handle('$', 'z', (params) => {
      const area = this.#area(params, 0);
      if (area) eraseArea(core, area);
    });
    this.#handle('$', '{', (params) => {
      const area = this.#area(params, 0);
      if (area) eraseArea(core, area, { keepProtected: !this.#protection.iso });
    });
  }

  #registerAttributes(): void {
    this.#handle('*', 'x', ({ params }) => {
      this.#inRectangle = params[0] === 2;
    });
    this.#handle('$', 'r', (params) =>
      this.#change(params, (word, { bits, on }) => (on ? word | bits : word & ~bits)),
    );
    this.#handle('$', 't', (params) =>
      this.#change(params, (word, { bits, on }) =>
        on || bits === ALL_ATTRIBUTES ? word ^ bits : word,
      ),
    );
  }

  #registerChecksum(): void {
    this.#handle('#', 'y', ({ params }) => {
      this.#checksum = params[0] ?? 0;
    });
    this.#handle('*', 'y', (params) => {
      const area = this.#area(params, 2);
      const sum = area ? this.#sumOf(area) : 0;
      const signed = (this.#checksum & CHECKSUM.positive) === 0 ? -sum : sum;
      const digits = (signed & 0xffff).toString(16).toUpperCase().padStart(4, '0');
      this.#reply(`\x1bP${params.params[0] ?? 0}!~${digits}\x1b\\`);
    });
  }

  #handle(intermediates: string, final: string, run: (params: Params) => void): void {
    const { _parser: parser } = this.#core._inputHandler;
    parser.registerCsiHandler({ intermediates, final }, (params) => {
      run(params);
      return true;
    });
  }

  /** Of four parameters: top, left, bottom and right; undefined when they are none. */
  #area(params: Params, first: number): Area | undefined {
    const origin = this.#origin;
    const { top, left } = this.#point(params, first);
    const bottom = origin.top + parameter(params, first + 2, Infinity) - 1;
    const right = origin.left + parameter(params, first + 3, Infinity) - 1;
    const area = {
      top,
      left,
      bottom: Math.min(bottom, origin.bottom),
      right: Math.min(right, origin.right),
    };
    return area.top > area.bottom || area.left > area.right ? undefined : area;
  }

  #point(params: Params, first: number): { readonly top: number; readonly left: number } {
    const { top, left } = this.#origin;
    return {
      top: top + parameter(params, first, 1) - 1,
      left: left + parameter(params, first + 1, 1) - 1,
    };
  }

  get #origin(): Area {
    if (this.#core.coreService.decPrivateModes.origin) return this.#margins.area;
    const { cols, rows } = this.#core._bufferService;
    return { top: 0, left: 0, bottom: rows - 1, right: cols - 1 };
  }

  #change(params: Params, to: (foreground: number, change: Change) => number): void {
    const area = this.#area(params, 0);
    if (!area) return;
    const changes = changesOf(params);
    for (let y = area.top; y <= area.bottom; y++) {
      const line = lineAt(this.#core, y);
      const { from, end } = this.#columns(area, y);
      for (
        let at = from * WORDS_PER_CELL;
        at < end * WORDS_PER_CELL;
        at += WORDS_PER_CELL
      )
        if (line) line._data[at + 1] = changes.reduce(to, line._data[at + 1] ?? 0);
    }
  }

  /** The cells of row `y` that are in the area, or in the text that it begins and ends. */
  #columns(area: Area, y: number): { readonly from: number; readonly end: number } {
    const { cols } = this.#core._bufferService;
    return {
      from: this.#inRectangle || y === area.top ? area.left : 0,
      end: this.#inRectangle || y === area.bottom ? area.right + 1 : cols,
    };
  }

  #lookOf({ top, bottom, left, right }: Area): Look {
    const looks: Look[] = [];
    for (let y = top; y <= bottom; y++) {
      const line = lineAt(this.#core, y);
      for (let column = left; column <= right; column++)
        if (line) looks.push(lookAt(line, column));
    }
    return looks.reduce(shared);
  }

  #sumOf({ top, bottom, left, right }: Area): number {
    let sum = 0;
    for (let y = top; y <= bottom; y++) {
      const line = lineAt(this.#core, y);
      for (let column = left; column <= right; column++)
        if (line) sum += cellSum(line, column, this.#checksum);
    }
    return sum;
  }
}

/** XTCHECKSUM's bits: what is left out of DEC's sum, which is of characters and attributes, negated. */
const CHECKSUM = { positive: 1, noAttributes: 2, blanks: 4 } as const;

/**
 * What is summed until a program says otherwise: characters alone, so that the sum of one
 * cell is its character, and of a blank one a space. `CSI 0 # y` asks for DEC's.
 */
const PLAIN_CHECKSUM = CHECKSUM.positive | CHECKSUM.noAttributes | CHECKSUM.blanks;

const SUMMED_ATTRIBUTES = [
  [FG_INVISIBLE, 0x08],
  [FG_UNDERLINE, 0x10],
  [FG_INVERSE, 0x20],
  [FG_BLINK, 0x40],
  [FG_BOLD, 0x80],
] as const;

const SPACE = 0x20;

function cellSum(line: Line, column: number, mode: number): number {
  const at = column * WORDS_PER_CELL;
  const character = characterSum(line, column);
  if (character === 0 && (mode & CHECKSUM.blanks) === 0) return 0;
  if ((mode & CHECKSUM.noAttributes) !== 0) return character || SPACE;
  const foreground = line._data[at + 1] ?? 0;
  return SUMMED_ATTRIBUTES.reduce(
    (sum, [bit, value]) => sum + ((foreground & bit) === 0 ? 0 : value),
    (character || SPACE) + (((line._data[at + 2] ?? 0) & BG_PROTECTED) === 0 ? 0 : 0x04),
  );
}

function lookAt(line: Line, column: number): Look {
  const at = column * WORDS_PER_CELL;
  const [fg = 0, bg = 0] = line._data.subarray(at + 1, at + WORDS_PER_CELL);
  const extended = (bg & BG_HAS_EXTENDED) === 0 ? { _ext: 0 } : line.getExtended(column);
  return { fg, bg, extended };
}

/** The sum of all code points of a cell. */
function characterSum(line: Line, column: number): number {
  const word = line._data[column * WORDS_PER_CELL] ?? 0;
  if ((word & IS_CLUSTER) === 0) return word & CODE_POINT;
  const points = Array.from(line.getString(column));
  return points.reduce((sum, point) => sum + (point.codePointAt(0) ?? 0), 0);
}

type Change = { readonly bits: number; readonly on: boolean };

const ATTRIBUTES: ReadonlyMap<number, number> = new Map([
  [1, FG_BOLD],
  [4, FG_UNDERLINE],
  [5, FG_BLINK],
  [7, FG_INVERSE],
  [8, FG_INVISIBLE],
]);

const ALL_ATTRIBUTES = [...ATTRIBUTES.values()].reduce((all, bit) => all | bit, 0);

/** SGR's parameters behind the four of the area, as many as DECCARA knows: 0 is all of them. */
function changesOf({ params, length }: Params): readonly Change[] {
  const parameters = [...params.subarray(4, Math.max(5, length))];
  return parameters.flatMap((parameter): readonly Change[] => {
    if (parameter === 0) return [{ bits: ALL_ATTRIBUTES, on: false }];
    const on = ATTRIBUTES.get(parameter);
    const off = ATTRIBUTES.get(parameter === 22 ? 1 : parameter - 20);
    if (on !== undefined) return [{ bits: on, on: true }];
    return off === undefined ? [] : [{ bits: off, on: false }];
  });
}

function parameter({ params, length }: Params, index: number, missing: number): number {
  return (index < length && params[index]) || missing;
}

/** What DECFRA fills with: the printable characters of Latin 1, each one column wide. */
function isFilling(codePoint: number): boolean {
  return (
    (codePoint >= 0x20 && codePoint < 0x7f) || (codePoint >= 0xa0 && codePoint < 0x100)
  );
}
