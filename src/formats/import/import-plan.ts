/**
 * Reads a document that was not written for wtmux as a plan: which of the known forms it
 * has is seen from what it holds. The plan that comes of it is checked like any other.
 */
import { fail, ok, type Result } from '../../base/result.js';
import type { Plan } from '../../domain/plan.js';
import { readPlan } from '../plan-file.js';
import type { PlanText } from '../plan-schema.js';
import { writePlan } from '../plan-writer.js';
import type { Problem } from '../problem.js';
import { readYaml } from '../yaml-source.js';
import { readEmbedded } from './embedded-context.js';
import { embeddedJson } from './embedded-json.js';
import { readExecutionPlan } from './execution-plan.js';
import type { Imported, Remark } from './foreign.js';
import { repairMojibake } from './mojibake.js';
import { withOneWave } from './one-wave.js';
import { isAnalysis, readAnalysis } from './parallel-analysis.js';
import { isParentContext, readContext } from './parent-context.js';
import { withPrompts } from './said-of.js';
import { readTaskCalls } from './task-calls.js';
import { readTimedDomains } from './timed-domains.js';
import { readWorkflow } from './workflow-document.js';

export type ImportContext = {
  /** For messages, and for a name where the document has none. */
  readonly file: string;
  /** Where branches start. */
  readonly base: string;
};

export type ImportedPlan = {
  readonly form: Form;
  readonly plan: Plan;
  /** The plan file that says the same. */
  readonly text: string;
  readonly assumed: readonly Remark[];
  readonly unread: readonly Remark[];
  /** Runs of characters that had been read in a wrong encoding. */
  readonly repaired: number;
};

export type Form =
  | 'execution plan'
  | 'workflow'
  | 'parallel analysis'
  | 'parent context'
  | 'task calls'
  | 'domain times';

type Read = {
  readonly form: Form;
  readonly imported: Imported;
  readonly faults?: readonly Remark[];
  /** A table lists workstreams. */
  readonly listed?: boolean;
};

export const KNOWN_FORMS =
  'a plan file (version: 1, workstreams, ...), a PARALLEL_EXECUTION_PLAN.md, a WORKFLOW-*.md, ' +
  'a parallel_analysis.json, a .claude/context/*.json with parallel_tasks, or a text with the ' +
  'time of each domain';

/** Whether a text is meant as a plan file of ours, so that its own reader judges it. */
export function isPlanFile(text: string, file: string): boolean {
  if (/\.ya?ml$/.test(file)) return true;
  return !/\.(?:md|markdown|json|txt)$/.test(file) && /^version\s*:/m.test(text);
}

export function importPlan(
  text: string,
  context: ImportContext,
): Result<ImportedPlan, readonly Problem[]> {
  const unix = text.replace(/^\u{feff}/u, '').replaceAll(/\r\n?/g, '\n');
  const { text: right, repaired } = repairMojibake(unix);
  const read = /^\s*[{[]/.test(right)
    ? readJson(right, context)
    : readDocument(right, context);
  if (!read.ok) return read;
  const { form, imported, faults = [] } = read.value;
  if (faults.length > 0) return fail(faults.map((fault) => problemAt(context, fault)));
  return checked(form, imported, { context, repaired });
}

type Frame = { readonly context: ImportContext; readonly repaired: number };

/** Problems of the plan are told with the line of the document that they come from. */
function checked(
  form: Form,
  imported: Imported,
  { context, repaired }: Frame,
): Result<ImportedPlan, readonly Problem[]> {
  const head = `Imported from ${context.file.replace(/^.*\//, '')} (${form}).`;
  const text = writePlan(imported.plan, head);
  const plan = readPlan(text, { file: context.file, defaultBase: context.base });
  const assumed = inOrder(imported.assumed);
  const unread = inOrder(imported.unread);
  if (plan.ok) return ok({ form, plan: plan.value, text, assumed, unread, repaired });
  return fail(
    plan.failure.map(({ path, message }) => {
      return {
        file: context.file,
        line: lineOf(imported, path),
        column: 1,
        path,
        message,
      };
    }),
  );
}

function inOrder(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.toSorted((a, b) => a.line - b.line);
}

function lineOf({ plan, lines }: Imported, path: string): number {
  const [, kind, index] = /^(workstreams|waves)\[(\d+)\]/.exec(path) ?? [];
  const list: PlanText['waves'] | PlanText['workstreams'] =
    kind === 'waves' ? plan.waves : plan.workstreams;
  return lines.get(list?.[Number(index ?? 0)]?.id ?? '') ?? 1;
}

function readJson(
  text: string,
  context: ImportContext,
): Result<Read, readonly Problem[]> {
  const source = readYaml(text, context.file);
  if (!source.ok) return fail(source.failure.map(asJson));
  const { value } = source.value;
  const { file, base } = context;
  const read = isParentContext(value)
    ? { form: 'parent context' as const, result: readContext(source.value, { base }) }
    : isAnalysis(value)
      ? {
          form: 'parallel analysis' as const,
          result: readAnalysis(source.value, { base, epic: epicOf(file) }),
        }
      : undefined;
  if (!read) return fail([unknownForm(context)]);
  if (!read.result.ok)
    return fail(read.result.failure.map((one) => problemAt(context, one)));
  return ok({ form: read.form, imported: read.result.value });
}

/** JSON is read as YAML for its lines, whose words for what is missing are not JSON's. */
function asJson(problem: Problem): Problem {
  return { ...problem, message: `no whole JSON: ${problem.message}` };
}

/** `.workflow/outputs/<epic>/parallel_analysis.json`. */
function epicOf(file: string): string {
  const parts = file.split('/');
  return parts.at(-2) ?? parts.at(-1)?.replace(/\.\w+$/, '') ?? 'epic';
}

function readDocument(
  text: string,
  context: ImportContext,
): Result<Read, readonly Problem[]> {
  const { file, base } = context;
  const json = embeddedJson(text, file);
  const parent = json.find(({ source }) => isParentContext(source.value));
  if (parent) {
    const read = readEmbedded(text, parent, { json, base });
    if (!read.ok) return fail(read.failure.map((one) => problemAt(context, one)));
    return ok({ form: 'parent context', imported: read.value });
  }
  const calls = readTaskCalls(text, base);
  if (calls) return ok({ form: 'task calls', imported: calls });
  const reads: readonly Read[] = [
    { form: 'execution plan', ...readExecutionPlan(text, base) },
    { form: 'workflow', imported: readWorkflow(text, base) },
  ];
  const best = reads.toSorted((a, b) => weight(b) - weight(a))[0];
  if (!best || weight(best) === 0) {
    const domains = readTimedDomains(text, base);
    if (!domains) return fail([unknownForm(context)]);
    return ok({ form: 'domain times', imported: domains });
  }
  const name = file.replace(/^.*\//, '');
  const imported = withOneWave(best.imported);
  return ok({ ...best, imported: withPrompts(imported, text, name) });
}

/**
 * How much of a plan was found. A heading may look like that of a workstream in any text,
 * so there must be waves, or at least workers or an order.
 */
function weight({ imported: { plan }, faults = [], listed = false }: Read): number {
  const { workstreams, waves = [] } = plan;
  const sure =
    listed || faults.length > 0 || workstreams.some((one) => one.role ?? one.dependsOn);
  if (workstreams.length === 0 || (waves.length === 0 && !sure)) return 0;
  const members = waves.reduce((sum, { members }) => sum + members.length, 0);
  return 2 * members + workstreams.length;
}

function unknownForm(context: ImportContext): Problem {
  return problemAt(context, {
    line: 1,
    text: `no plan was found in it; known are ${KNOWN_FORMS}`,
  });
}

function problemAt({ file }: ImportContext, { line, text }: Remark): Problem {
  return { file, line, column: 1, path: '', message: text };
}
