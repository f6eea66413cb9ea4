/**
 * The server's options, as data. Plain JavaScript because `npm start` checks them before anything is installed: a wrong
 * option is said at once, not after a build.
 */

const DEFAULTS = {
  port: 8080,
  mqttPort: 1883,
  host: '0.0.0.0',
  speed: 60,
  seed: 20241107,
  start: '2024-11-07T08:00:00Z',
  broker: null,
  pageBroker: null,
  accounts: null,
  state: null,
};

const OPTIONS = [
  { flag: '--port', key: 'port', value: 'PORT', help: 'page, history and MQTT over WebSocket (/mqtt)', read: port },
  { flag: '--mqtt-port', key: 'mqttPort', value: 'PORT', help: 'MQTT over TCP', read: port },
  { flag: '--host', key: 'host', value: 'ADDRESS', help: 'network address to listen on', read: text },
  { flag: '--speed', key: 'speed', value: 'FACTOR', help: 'virtual seconds per second, 1 to 3600', read: speed },
  { flag: '--seed', key: 'seed', value: 'NUMBER', help: 'seed of the simulated city', read: seed },
  { flag: '--start', key: 'start', value: 'TIME', help: 'virtual time of a new run, with its zone', read: time },
  {
    flag: '--broker',
    key: 'broker',
    value: 'URL',
    help: 'publish to this MQTT broker instead of the built-in one',
    read: broker,
  },
  {
    flag: '--page-broker',
    key: 'pageBroker',
    value: 'URL',
    help: 'where pages reach that broker (ws:// or wss://)',
    read: pageBroker,
  },
  { flag: '--accounts', key: 'accounts', value: 'FILE', help: 'JSON list of accounts that may publish', read: text },
  { flag: '--state', key: 'state', value: 'FILE', help: 'where the run is remembered (.maqueta/run.json)', read: text },
];

/** What there is to choose; `command` is what a person types before the options. */
export const helpText = (command = 'npm start --') =>
  [
    `${command} [options]`,
    '',
    ...OPTIONS.map(({ flag, key, value, help }) => {
      const standard = DEFAULTS[key] === null ? '' : ` [${DEFAULTS[key]}]`;
      return `  ${`${flag} ${value}`.padEnd(22)}${help}${standard}`;
    }),
    `  ${'--help'.padEnd(22)}this list`,
  ].join('\n');

/** The options, or one sentence about what is wrong with them. */
export function readOptions(parameters, command = 'npm start --') {
  const options = { ...DEFAULTS };
  const given = [];
  for (let i = 0; i < parameters.length; i++) {
    const [flag, ...rest] = parameters[i].split('=');
    const option = OPTIONS.find((known) => known.flag === flag);
    if (option === undefined) return { problem: `There is no option ${flag}. \`${command} --help\` lists them.` };
    const value = rest.length > 0 ? rest.join('=') : parameters[++i];
    if (value === undefined || value === '' || (rest.length === 0 && value.startsWith('--'))) {
      return { problem: `${flag} needs a value: ${flag} ${option.value}.` };
    }
    const read = option.read(value);
    if (read.problem !== undefined) return { problem: `${flag} ${value}: ${read.problem}.` };
    options[option.key] = read.value;
    given.push(option.key);
  }
  if (options.pageBroker !== null && options.broker === null) {
    return { problem: '--page-broker goes with --broker URL.' };
  }
  if (options.broker !== null && options.pageBroker === null && !/^wss?:/.test(options.broker)) {
    return {
      problem:
        'Pages reach a broker over WebSocket only: give its ws:// or wss:// address with --page-broker URL, beside --broker.',
    };
  }
  if (options.port !== 0 && options.port === options.mqttPort && options.broker === null) {
    return { problem: `--port and --mqtt-port are both ${options.port}; give one of them another number.` };
  }
  return { options, given };
}

/** One sentence, or null where the options are fine. */
export function optionsProblem(parameters) {
  return readOptions(parameters).problem ?? null;
}

function text(value) {
  return { value };
}

function port(value) {
  const number = Number(value);
  return /^\d+$/.test(value) && number <= 65_535
    ? { value: number }
    : { problem: 'a port is a whole number up to 65535' };
}

function speed(value) {
  const number = Number(value);
  return number >= 1 && number <= 3600 ? { value: number } : { problem: 'the speed is a number from 1 to 3600' };
}

function seed(value) {
  const number = Number(value);
  return /^\d+$/.test(value) && number <= 0xffffffff
    ? { value: number }
    : { problem: 'a seed is a whole number up to 4294967295' };
}

function time(value) {
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  return iso && !Number.isNaN(Date.parse(value))
    ? { value }
    : { problem: 'a time looks like 2024-11-07T08:00:00Z, with its zone' };
}

function broker(value) {
  return isAddress(value, /^(mqtts?|wss?):$/)
    ? { value }
    : { problem: 'the address of a broker begins with mqtt://, mqtts://, ws:// or wss://' };
}

function pageBroker(value) {
  return isAddress(value, /^wss?:$/) ? { value } : { problem: 'pages reach a broker by ws:// or wss:// only' };
}

function isAddress(value, protocol) {
  try {
    return protocol.test(new URL(value).protocol);
  } catch {
    return false;
  }
}
