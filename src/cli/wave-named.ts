import type { Status, WaveStatus } from '../domain/status.js';
import { Complaint } from './complaint.js';

/** The wave of that id. Throws a `Complaint` that names those there are. */
export function waveNamed({ waves }: Status, id: string): WaveStatus {
  const found = waves.find((wave) => wave.id === id);
  if (found) return found;
  const known = waves.map((wave) => wave.id).join(', ') || 'none';
  throw new Complaint(`there is no wave "${id}"; the plan's waves: ${known}`, 2);
}
