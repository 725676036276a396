/**
 * The colours that programs are told when they ask (OSC 4, 10, 11, 12; `CSI ? 996 n`): those
 * of the outer terminal, as a console reported them. Programs cannot set them here.
 */
import { bounded } from './payloads.js';
import type { Core } from './xterm-core.js';

/** 0xRRGGBB. */
export type Rgb = number;

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

const FOREGROUND = 10;
const BACKGROUND = 11;
const CURSOR = 12;

export function answerColours(
  { _inputHandler: { _parser: parser } }: Core,
  colours: () => Colours,
  reply: (text: string) => void,
): void {
  parser.registerOscHandler(
    4,
    bounded(MAX_QUESTION_LENGTH, (payload) => {
      for (const [, index = ''] of payload.matchAll(/(\d+);\?/g))
        if (Number(index) < 256)
          reply(`\x1b]4;${index};${spec(paletteColour(colours(), Number(index)))}\x1b\\`);
      return true;
    }),
  );
  for (const first of [FOREGROUND, BACKGROUND, CURSOR])
    parser.registerOscHandler(
      first,
      bounded(MAX_QUESTION_LENGTH, (payload) => {
        // Each further parameter is about the next colour.
        for (const [more, question] of payload.split(';').entries())
          if (question === '?' && first + more <= CURSOR)
            reply(
              `\x1b]${first + more};${spec(ownColour(colours(), first + more))}\x1b\\`,
            );
        return true;
      }),
    );
  parser.registerCsiHandler({ prefix: '?', final: 'n' }, ({ params }) => {
    if (params[0] !== 996) return false;
    reply(`\x1b[?997;${isDark(colours().background) ? 1 : 2}n`);
    return true;
  });
}

function ownColour({ foreground, background }: Colours, which: number): Rgb {
  return which === BACKGROUND ? background : foreground;
}

function paletteColour({ palette = [] }: Colours, index: number): Rgb {
  return palette[index] ?? xtermColour(index);
}

/** As X11 writes colours: each channel with 16 bits. */
function spec(rgb: Rgb): string {
  const channels = [rgb >>> 16, rgb >>> 8, rgb].map((value) =>
    (value & 0xff).toString(16).padStart(2, '0').repeat(2),
  );
  return `rgb:${channels.join('/')}`;
}

/** By the luma of ITU-R BT.601. */
function isDark(rgb: Rgb): boolean {
  const luma =
    0.299 * ((rgb >>> 16) & 0xff) + 0.587 * ((rgb >>> 8) & 0xff) + 0.114 * (rgb & 0xff);
  return luma < 128;
}

const SIXTEEN = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
  0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];

/** xterm's own: 16 colours, a cube of 6 x 6 x 6, and 24 greys. */
function xtermColour(index: number): Rgb {
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
