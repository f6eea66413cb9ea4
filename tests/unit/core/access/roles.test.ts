import { describe, expect, it } from 'vitest';
import { mayPublish, maySubscribe, PUBLIC, type Role } from '../../../../app/core/access/roles.ts';

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
  it("the host to the clock's wishes only", () => {
    expect(mayPublish(host, 'city/eixample/control/clock/set')).toBe(true);
    expect(mayPublish(host, 'city/eixample/control/clock')).toBe(false);
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
