import 'server-only';
import type { Tool } from '../tool';

const DEFINITION = {
  name: 'current_time',
  description:
    'Tells the date, the day of the week and the time, where the person is or in another time zone.',
  parameters: {
    type: 'object',
    properties: {
      time_zone: {
        type: 'string',
        description:
          'IANA name such as "Europe/Paris" or "UTC"; the person’s own where it is left out',
        maxLength: 100,
      },
    },
    additionalProperties: false,
  },
} as const;

const WORDS = {
  dateStyle: 'full',
  timeStyle: 'medium',
  hourCycle: 'h23',
} as const;

/** `null` for a zone that there is not: Intl has no other way to ask. */
function formatIn(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, ...WORDS });
  } catch {
    return null;
  }
}

/** The difference to UTC, such as `GMT+01:00`. */
function offsetOf(now: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' });
  return format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** @param now - Milliseconds since 1970. */
export function createCurrentTime(now: () => number): Tool {
  return {
    key: 'current_time',
    origin: { type: 'built-in' },
    definition: DEFINITION,
    defaultApproval: 'allow',
    isByHand: false,
    async call(input, context) {
      const asked = typeof input.time_zone === 'string' ? input.time_zone.trim() : '';
      if (asked && !formatIn(asked)) {
        const text = `There is no time zone ${asked}. Use an IANA name such as Europe/Paris.`;
        return { text, isError: true };
      }
      const zone = [asked, context.timeZone].find((name) => name && formatIn(name)) ?? 'UTC';
      const time = now();
      return { text: `${formatIn(zone)?.format(time)}, ${zone} (${offsetOf(time, zone)})` };
    },
  };
}
