import 'client-only';
import type { Preset } from '@/lib/domain/preset/preset';
import { fileStemOf } from '@/lib/domain/transfer/export-file-name';
import { writePresetFile } from '@/lib/protocol/preset-file';
import { saveFile } from '../structured/save-file';

const ALL = 'tenlens-presets';

/** Has the browser save presets as a file, named after the one that is in it. */
export function savePresets(presets: readonly Preset[]): void {
  const [first] = presets;
  const stem = first && presets.length === 1 ? fileStemOf(first.name, ALL) : ALL;
  saveFile(`${stem}.json`, 'application/json', writePresetFile(presets));
}
