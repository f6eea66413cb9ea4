import { describe, expect, it } from 'vitest';
import { mayPublish, mayReceive, maySubscribe, PUBLIC, type Role } from '../../../../app/core/access/roles.ts';

const city = 'eixample';
const device: Role = { type: 'device', city, device: 'air-007' };
const simulator: Role = { type: 'simulator', city };
const host: Role = { type: 'host', city };
const obs = 'city/eixample/air/lowcost/air-007/obs';

describe('who may publish', () => {
  it('nobody without a name', () => {
    expect(mayPublish(PUBLIC, obs)).toBe(false);
    expect(mayPublish(PUBLIC, 'city/eixample/control/clock/set')).toBe(false);
  });
  it('a device to its own topics only', () => {
    expect(mayPublish(device, obs)).toBe(true);
    expect(mayPublish(device, 'city/eixample/air/lowcost/air-007/status')).toBe(true);
    expect(mayPublish(device, 'city/eixample/air/lowcost/air-008/obs')).toBe(false);
    expect(mayPublish(device, 'city/elsewhere/air/lowcost/air-007/obs')).toBe(false);
    expect(mayPublish(device, 'city/eixample/control/clock')).toBe(false);
  });
  it("the simulator to devices and the clock of its city, not to the host's wishes", () => {
    expect(mayPublish(simulator, obs)).toBe(true);
    expect(mayPublish(simulator, 'city/eixample/control/clock')).toBe(true);
    expect(mayPublish(simulator, 'city/eixample/control/clock/set')).toBe(false);
    expect(mayPublish(simulator, 'city/elsewhere/control/clock')).toBe(false);
  });
  it('the host to the wishes for clock and faults only', () => {
    expect(mayPublish(host, 'city/eixample/control/clock/set')).toBe(true);
    expect(mayPublish(host, 'city/eixample/control/faults/set')).toBe(true);
    expect(mayPublish(host, 'city/elsewhere/control/faults/set')).toBe(false);
    expect(mayPublish(host, 'city/eixample/control/clock')).toBe(false);
    expect(mayPublish(host, 'city/eixample/control/faults')).toBe(false);
    expect(mayPublish(host, obs)).toBe(false);
  });
  it('an admin to whatever follows the grammar', () => {
    expect(mayPublish({ type: 'admin' }, obs)).toBe(true);
    expect(mayPublish({ type: 'admin' }, '$SYS/x')).toBe(false);
    expect(mayPublish({ type: 'admin' }, 'city/eixample/+/lowcost/air-007/obs')).toBe(false);
  });
});

describe('who may subscribe', () => {
  it.each(['city/#', 'city/eixample/#', 'city/+/air/+/+/obs', obs, 'city/eixample/control/clock'])(
    'anyone to %s',
    (filter) => {
      expect(maySubscribe(PUBLIC, filter)).toBe(true);
    },
  );
  it.each(['#', '+/eixample/#', '$SYS/#', '$share/group/city/#', 'city', 'city/ei#', 'city/#/air', 'city/a+/air', ''])(
    'nobody to "%s"',
    (filter) => {
      expect(maySubscribe(PUBLIC, filter)).toBe(false);
      expect(maySubscribe({ type: 'admin' }, filter)).toBe(false);
    },
  );
});

describe('who may hear', () => {
  const faults = ['city/eixample/control/faults', 'city/eixample/control/faults/set'];
  it.each(faults)('of %s: the host and the admin, whatever the filter', (topic) => {
    const roles: readonly Role[] = [PUBLIC, device, simulator, { type: 'host', city: 'elsewhere' }];
    for (const role of roles) expect([mayReceive(role, topic), maySubscribe(role, topic)]).toEqual([false, false]);
    for (const role of [host, { type: 'admin' } as const]) {
      expect([mayReceive(role, topic), maySubscribe(role, topic)]).toEqual([true, true]);
    }
  });
  it.each([obs, 'city/eixample/control/clock', 'city/eixample/air/lowcost/faults/obs'])('of %s: anyone', (topic) => {
    expect(mayReceive(PUBLIC, topic)).toBe(true);
  });
});
