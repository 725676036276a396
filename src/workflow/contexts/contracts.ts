/**
 * Whether what one side expects of an interface is what another side provides: that there
 * is one at all, its fields, its error codes. What a side does not tell is not compared.
 */
import type { WorkstreamId } from '../../domain/ids.js';
import type {
  Concern,
  Field,
  Interface,
  WorkContext,
} from '../../domain/work-context.js';

export type Told = { readonly workstream: WorkstreamId; readonly context: WorkContext };

/** Who has not told of his work: whether he still may, or is done with it. */
export type Silent = { readonly id: WorkstreamId; readonly done: boolean };

/** What is missing stays missing once nobody has anything left to tell. */
export function contractConcerns(
  told: readonly Told[],
  silent: readonly Silent[],
): readonly Concern[] {
  const complete = silent.every(({ done }) => done);
  const nobody =
    silent.length === 0 || !complete
      ? 'nobody provides it'
      : `nobody who told of his work provides it; ${silent.map(({ id }) => id).join(', ')} told nothing`;
  const provided = told.flatMap(({ workstream, context }) =>
    context.provides.map((one) => ({ workstream, one, key: keyOf(one.name) })),
  );
  return told.flatMap(({ workstream, context }) =>
    context.expects.map((expected): Concern => {
      const key = keyOf(expected.name);
      const found =
        provided.find((other) => other.key === key && other.workstream !== workstream) ??
        provided.find((other) => other.key === key);
      const about = {
        subject: expected.name,
        kind: 'interface',
        between: [workstream],
      } as const;
      if (!found) {
        const status = complete ? 'missing' : 'pending';
        return { ...about, provider: null, status, text: nobody };
      }
      const differences = differencesOf(expected, found.one);
      return {
        ...about,
        provider: found.workstream,
        status: differences.length === 0 ? 'aligned' : 'differs',
        text: differences.join('; '),
      };
    }),
  );
}

/** `GET /api/profile/:userId`, `get /api/profile/{user_id}/` and `GET /api/profile/[id]` are one. */
function keyOf(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  const path = rest.length === 0 ? first : rest.join(' ');
  const method = rest.length === 0 ? '' : `${first.toUpperCase()} `;
  const plain = path
    .replace(/[?#].*$/, '')
    .replaceAll(/:[\w-]+|\{[^}]*\}|\[[^\]]*\]|<[^>]*>/g, '{}')
    .replace(/\/+$/, '');
  return `${method}${plain.toLowerCase()}`;
}

function differencesOf(expected: Interface, provided: Interface): readonly string[] {
  return [
    ...responseDifferences(expected.response, provided.response),
    ...requestDifferences(expected.request, provided.request),
    ...errorDifferences(expected.errors, provided.errors),
  ];
}

function responseDifferences(
  expected: readonly Field[] | null,
  provided: readonly Field[] | null,
): readonly string[] {
  if (!expected || !provided) return [];
  const has = new Map(provided.map((field) => [field.name, field]));
  const absent = expected.filter(({ name }) => !has.has(name));
  const loose = expected.filter(
    ({ name, optional }) => !optional && has.get(name)?.optional === true,
  );
  return [
    ...about(absent, (names) => `the answer has no ${names}`),
    ...about(loose, (names) => `the answer may lack ${names}`),
  ];
}

function requestDifferences(
  expected: readonly Field[] | null,
  provided: readonly Field[] | null,
): readonly string[] {
  if (!expected || !provided) return [];
  const sent = new Map(expected.map((field) => [field.name, field]));
  const taken = new Set(provided.map(({ name }) => name));
  const needed = provided.filter(
    ({ name, optional }) => !optional && sent.get(name)?.optional !== false,
  );
  const unknown = expected.filter(({ name }) => !taken.has(name));
  return [
    ...about(needed, (names) => `the request needs ${names}`),
    ...about(unknown, (names) => `the request takes no ${names}`),
  ];
}

function errorDifferences(
  expected: readonly number[] | null,
  provided: readonly number[] | null,
): readonly string[] {
  if (!expected || !provided) return [];
  const never = expected.filter((code) => !provided.includes(code));
  const unforeseen = provided.filter((code) => !expected.includes(code));
  return [
    ...(never.length > 0 ? [`it never fails with ${never.join(', ')}`] : []),
    ...(unforeseen.length > 0 ? [`it also fails with ${unforeseen.join(', ')}`] : []),
  ];
}

function about(
  fields: readonly Field[],
  say: (names: string) => string,
): readonly string[] {
  return fields.length === 0 ? [] : [say(fields.map(({ name }) => name).join(', '))];
}
