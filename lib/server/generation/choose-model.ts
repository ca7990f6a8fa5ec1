import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ModelId } from '@/lib/domain/ids';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Connections } from '../connections/connections';

const LIST_LIMIT_MS = 5_000;

/**
 * The model that is wanted; the first one offered where none is.
 *
 * @throws AppError `model-unknown`; of a server whose models are not known, why it cannot be asked.
 */
export async function chooseModel(
  connections: Connections,
  wanted: ModelId | undefined,
): Promise<ModelDescriptor> {
  if (wanted) {
    const model = await connections.findModel(wanted);
    if (!model) throw new AppError('model-unknown');
    return model;
  }
  const signal = AbortSignal.timeout(LIST_LIMIT_MS);
  const { models, unreachable } = await connections.listModels(signal);
  const [first] = models;
  if (first) return first;
  const [silent] = unreachable;
  if (!silent) throw new AppError('model-unknown');
  throw new AppError(silent.code, { connection: silent.connectionLabel });
}
