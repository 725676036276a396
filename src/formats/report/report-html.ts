/**
 * A report as one HTML page that needs nothing beside it: its picture stands in it, no
 * script runs in it, and it loads nothing.
 */
import type { Report } from '../../domain/plan-report.js';
import { escaped } from '../xml-text.js';
import { reportSvg } from './report-svg.js';
import { sectionsOf, type Block, type Item, type Section } from './sections.js';

const STYLE = `
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 sans-serif; color: #222; background: #fff; }
h1, h2 { line-height: 1.2; }
h2 { margin-top: 2rem; border-bottom: 1px solid #ddd; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #eee; overflow-wrap: anywhere; }
svg { max-width: 100%; height: auto; }
time { color: #666; }
`;

export function reportHtml(report: Report): string {
  const title = report.plan === '' ? 'Report' : `Report: ${report.plan}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    ...sectionsOf(report).map((section) => sectionHtml(section, report)),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function sectionHtml({ title, blocks }: Section, report: Report): string {
  const parts = blocks.map((block) => blockHtml(block, report));
  return [`<h2>${escaped(title)}</h2>`, ...parts].join('\n');
}

function blockHtml(block: Block, report: Report): string {
  if (block.type === 'timeline') return `<figure>${reportSvg(report)}</figure>`;
  if (block.type === 'list') return `<ul>\n${block.items.map(item).join('\n')}\n</ul>`;
  const head = block.head.some((text) => text !== '')
    ? [`<tr>${cells(block.head, 'th')}</tr>`]
    : [];
  const rows = block.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`);
  return `<table>\n${[...head, ...rows].join('\n')}\n</table>`;
}

function cells(row: readonly string[], tag: 'th' | 'td'): string {
  return row.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('');
}

function item({ subject, text, when }: Item): string {
  const about = subject === '' ? '' : `<b>${escaped(subject)}</b>: `;
  const time = when === '' ? '' : ` <time>${escaped(when)}</time>`;
  return `<li>${about}${escaped(text)}${time}</li>`;
}
