import 'server-only';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Destination } from '../egress/fetch-upstream';
import type { Provider } from '../provider/provider';
import type { RequestLine } from '../rate/request-line';

/** A configured or detected upstream. */
export type Connection = {
  readonly id: string;
  /** Words for it in the page. */
  readonly label: string;
  readonly isDemo: boolean;
  /** Longest base64 text of one picture; `null` where no limit is known. */
  readonly maxImageBase64Characters: number | null;
};

/** The server behind a connection, for whoever examines it. */
export type UpstreamEndpoint = Pick<Connection, 'id' | 'label'> & {
  readonly destination: Destination;
  /** Where every chat request with its key waits for its turn; the provider does so by itself. */
  readonly line: RequestLine;
  /** What the line keeps to; `null` for no limit. NVIDIA says nothing of its own. */
  readonly requestsPerMinute: number | null;
  /** The model that was configured. */
  readonly model?: string | undefined;
  /** How it speaks, where that was configured. */
  readonly dialect?: DialectName | undefined;
};

/** A connection with what stands behind it. */
export type ManagedConnection = Connection & {
  /** Absent where there is no server, as for the demo. */
  readonly endpoint?: UpstreamEndpoint | undefined;
  readonly provider: Provider;
  /** Its models from a fresh cache or the server. */
  listModels(): Promise<readonly ModelDescriptor[]>;
  /** One of its models; from the cache where it is there, however old. */
  findModel(upstreamModel: string): Promise<ModelDescriptor | null>;
  /** One phrase for the line printed at the start. */
  describe(): string;
};
