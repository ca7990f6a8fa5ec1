import { type Connections, createConnections } from '@/lib/server/connections/connections';
import type { ConfiguredServer } from '@/lib/server/connections/connections-config';
import type { Provider } from '@/lib/server/provider/provider';
import { Secret } from '@/lib/server/secret';
import { PLANTED_KEY } from './ask-provider';

type LabFacts = Partial<ConfiguredServer> & Pick<ConfiguredServer, 'baseUrl'>;

/** The connection "Lab" to a server, and others that differ from it in what is said. */
export function connectLab(
  servers: LabFacts | readonly LabFacts[],
  dependencies?: Parameters<typeof createConnections>[1],
): Connections {
  const lab = { id: 'lab', label: 'Lab', apiKey: new Secret(PLANTED_KEY) };
  const configured = [servers].flat().map((facts): ConfiguredServer => ({ ...lab, ...facts }));
  return createConnections({ servers: configured, localPorts: [], secrets: [] }, dependencies);
}

/** Who answers for a connection that is there. */
export function providerOf(connections: Connections, id = 'lab'): Provider {
  const found = connections.provider(id);
  if (!found) throw new Error(`no connection ${id}`);
  return found;
}
