import { asId, type ModelId } from '@/lib/domain/ids';

/** How the answers of the bench were asked for; nothing here depends on it. */
export const CALL = {
  modelId: asId<ModelId>('bench/model'),
  modelName: 'Model',
  connectionLabel: 'Bench',
  isDemo: false,
  temperature: 0.15,
  maxOutputTokens: 4096,
  omissions: [],
  imageLimit: 10,
};
