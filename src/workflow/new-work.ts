import type { Timestamp } from '../domain/time.js';
import type { Made } from './event.js';
import type { Work } from './work.js';

/** What is known of a workstream before anything happened. */
export function newWork(at: Timestamp, made: Made | undefined): Work {
  return {
    life: { phase: 'queued' },
    since: at,
    made,
    ports: undefined,
    setUp: undefined,
    handed: undefined,
    agent: undefined,
    lastSession: undefined,
    conversation: undefined,
    conversationName: undefined,
    progress: undefined,
    blockers: [],
    signal: undefined,
    doubts: [],
    context: undefined,
    usage: undefined,
    checks: undefined,
    firstStart: undefined,
    lastSign: undefined,
    snapshot: undefined,
    conflictSince: undefined,
    conflictWith: [],
    worked: 0,
    unmet: 0,
    down: 0,
    leftOut: false,
    hold: undefined,
    nudge: false,
    permissions: 0,
    turn: undefined,
  };
}
