// Floor 3. The ends of links by name: processes by theirs, brokers by their ids.

/** A process by its name, or a broker by its id. */
export type Endpoint = string | number;

/** As it stands in the trace: `c1`, `broker-2`. */
export function endpointName(endpoint: Endpoint): string {
  return typeof endpoint === 'number' ? `broker-${endpoint}` : endpoint;
}
