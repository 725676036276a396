/** A report as Markdown (GitHub's, for its tables). */
import { plainText } from '../../base/plain-text.js';
import type { Report } from '../../domain/plan-report.js';
import { sectionsOf, type Block, type Item, type Section } from './sections.js';
import { timelineText } from './timeline-text.js';

/** Cells of the timeline, labels and states left out; wider ones are scrolled on the web. */
const TIMELINE_WIDTH = 60;

export function reportMarkdown(report: Report): string {
  const title = report.plan === '' ? 'Report' : `Report: ${markdown(report.plan)}`;
  return [
    `# ${title}`,
    ...sectionsOf(report).flatMap((section) => sectionLines(section, report)),
    '',
  ].join('\n');
}

function sectionLines({ title, blocks }: Section, report: Report): readonly string[] {
  const lines = blocks.map((block) => ['', ...blockLines(block, report)]);
  return ['', `## ${title}`, ...lines.flat()];
}

function blockLines(block: Block, report: Report): readonly string[] {
  if (block.type === 'list') return block.items.map(item);
  if (block.type === 'table')
    return [
      cells(block.head),
      cells(
        block.head.map(() => '---'),
        (text) => text,
      ),
      ...block.rows.map((row) => cells(row)),
    ];
  const lines = timelineText(report, TIMELINE_WIDTH).map((parts) =>
    parts
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
  // Indented, since no line of it can end that as it could a fence.
  return lines.map((line) => `    ${line}`);
}

function item({ subject, text, when }: Item): string {
  const about = subject === '' ? '' : `**${markdown(subject)}**: `;
  return `- ${about}${markdown(text)}${when === '' ? '' : ` (${when})`}`;
}

function cells(row: readonly string[], write = markdown): string {
  return `| ${row.map(write).join(' | ')} |`;
}

/** Foreign text that no renderer takes for markup, a tag, a link or a mention. */
function markdown(text: string): string {
  return plainText(text)
    .replaceAll(/[\\`*_[\]<>|~&]/g, (char) => `\\${char}`)
    .replaceAll('://', '&#58;//')
    .replaceAll(/www\./gi, (found) => found.replace('.', '&#46;'))
    .replaceAll('@', '&#64;');
}
