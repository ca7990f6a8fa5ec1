/** Facts of a connection that an operator writes down. */
export type SettingField = 'baseUrl' | 'apiKey' | 'model';

const VARIABLES: Readonly<Record<SettingField, string>> = {
  baseUrl: 'UPSTREAM_BASE_URL',
  apiKey: 'UPSTREAM_API_KEY',
  model: 'UPSTREAM_MODEL',
};

/**
 * A setting as it is written down for a connection: a variable, or a field of its entry in
 * `CONNECTIONS_FILE`. A server found on this machine is set up as `UPSTREAM_…`.
 *
 * @param value - What to write; for a key only a place holder.
 */
export function writeSetting(connectionId: string, field: SettingField, value: string): string {
  if (connectionId === 'nvidia') return field === 'apiKey' ? `NVIDIA_API_KEY=${value}` : value;
  if (connectionId === 'upstream' || connectionId.startsWith('local-')) {
    return `${VARIABLES[field]}=${value}`;
  }
  if (field === 'apiKey') return '"apiKeyVariable": "…"';
  return `"${field}": ${JSON.stringify(value)}`;
}
