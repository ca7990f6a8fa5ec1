import { beforeEach, expect, test, vi } from 'vitest';
import {
  forgetAllSchemaDrafts,
  forgetSchemaDraft,
  keepSchemaDraft,
  moveNewSchemaDraftTo,
  readSchemaDraft,
  schemaPlaceOf,
} from '@/lib/client/structured/schema-draft';
import { toTemporaryId } from '@/lib/domain/temporary-id';
import { fakeSessionStorage } from '../../../support/fake-session-storage';

const ID = '3f0a1c52-77aa-4c57-9d0e-0f6a4d1f2b11';
const TEMPORARY_ID = toTemporaryId(ID);
const TYPED = { name: 'answer', text: '{', isAside: false };

let kept: () => string[];
beforeEach(() => {
  kept = fakeSessionStorage();
  forgetAllSchemaDrafts();
  return () => vi.unstubAllGlobals();
});

test('what is typed in a temporary chat is kept by the page alone, also once it has its id', () => {
  keepSchemaDraft(schemaPlaceOf(null, true), TYPED);
  expect(readSchemaDraft(schemaPlaceOf(null, true))).toEqual(TYPED);
  expect(readSchemaDraft(schemaPlaceOf(null, false))).toBeNull();
  moveNewSchemaDraftTo(TEMPORARY_ID);
  expect(readSchemaDraft(schemaPlaceOf(TEMPORARY_ID, true))).toEqual(TYPED);
  expect(readSchemaDraft(schemaPlaceOf(null, true))).toBeNull();
  expect(kept()).toEqual([]);
});

test('a conversation that is stored takes along what was typed before, also where no editor is open', () => {
  keepSchemaDraft(schemaPlaceOf(null, false), TYPED);
  moveNewSchemaDraftTo(ID);
  expect(readSchemaDraft(schemaPlaceOf(null, false))).toBeNull();
  expect(readSchemaDraft(schemaPlaceOf(ID, false))).toEqual(TYPED);
  expect(kept()).toEqual([`tenlens.schema-draft.${ID}`]);
});

test('nothing that was typed stays when the person leaves; what others keep does', () => {
  sessionStorage.setItem('another', 'thing');
  keepSchemaDraft(schemaPlaceOf(null, false), TYPED);
  keepSchemaDraft(schemaPlaceOf(null, true), TYPED);
  // Kept by the page before a reload.
  sessionStorage.setItem(`tenlens.schema-draft.${ID}`, JSON.stringify(TYPED));
  forgetAllSchemaDrafts();
  expect(kept()).toEqual(['another']);
  for (const isTemporary of [false, true])
    expect(readSchemaDraft(schemaPlaceOf(null, isTemporary))).toBeNull();
  expect(readSchemaDraft(schemaPlaceOf(ID, false))).toBeNull();
});

test('a deleted conversation takes its own along', () => {
  keepSchemaDraft(schemaPlaceOf(ID, false), TYPED);
  keepSchemaDraft(schemaPlaceOf(null, false), TYPED);
  forgetSchemaDraft(ID);
  expect(kept()).toEqual(['tenlens.schema-draft.new']);
});

test('where a browser keeps nothing it lives as long as the page', () => {
  vi.stubGlobal('sessionStorage', undefined);
  keepSchemaDraft(schemaPlaceOf(ID, false), TYPED);
  expect(readSchemaDraft(schemaPlaceOf(ID, false))).toEqual(TYPED);
});
