import { beforeEach, expect, it, vi } from 'vitest';
import {
  carryNewSettings,
  forgetNewSettings,
  keepNewSettings,
  readNewSettings,
} from '@/lib/client/conversation-settings/new-settings';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';

const CHOSEN = { ...DEFAULT_CONVERSATION_SETTINGS, systemPrompt: 'Be brief.' };
let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  forgetNewSettings();
  return () => vi.unstubAllGlobals();
});

it('is kept by the browser, but for a temporary chat', () => {
  keepNewSettings(true, CHOSEN);
  expect(kept.size).toBe(0);
  expect(readNewSettings(true)).toEqual(CHOSEN);
  expect(readNewSettings(false)).toBeNull();
  keepNewSettings(false, CHOSEN);
  expect(readNewSettings(false)).toEqual(CHOSEN);
  expect([...kept.values()]).toEqual([JSON.stringify(CHOSEN)]);
  forgetNewSettings();
  expect([readNewSettings(true), readNewSettings(false), kept.size]).toEqual([null, null, 0]);
});

it('goes along when a new chat becomes a temporary one, and back', () => {
  keepNewSettings(false, CHOSEN);
  carryNewSettings(true);
  expect([readNewSettings(true), readNewSettings(false)]).toEqual([CHOSEN, null]);
  carryNewSettings(false);
  expect([readNewSettings(true), readNewSettings(false)]).toEqual([null, CHOSEN]);
  const other = { ...CHOSEN, systemPrompt: 'Other' };
  keepNewSettings(true, other);
  carryNewSettings(true);
  expect(readNewSettings(true)).toEqual(other);
});

it('is nothing where the browser keeps nothing, or something else', () => {
  keepNewSettings(false, CHOSEN);
  for (const key of kept.keys()) kept.set(key, '{"contextStrategy":"unheard of"}');
  expect(readNewSettings(false)).toBeNull();
  for (const key of kept.keys()) kept.set(key, '{');
  expect(readNewSettings(false)).toBeNull();
  vi.stubGlobal('localStorage', undefined);
  keepNewSettings(false, CHOSEN);
  expect(readNewSettings(false)).toBeNull();
});
