import { isTopicLevel } from './topics.ts';

/** What a retained `meta` message says of a device. */
export interface DeviceMeta {
  readonly device: string;
  readonly domain: string;
  readonly kind: string;
  /** UCUM unit by property. */
  readonly units: ReadonlyMap<string, string>;
  readonly cadenceSeconds: number | null;
}

/** Which devices may speak, learned from their retained meta messages and from the sensors layer. */
export class DeviceDirectory {
  private readonly known = new Map<string, DeviceMeta | null>();
  private readonly limit: number;

  /** `limit` bounds memory against a broker that announces devices without end. */
  constructor(limit = 20_000) {
    this.limit = limit;
  }

  get size(): number {
    return this.known.size;
  }

  has(device: string): boolean {
    return this.known.has(device);
  }

  unitOf(device: string, property: string): string | null {
    return this.known.get(device)?.units.get(property) ?? null;
  }

  learn(meta: DeviceMeta): void {
    if (this.known.size < this.limit || this.known.has(meta.device)) this.known.set(meta.device, meta);
  }

  /** Sensors of the place's own dataset are known before they say anything. */
  addSensors(sensorIds: readonly string[]): void {
    for (const id of sensorIds) {
      if (isTopicLevel(id) && !this.known.has(id) && this.known.size < this.limit) this.known.set(id, null);
    }
  }
}
