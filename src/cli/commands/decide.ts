import { waveId } from '../../domain/ids.js';
import { choiceNames, type ChoiceName } from '../../domain/merge.js';
import type { WaveStatus } from '../../domain/status.js';
import type { Command, Context } from '../command.js';
import { Complaint } from '../complaint.js';
import { knownEngine } from '../engine-of.js';
import { mergeLines } from '../merge-lines.js';
import { person } from '../person.js';
import { table } from '../table.js';
import { waveNamed } from '../wave-named.js';

export const decide: Command = {
  name: 'decide',
  usage: '<wave> [choice]',
  summary: 'Choose how a wave that is blocked goes on',
  options: [
    { flags: '--message <text>', help: 'why, for the record' },
    { flags: '--json', help: 'print one JSON object' },
  ],
  examples: [
    ['decide wave2', 'say what blocks wave2, and the ways on'],
    ['decide wave2 hand', 'have an agent resolve its conflict'],
    ['decide wave2 find', 'search for the workstream that makes its gate red'],
    ['decide wave2 eject', 'leave that out, and gate the rest'],
    ['decide wave2 override --message "flaky since May"', 'land all the same'],
  ],

  async run(context, { argument, flag, value }) {
    using engine = await knownEngine(context);
    const wave = waveNamed(await engine.ask({ type: 'status' }), argument(0));
    if (argument(1) === '') return tell(context, wave, flag('json'));
    const choice = choiceNamed(argument(1));
    const reason = value('message') ?? '';
    if (choice === 'override' && reason === '')
      throw new Complaint('override: say why, with --message', 2);
    const report = await engine.ask({
      type: 'decide',
      wave: waveId(wave.id),
      choice,
      by: person(context.env),
      reason,
    });
    if (flag('json')) context.output.json(report);
    else for (const line of mergeLines(report, context.output)) context.output.line(line);
    return report.state === 'landed' || choice === 'abort' ? 0 : 1;
  },
};

function tell(
  { output }: Context,
  { id, choices, blockedBy }: WaveStatus,
  json: boolean,
): number {
  if (json) {
    output.json({ wave: id, blockedBy, choices });
    return 0;
  }
  if (choices.length === 0) throw new Complaint(`${id} waits for no decision`);
  output.text(blockedBy ?? '');
  const rows = choices.map(({ name, text }) => [
    { text: `  ${name}`, colour: 'bold' } as const,
    { text },
  ]);
  for (const line of table(rows, output)) output.line(line);
  return 0;
}

function choiceNamed(text: string): ChoiceName {
  const found = choiceNames.find((name) => name === text);
  if (found) return found;
  throw new Complaint(
    `there is no choice "${text}"; there are: ${choiceNames.join(', ')}`,
    2,
  );
}
