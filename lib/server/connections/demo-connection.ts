import 'server-only';
import { asId, type ModelId } from '@/lib/domain/ids';
import type { ModelDescriptor } from '@/lib/domain/model';
import { createDemoProvider } from '../provider/demo/demo-provider';
import type { ManagedConnection } from './connection';

export const DEMO_CONNECTION_ID = 'demo';
const LABEL = 'Demo';

/** Limits of Ministral 3, so that everything can be tried as with the model. */
const DEMO_MODEL: ModelDescriptor = {
  id: asId<ModelId>('demo/script'),
  connectionId: DEMO_CONNECTION_ID,
  connectionLabel: LABEL,
  upstreamModel: 'script',
  name: 'Demo script (no model)',
  contextWindow: 262_144,
  acceptsImages: true,
  maxImagesPerPrompt: 10,
  supportsTools: true,
  supportsReasoning: false,
  defaultTemperature: 0.15,
  isDemo: true,
  destination: 'demo',
};

/** The connection that is there when no other is. */
export function createDemoConnection(): ManagedConnection {
  const models = [DEMO_MODEL];
  return {
    id: DEMO_CONNECTION_ID,
    label: LABEL,
    isDemo: true,
    maxImageBase64Characters: null,
    provider: createDemoProvider({ models }),
    listModels: () => Promise.resolve(models),
    findModel: (upstreamModel) =>
      Promise.resolve(models.find((model) => model.upstreamModel === upstreamModel) ?? null),
    describe: () =>
      'the built-in demo (no model): set NVIDIA_API_KEY or UPSTREAM_BASE_URL to connect one',
  };
}
