import 'server-only';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Provider } from '../provider/provider';

/** A configured or detected upstream. */
export type Connection = {
  readonly id: string;
  /** Words for it in the page. */
  readonly label: string;
  readonly isDemo: boolean;
  /** Longest base64 text of one picture; `null` where no limit is known. */
  readonly maxImageBase64Characters: number | null;
};

/** A connection with what stands behind it. */
export type ManagedConnection = Connection & {
  readonly provider: Provider;
  /** Its models from a fresh cache or the server. */
  listModels(): Promise<readonly ModelDescriptor[]>;
  /** One of its models; from the cache where it is there, however old. */
  findModel(upstreamModel: string): Promise<ModelDescriptor | null>;
  /** One phrase for the line printed at the start. */
  describe(): string;
};
