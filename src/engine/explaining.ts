/**
 * Says why a workstream is shown in its state: what its process, its hook, its title and
 * its screen say at the moment, and which of them counts.
 */
import { byScreen, byTitle, type Reading } from '../agents/agent-state.js';
import { plainText } from '../base/plain-text.js';
import { ok, type Result } from '../base/result.js';
import type { AgentDoing, Explanation, Rung } from '../domain/explanation.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { WorkstreamStatus } from '../domain/status.js';
import type { AgentSpec } from '../formats/agent-file.js';
import type { Refusal } from '../protocol/envelope.js';
import { usage } from '../protocol/refusal.js';
import type { Seen } from '../workflow/work.js';
import { agentOf } from './agent-of.js';
import type { EngineContext } from './context.js';
import type { Sight } from './observing.js';
import { factsOf } from './plan-facts.js';
import type { ScreenText } from './screens.js';

type Watched = { readonly sight: (id: WorkstreamId) => Sight | undefined };

export function explain(
  context: EngineContext,
  watched: Watched,
  id: WorkstreamId,
): Result<Explanation, Refusal> {
  const status = context.status().workstreams.find((workstream) => workstream.id === id);
  const facts = factsOf(context.plan.state, id);
  if (!status || !facts)
    return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  const agent = agentOf(context, facts.workstream);
  const known: Known = {
    status,
    spec: agent.ok ? agent.value.spec : undefined,
    session: facts.lastSession && context.sessions.get(facts.lastSession),
    seen: facts.seen,
    sight: watched.sight(id),
    shown: facts.session && context.screens.text(facts.session),
  };
  const { state, source, since, waitsFor } = status;
  return ok({
    workstream: id,
    agent: status.agent,
    state,
    source,
    since,
    waitsFor,
    doing: doingOf(known),
    rungs: rungsOf(known),
  });
}

/** All that is known of it at this moment. */
type Known = {
  readonly status: WorkstreamStatus;
  readonly spec: AgentSpec | undefined;
  readonly session: Session | undefined;
  readonly seen: Seen | undefined;
  readonly sight: Sight | undefined;
  readonly shown: ScreenText | undefined;
};

const finished: ReadonlySet<WorkstreamStatus['state']> = new Set([
  'done',
  'landed',
  'rolled_back',
]);

function doingOf({ status, session, seen, sight }: Known): AgentDoing {
  if (finished.has(status.state)) return 'done';
  if (status.state === 'starting') return 'starting';
  if (session?.status.type !== 'running' || !seen) return 'exited';
  const nothingSaid = sight === undefined && seen.doing === 'unknown';
  return nothingSaid ? 'starting' : seen.doing;
}

function rungsOf(known: Known): readonly Rung[] {
  return [...signalRung(known), processRung(known), ...agentRungs(known)];
}

function signalRung({ status: { signal } }: Known): readonly Rung[] {
  if (!signal) return [];
  const { file, status, notes } = signal;
  const lines = notes === '' ? [] : [notes];
  return [{ source: 'signal', says: status, why: file, at: null, lines }];
}

function processRung({ session }: Known): Rung {
  const source = 'process';
  if (!session)
    return { source, says: null, why: 'no program runs', at: null, lines: [] };
  const { status, pid } = session;
  if (status.type === 'running')
    return { source, says: 'runs', why: `process ${pid}`, at: null, lines: [] };
  const { code, signal } = status;
  const why = code === null || code === undefined ? `by ${signal}` : `with ${code}`;
  return { source, says: 'exited', why, at: null, lines: [] };
}

function agentRungs(known: Known): readonly Rung[] {
  const { spec, shown, sight } = known;
  if (!spec || !shown) return [hookRung(known)];
  const title = byTitle(spec, shown);
  const screen = byScreen(spec, shown);
  const since = sight?.read?.since ?? null;
  return [
    hookRung(known),
    titleRung(title, shown, since),
    // What it says while a title rule fits, nobody has kept the time of.
    screenRung(screen, shown, title ? null : since),
  ];
}

function hookRung({ spec, sight }: Known): Rung {
  const source = 'hook';
  const told = sight?.told ?? sight?.overruled;
  if (!told) {
    const why = spec?.hooks ? 'no event came' : 'its file has no hooks, and nothing came';
    return { source, says: null, why, at: null, lines: [] };
  }
  const { doing, detail, evidence, at } = told;
  const why = sight?.told
    ? evidence
    : `${evidence}, overruled by what its title or screen shows`;
  return { source, says: doing, why, at, lines: detail === '' ? [] : [detail] };
}

function titleRung(
  read: Reading | undefined,
  { title }: ScreenText,
  since: number | null,
): Rung {
  return {
    source: 'title',
    says: read?.doing ?? null,
    why: read?.rule ?? 'no rule fits it',
    at: read ? since : null,
    lines: title === '' ? [] : [plainText(title, 200)],
  };
}

/** Of a screen that no rule fits: what a rule would look at. */
const MAX_LINES = 12;

function screenRung(
  read: Reading | undefined,
  { lines, quiet }: ScreenText,
  since: number | null,
): Rung {
  const seen = read?.lines ?? lines.filter((line) => line.trim() !== '');
  const why = quiet ? 'no rule fits it' : 'no rule fits it while it is written to';
  return {
    source: 'screen',
    says: read?.doing ?? null,
    why: read?.rule ?? why,
    at: read ? since : null,
    lines: seen.slice(-MAX_LINES).map((line) => plainText(line.trimEnd(), 200)),
  };
}
