/** Every command, loaded when it is called for: all of them are more than one needs. */
import type { Command, Group } from './command.js';

type Load = () => Promise<Command | Group>;

/** In the order in which help lists them. */
const loads: Readonly<Record<string, Load>> = {
  attach: () => import('./commands/attach.js').then((file) => file.attach),
  up: () => import('./commands/up.js').then((file) => file.up),
  plan: () => import('./commands/plan/plan.js').then((file) => file.plan),
  new: () => import('./commands/new.js').then((file) => file.newWorkstream),
  ls: () => import('./commands/ls.js').then((file) => file.ls),
  status: () => import('./commands/status.js').then((file) => file.status),
  inbox: () => import('./commands/inbox.js').then((file) => file.inbox),
  diff: () => import('./commands/diff.js').then((file) => file.diff),
  explain: () => import('./commands/explain.js').then((file) => file.explain),
  agents: () => import('./commands/agents.js').then((file) => file.agents),
  prompt: () => import('./commands/prompt.js').then((file) => file.prompt),
  approve: () => import('./commands/approve.js').then((file) => file.approve),
  reject: () => import('./commands/reject.js').then((file) => file.reject),
  answer: () => import('./commands/answer.js').then((file) => file.answer),
  check: () => import('./commands/check.js').then((file) => file.check),
  ack: () => import('./commands/ack.js').then((file) => file.ack),
  conflicts: () => import('./commands/conflicts.js').then((file) => file.conflicts),
  merge: () => import('./commands/merge.js').then((file) => file.merge),
  decide: () => import('./commands/decide.js').then((file) => file.decide),
  log: () => import('./commands/log.js').then((file) => file.log),
  rollback: () => import('./commands/rollback.js').then((file) => file.rollback),
  redo: () => import('./commands/redo.js').then((file) => file.redo),
  clean: () => import('./commands/clean.js').then((file) => file.clean),
  trash: () => import('./commands/trash.js').then((file) => file.trash),
  send: () => import('./commands/send.js').then((file) => file.send),
  note: () => import('./commands/note.js').then((file) => file.note),
  notes: () => import('./commands/notes.js').then((file) => file.notes),
  capture: () => import('./commands/capture.js').then((file) => file.capture),
  replay: () => import('./commands/replay.js').then((file) => file.replay),
  stop: () => import('./commands/stop.js').then((file) => file.stop),
  override: () => import('./commands/override.js').then((file) => file.override),
  pause: () => import('./commands/pause.js').then((file) => file.pause),
  resume: () => import('./commands/resume.js').then((file) => file.resume),
  priority: () => import('./commands/priority.js').then((file) => file.priority),
  restart: () => import('./commands/restart.js').then((file) => file.restart),
  handover: () => import('./commands/handover.js').then((file) => file.handover),
  memory: () => import('./commands/memory.js').then((file) => file.memory),
  report: () => import('./commands/report.js').then((file) => file.report),
  hook: () => import('./commands/hook.js').then((file) => file.hook),
  down: () => import('./commands/down.js').then((file) => file.down),
  demo: () => import('./commands/demo.js').then((file) => file.demo),
};

/** The command that a line begins with; where it names none, all of them. */
export async function commandsFor(
  first: string | undefined,
): Promise<readonly (Command | Group)[]> {
  const named = Object.entries(loads).find(([name]) => name === first);
  const wanted = named ? [named] : Object.entries(loads);
  return Promise.all(wanted.map(([, load]) => load()));
}
