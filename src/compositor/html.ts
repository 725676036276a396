/**
 * Rows as a web page that stands by itself: text, colours, styles, and links to the web.
 * All text is escaped; no script, no picture and no other file is in it.
 */
import { xtermColour } from '../screen/colours.js';
import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
  COLOUR,
  COLOUR_DEFAULT,
  COLOUR_MODE,
  COLOUR_RGB,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_STRIKETHROUGH,
  FG_UNDERLINE,
  type Row,
} from '../screen/row.js';
import { runsOf, type Run } from './runs.js';
import { DEFAULT_STYLE, sameStyle, type Style } from './sgr.js';

/** All before the first row. */
export function htmlHead(title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>
:root { --text: #d8d8d8; --ground: #181818; }
body { margin: 1em; background: var(--ground); color: var(--text); }
pre { font: 14px/1.25 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre .w { display: inline-block; width: 2ch; }
pre a { color: inherit; }
</style>
</head>
<body>
<pre>`;
}

export const HTML_FOOT = '</pre>\n</body>\n</html>';

/** Without a line's end. */
export function htmlLine(row: Row): string {
  return runsOf(row).map(htmlOf).join('');
}

function htmlOf(run: Run): string {
  const text = escaped(run.text);
  const classes = run.cells === 2 && run.text.length !== 2 ? ' class="w"' : '';
  const style = sameStyle(run.style, DEFAULT_STYLE) ? '' : ` style="${css(run.style)}"`;
  const inner = classes + style === '' ? text : `<span${classes}${style}>${text}</span>`;
  return /^https?:\/\//i.test(run.link)
    ? `<a href="${escaped(run.link)}" rel="noopener noreferrer">${inner}</a>`
    : inner;
}

function css(style: Style): string {
  const { foreground, background } = style;
  const text = colourOf(foreground) ?? 'var(--text)';
  const ground = colourOf(background) ?? 'var(--ground)';
  const isInverse = (foreground & FG_INVERSE) !== 0;
  const [front, back] = isInverse ? [ground, text] : [text, ground];
  const declarations = [
    front !== 'var(--text)' && `color:${front}`,
    back !== 'var(--ground)' && `background:${back}`,
    (foreground & FG_INVISIBLE) !== 0 && 'color:transparent',
    (foreground & FG_BOLD) !== 0 && 'font-weight:bold',
    (background & BG_DIM) !== 0 && 'opacity:.6',
    (background & BG_ITALIC) !== 0 && 'font-style:italic',
    decoration(style),
  ];
  return declarations.filter((one) => one !== false && one !== '').join(';');
}

const LINES = ['solid', 'solid', 'double', 'wavy', 'dotted', 'dashed'] as const;

function decoration({ foreground, background, ...line }: Style): string {
  const lines = [
    (foreground & FG_UNDERLINE) !== 0 && 'underline',
    (foreground & FG_STRIKETHROUGH) !== 0 && 'line-through',
    (background & BG_OVERLINE) !== 0 && 'overline',
  ].filter((one) => one !== false);
  if (lines.length === 0) return '';
  const colour = colourOf(line.underlineColour) ?? '';
  const style = LINES[line.underline] ?? 'solid';
  return `text-decoration:${[...lines, style, colour].join(' ').trim()}`;
}

/** Undefined for the default colour. */
function colourOf(word: number): string | undefined {
  const mode = word & COLOUR_MODE;
  if (mode === COLOUR_DEFAULT) return undefined;
  const rgb = mode === COLOUR_RGB ? word & COLOUR : xtermColour(word & 0xff);
  return `#${rgb.toString(16).padStart(6, '0')}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
