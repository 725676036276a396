/** What the merge dialog says before, while and after: members, gates, conflicts. */
import { plainText } from '../../base/plain-text.js';
import { mayMerge, type MergeReport } from '../../domain/merge.js';
import { keyOf, type Keymap } from '../keymap.js';
import type { View } from '../view.js';
import { fold } from '../../base/fold.js';
import { gateLooks, waveLooks } from '../look.js';
import type { Content, Line } from './line.js';

type MergeView = Extract<View, { readonly type: 'merge' }>;

export function mergeContent(view: MergeView, width: number, keymap: Keymap): Content {
  if (view.report.type === 'loading')
    return {
      lines: [
        {
          text:
            view.phase === 'running'
              ? 'going on; gates may take a while …'
              : 'working out the merge …',
          dim: true,
        },
        ...doing(view),
        ...gatesSoFar(view),
      ],
      keys: `${keyOf(keymap, 'close')} close`,
    };
  const report = view.report.value;
  return {
    lines: [
      ...head(view, report),
      ...doing(view),
      ...steps(report),
      ...leftOut(report),
      ...gates(soFar(view) ?? report),
      ...conflicts(report),
      ...hindrances(view, report, width),
    ],
    keys: keysOf(view, report, keymap),
  };
}

function head(
  { phase }: MergeView,
  { target, state, steps }: MergeReport,
): readonly Line[] {
  const commits = steps.reduce((sum, step) => sum + step.commits, 0);
  const { mark, word, color } = waveLooks[state];
  const what = `${count(steps.length, 'branch', 'branches')}, ${count(commits, 'commit')}`;
  const said = {
    preview: { text: `Onto ${plainText(target)}: ${what}`, bold: true },
    running: {
      text: `Merging onto ${plainText(target)} …  gates may take a while`,
      color: 'green',
    },
    done: { text: `${mark} ${word}: ${plainText(target)}`, color, bold: true },
  } as const satisfies Record<MergeView['phase'], Line>;
  return [said[phase], { text: '' }];
}

/** What its gates said since it runs; undefined while they have not begun. */
function soFar({ phase, now }: MergeView): MergeView['now'] {
  return phase === 'running' && now && now.gates.length > 0 ? now : undefined;
}

function gatesSoFar(view: MergeView): readonly Line[] {
  const known = soFar(view);
  return known ? gates(known) : [];
}

/** What is tried in search of whose work makes a gate red. */
function doing({ phase, now }: MergeView): readonly Line[] {
  if (phase !== 'running' || now?.state !== 'isolating') return [];
  return [{ text: plainText(now.blockedBy ?? ''), color: 'green' }];
}

function steps(report: MergeReport): readonly Line[] {
  const width = Math.max(0, ...report.steps.map(({ workstream }) => workstream.length));
  return report.steps.flatMap(({ workstream, commit, commits, files, resolved }) => [
    {
      text: `  ${plainText(workstream).padEnd(width)}  ${count(commits, 'commit')}, ${commit === null ? 'not merged' : count(files, 'file')}`,
    },
    ...resolved.map(({ path, rule }) => ({
      text: `    ${plainText(path)}: resolved by ${plainText(rule)}`,
      dim: true,
    })),
  ]);
}

function leftOut({ leftOut }: MergeReport): readonly Line[] {
  return leftOut.map(({ id, why }) => ({
    text: plainText(`  without ${id}: ${why}`),
    color: 'yellow',
  }));
}

function gates({ gates }: Pick<MergeReport, 'gates'>): readonly Line[] {
  if (gates.length === 0) return [{ text: '' }, { text: 'No gates', dim: true }];
  return [
    { text: '' },
    { text: 'Gates', bold: true },
    ...gates.map(({ name, state, log, min, measured }) => {
      const { mark, word, color } = gateLooks[state];
      const where = state === 'failed' && log ? `  ${plainText(log)}` : '';
      const least = min === undefined ? '' : `, at least ${min}`;
      const told = measured === undefined ? least : `, measured ${measured}`;
      return { text: `  ${mark} ${plainText(name)}  ${word}${told}${where}`, color };
    }),
  ];
}

function conflicts({ conflicts }: MergeReport): readonly Line[] {
  if (conflicts.length === 0)
    return [{ text: '' }, { text: '✓ No conflicts', color: 'green' }];
  return [
    { text: '' },
    {
      text: `✗ ${count(conflicts.length, 'conflict')} that no rule decides`,
      color: 'red',
      bold: true,
    },
    ...conflicts.map(({ path, kind, ours, theirs }) => ({
      text: plainText(`  ${path}  ${kind}: ${ours} and ${theirs}`),
      color: 'red',
    })),
  ];
}

function hindrances(
  { phase }: MergeView,
  { blockedBy, checkout }: MergeReport,
  width: number,
): readonly Line[] {
  const why = blockedBy === null ? [] : fold(plainText(blockedBy), width);
  const where = checkout && phase === 'preview' ? checkoutLines(checkout, width) : [];
  return [
    ...(why.length > 0 ? [{ text: '' }] : []),
    ...why.map((text) => ({ text, color: 'yellow' })),
    ...(where.length > 0 ? [{ text: '' }] : []),
    ...where,
  ];
}

function checkoutLines(
  checkout: NonNullable<MergeReport['checkout']>,
  width: number,
): readonly Line[] {
  const where = `The target is checked out in ${checkout.worktree}.`;
  const what = checkout.clean
    ? 'It is clean: yes fast-forwards it, files included.'
    : `It has changes and is left alone. When it is clean: ${checkout.command}`;
  return [where, what].flatMap((text) =>
    fold(plainText(text), width).map((line) => ({ text: line, color: 'yellow' })),
  );
}

function keysOf({ phase }: MergeView, report: MergeReport, keymap: Keymap): string {
  const close = `${keyOf(keymap, 'close')} close`;
  if (phase === 'running') return `${close}; the merge goes on`;
  if (phase === 'done') return close;
  return mayMerge(report)
    ? `${keyOf(keymap, 'yes')} merge   ${close}, changing nothing`
    : `${close}; nothing was changed`;
}

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
