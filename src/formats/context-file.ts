/**
 * Reads `.claude/context/*.json`, as seed 001 has them: what an agent decided, what is left
 * to do, and which interfaces it expects of others (`api_contract_assumptions`) or has
 * (`implementation_details.endpoints`, with models in `schemas`). Unknown fields are let pass.
 * Commands in it (`rollback_cmd`) are not even read.
 */
import * as z from 'zod';
import { plainText } from '../base/plain-text.js';
import { fail, ok, type Result } from '../base/result.js';
import type { Field, Interface, WorkContext } from '../domain/work-context.js';
import { fieldsOf, MAX_ITEMS, someOf, texts } from './agent-lists.js';
import { readAgentJson, type JsonFault } from './agent-json.js';

/** Those of the seeds have 4 to 13 KB; what is journalled must not be endless. */
export const MAX_CONTEXT_CHARACTERS = 256 * 1024;

const unknowns = z.array(z.unknown()).optional().catch(undefined);
const record = z.record(z.string(), z.unknown()).optional().catch(undefined);
const text = z.string().optional().catch(undefined);

const context = z.looseObject(
  {
    workflow_id: text,
    task_id: text,
    context_summary: text,
    files_modified: unknowns,
    decisions: unknowns,
    pending_actions: unknowns,
    error_log: unknowns,
    lessons: unknowns,
    lessons_learned: unknowns,
    blockers: unknowns,
    api_contract_assumptions: record,
    test_coverage: record,
    implementation_details: z
      .looseObject({ endpoints: record, schemas: record, test_coverage: record })
      .optional()
      .catch(undefined),
  },
  { error: 'a context must be a JSON object' },
);

/** The context, its texts made harmless; or why it is none. */
export function readContextFile(
  content: string,
  { name, writtenAt }: { readonly name: string; readonly writtenAt: number },
): Result<WorkContext, JsonFault> {
  if (content.length > MAX_CONTEXT_CHARACTERS)
    return fail({ why: 'larger than 256 KB', partial: false });
  const json = readAgentJson(content);
  if (!json.ok) return json;
  const read = context.safeParse(json.value);
  if (!read.success)
    return fail({ why: read.error.issues[0]?.message ?? 'unknown form', partial: false });
  const { data } = read;
  const {
    endpoints = {},
    schemas = {},
    test_coverage: tests = {},
  } = data.implementation_details ?? {};
  const coverage = percent(tests['total'] ?? data.test_coverage?.['total']);
  return ok({
    file: plainText(name, 200),
    task: plainText(data.task_id ?? '', 100),
    workflow: plainText(data.workflow_id ?? '', 200),
    summary: plainText(data.context_summary ?? ''),
    filesModified: texts(data.files_modified),
    decisions: texts(data.decisions),
    pendingActions: texts(data.pending_actions),
    errors: texts(data.error_log),
    ...(coverage === undefined ? {} : { coverage }),
    ...someOf({
      lessons: texts([...(data.lessons ?? []), ...(data.lessons_learned ?? [])]),
      blockers: texts(data.blockers),
    }),
    expects: interfaces(data.api_contract_assumptions ?? {}, {}),
    provides: interfaces(endpoints, schemas),
    writtenAt,
  });
}

function interfaces(
  told: Readonly<Record<string, unknown>>,
  models: Readonly<Record<string, unknown>>,
): readonly Interface[] {
  return Object.entries(told)
    .slice(0, MAX_ITEMS)
    .map(([name, value]) => {
      const about = fieldsOf(value);
      const { request, response } = about;
      return {
        name: plainText(name, 200),
        request: fieldList(request) ?? model(models, about['request_model']),
        response: fieldList(response) ?? model(models, about['response_model']),
        errors: numbers(about['error_codes']),
      };
    });
}

function model(
  models: Readonly<Record<string, unknown>>,
  name: unknown,
): readonly Field[] | null {
  if (typeof name !== 'string' || !Object.hasOwn(models, name)) return null;
  return fieldList(fieldsOf(models[name])['fields'] ?? models[name]);
}

/**
 * `{ id: string, bio?: string }`, `id: UUID, bio: Optional[str]`, or an object with a type
 * for each name. Null for what is no list of fields ("multipart/form-data").
 */
function fieldList(value: unknown): readonly Field[] | null {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const fields = Object.entries(fieldsOf(value)).map(([name, type]) =>
      fieldOf(name, type),
    );
    return fields.every((field) => field !== undefined) ? fields : null;
  }
  if (typeof value !== 'string') return null;
  const inside = value.trim().replace(/^\{(.*)\}$/s, '$1');
  const parts = topLevel(inside)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const fields = parts.map((part) => {
    const at = part.indexOf(':');
    return at < 0 ? undefined : fieldOf(part.slice(0, at), part.slice(at + 1));
  });
  return fields.length > 0 && fields.every((field) => field !== undefined)
    ? fields
    : null;
}

function fieldOf(written: string, type: unknown): Field | undefined {
  const name = written.trim();
  if (!/^["']?[A-Za-z_$][\w$-]*["']?\??$/.test(name)) return undefined;
  const said = typeof type === 'string' ? type : '';
  const optional =
    name.endsWith('?') || /\bOptional\b|\bnullable\b|\bNone\b|\bnull\b/.test(said);
  return { name: name.replaceAll(/["'?]/g, ''), optional };
}

/** Split at the commas that no bracket encloses. */
function topLevel(list: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of list) {
    if ('{[(<'.includes(char)) depth += 1;
    if ('}])>'.includes(char)) depth -= 1;
    if (char === ',' && depth <= 0) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part];
}

/** `87%`, or 87. */
function percent(value: unknown): string | undefined {
  const [, share] = /^(\d{1,3}(?:\.\d+)?)(?:\s*%|$)/.exec(scalar(value)) ?? [];
  return share === undefined || Number(share) > 100 ? undefined : `${share}%`;
}

function numbers(value: unknown): readonly number[] | null {
  if (!Array.isArray(value)) return null;
  const found = value.slice(0, MAX_ITEMS).map((one) => Number(scalar(one) || Number.NaN));
  return found.every((number) => Number.isInteger(number)) ? found : null;
}

/** Empty for an object: one from JSON may have no text of its own. */
function scalar(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}
