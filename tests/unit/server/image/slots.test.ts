import { describe, expect, it } from 'vitest';
import { createSlots } from '@/lib/server/image/slots';

describe('createSlots', () => {
  it('runs so many at a time and the rest in order', async () => {
    const run = createSlots(2);
    const started: number[] = [];
    const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
    const results = gates.map((gate, index) =>
      run(async () => {
        started.push(index);
        await gate.promise;
        return index;
      }),
    );
    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    gates[1]?.resolve();
    expect(await results[1]).toBe(1);
    expect(started).toEqual([0, 1, 2]);
    for (const gate of gates) gate.resolve();
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3]);
  });

  it('frees its slot when a task fails', async () => {
    const run = createSlots(1);
    await expect(run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(run(() => Promise.resolve('next'))).resolves.toBe('next');
  });
});
