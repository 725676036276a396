/**
 * The colours that programs are told when they ask (OSC 4, 5, 10, 11, 12; `CSI ? 996 n`): those
 * that they set themselves, else those of the outer terminal, as a console reported them.
 */
import { isSpecial, PALETTE_SIZE, type Ground, type OwnColours } from './own-colours.js';
import { bounded } from './payloads.js';
import { parseColour, specOf, type Rgb } from './rgb.js';
import type { StringEnds } from './string-ends.js';
import type { Core } from './xterm-core.js';

export type Colours = {
  readonly foreground: Rgb;
  readonly background: Rgb;
  /** The first of the 256 colours, as many as are known; the others are xterm's. */
  readonly palette?: readonly Rgb[];
};

/** Light on dark, until a console says better: what most terminals of programmers are. */
export const DEFAULT_COLOURS: Colours = { foreground: 0xd4d4d4, background: 0x1e1e1e };

/** All 256 colours asked for at once have 1,800 characters. */
const MAX_QUESTION_LENGTH = 4096;

/** By the number of the OSC that sets each; 100 more resets it. */
const GROUNDS: ReadonlyMap<number, Ground> = new Map([
  [10, 'foreground'],
  [11, 'background'],
  [12, 'cursor'],
]);
/** By the OSC that sets them, where its numbers begin in the palette. */
const PALETTE = { osc: 4, first: 0 } as const;
const SPECIALS = { osc: 5, first: PALETTE_SIZE } as const;
const RESET = 100;

export type ColourHooks = {
  /** The outer terminal's. */
  readonly theme: () => Colours;
  readonly own: OwnColours;
  readonly ends: StringEnds;
  readonly reply: (text: string) => void;
};

/** Lets programs ask for colours, set them and give them back. */
export function keepColours(core: Core, hooks: ColourHooks): void {
  keepPalette(core, hooks, PALETTE);
  keepPalette(core, hooks, SPECIALS);
  keepGrounds(core, hooks);
  const { theme, own, reply } = hooks;
  const { _parser: parser } = core._inputHandler;
  parser.registerCsiHandler({ prefix: '?', final: 'n' }, ({ params }) => {
    if (params[0] !== 996) return false;
    reply(themeReport({ own, theme }));
    return true;
  });
  parser.registerEscHandler({ final: 'c' }, () => {
    own.reset();
    return false;
  });
}

/** Whether a program's background is dark (1) or light (2), as mode 2031 tells it, too. */
export function themeReport({ own, theme }: Pick<ColourHooks, 'own' | 'theme'>): string {
  const background = own.ground('background') ?? theme().background;
  return `\x1b[?997;${isDark(background) ? 1 : 2}n`;
}

function keepPalette(
  { _inputHandler: { _parser: parser } }: Core,
  { theme, own, ends, reply }: ColourHooks,
  { osc: id, first }: typeof PALETTE | typeof SPECIALS,
): void {
  const resetAll = () => (id === PALETTE.osc ? own.resetColour() : own.resetSpecials());
  parser.registerOscHandler(
    id,
    bounded(MAX_QUESTION_LENGTH, (payload, next) => {
      for (const [, digits = '', spec = ''] of payload.matchAll(/(\d+);([^;]*);?/g)) {
        const number = Number(digits);
        const index = first + number;
        if (index >= PALETTE_SIZE && !isSpecial(index)) continue;
        const rgb = parseColour(spec);
        if (spec === '?')
          reply(
            osc(id, number, own.colour(index) ?? paletteColour(theme(), index)) +
              ends.of(next),
          );
        else if (rgb !== undefined) own.setColour(index, rgb);
      }
      return true;
    }),
  );
  parser.registerOscHandler(
    id + RESET,
    bounded(MAX_QUESTION_LENGTH, (payload) => {
      if (payload === '') resetAll();
      for (const [digits] of payload.matchAll(/\d+/g))
        own.resetColour(first + Number(digits));
      return true;
    }),
  );
}

function keepGrounds(
  { _inputHandler: { _parser: parser } }: Core,
  { theme, own, ends, reply }: ColourHooks,
): void {
  for (const [first, resets] of GROUNDS) {
    parser.registerOscHandler(
      first,
      bounded(MAX_QUESTION_LENGTH, (payload, next) => {
        // Each further parameter is about the next colour.
        for (const [more, spec] of payload.split(';').entries()) {
          const ground = GROUNDS.get(first + more);
          if (!ground) continue;
          const rgb = parseColour(spec);
          if (spec === '?')
            reply(
              osc(first + more, own.ground(ground) ?? groundOf(theme(), ground)) +
                ends.of(next),
            );
          else if (rgb !== undefined) own.setGround(ground, rgb);
        }
        return true;
      }),
    );
    parser.registerOscHandler(
      first + RESET,
      bounded(MAX_QUESTION_LENGTH, () => {
        own.resetGround(resets);
        return true;
      }),
    );
  }
}

/** Without its end. */
function osc(...parts: [...number[], Rgb]): string {
  const rgb = parts.at(-1) ?? 0;
  return `\x1b]${parts.slice(0, -1).join(';')};${specOf(rgb)}`;
}

function groundOf({ foreground, background }: Colours, which: Ground): Rgb {
  return which === 'background' ? background : foreground;
}

function paletteColour({ foreground, palette = [] }: Colours, index: number): Rgb {
  if (isSpecial(index)) return foreground;
  return palette[index] ?? xtermColour(index);
}

/** By the luma of ITU-R BT.601. */
export function isDark(rgb: Rgb): boolean {
  const luma =
    0.299 * ((rgb >>> 16) & 0xff) + 0.587 * ((rgb >>> 8) & 0xff) + 0.114 * (rgb & 0xff);
  return luma < 128;
}

const SIXTEEN = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
  0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];

/** xterm's own: 16 colours, a cube of 6 x 6 x 6, and 24 greys. */
export function xtermColour(index: number): Rgb {
  const named = SIXTEEN[index];
  if (named !== undefined) return named;
  if (index >= 232) return 0x010101 * (8 + 10 * (index - 232));
  const cube = index - 16;
  const [red, green, blue] = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return (level(red) << 16) | (level(green) << 8) | level(blue);
}

/** The brightness of a digit of the cube. */
function level(digit: number): number {
  return digit === 0 ? 0 : 55 + 40 * digit;
}
