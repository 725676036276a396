import { reportHtml } from '../../formats/report/report-html.js';
import { reportMarkdown } from '../../formats/report/report-markdown.js';
import { reportSvg } from '../../formats/report/report-svg.js';
import type { Command } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { reportLines } from '../report-lines.js';

const forms = ['json', 'md', 'html', 'svg'] as const;

export const report: Command = {
  name: 'report',
  usage: '',
  summary: 'Say what became of the plan: when, how fast, what went well and wrong',
  options: [
    { flags: '--json', help: 'print one JSON object' },
    { flags: '--md', help: 'as Markdown' },
    { flags: '--html', help: 'as one HTML page' },
    { flags: '--svg', help: 'the timeline alone, as an SVG picture' },
  ],
  examples: [
    ['report', 'what happened against what was planned'],
    ['report --html > report.html', 'a page to send around'],
    ['report --json | jq .speedup', 'how many times as fast as one after another'],
  ],

  async run(context, { flag }) {
    const [form, other] = forms.filter(flag);
    if (other !== undefined)
      throw new Complaint(`report: choose one of --${form} and --${other}`, 2);
    using engine = await knownEngine(context);
    const measured = await engine.ask({ type: 'report' });
    const { output } = context;
    if (form === 'json') output.json(measured);
    else if (form === 'md') output.text(reportMarkdown(measured));
    else if (form === 'html') output.text(reportHtml(measured));
    else if (form === 'svg') output.text(reportSvg(measured));
    else for (const line of reportLines(measured, output)) output.line(line);
    return 0;
  },
};
