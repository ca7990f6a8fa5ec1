/** What a process uses, as Linux tells it under `/proc`; other systems are not supported. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second for programs, on every machine. */
const MILLISECONDS_PER_TICK = 10;
const BYTES_PER_KIBIBYTE = 1024;
/** Places of user and system time behind the closing bracket of the process's name. */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** Processor time of all threads since the start, user and system, in milliseconds. */
export function processorMilliseconds(id: number): number {
  const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * MILLISECONDS_PER_TICK;
}

function megabytes(id: number, name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  const kibibytes = Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  return (kibibytes * BYTES_PER_KIBIBYTE) / 1e6;
}

/** Resident memory now, in MB (10^6 bytes). */
export const residentMegabytes = (id: number): number => megabytes(id, 'VmRSS');

/** Most resident memory it ever had, in MB. */
export const peakMegabytes = (id: number): number => megabytes(id, 'VmHWM');

/** Open files, sockets and the like. */
export const countHandles = (id: number): number => readdirSync(`/proc/${id}/fd`).length;
