/**
 * Every text a person sees, in English. Another language is another file with the same keys. `{{…}}` are values; `_one`
 * and `_other` are the plural forms of a text with a `count`.
 */
import { enBrush } from './en-brush.ts';
import { enCatalogue } from './en-catalogue.ts';
import { enCompare } from './en-compare.ts';
import { enData } from './en-data.ts';
import { enDescribe } from './en-describe.ts';
import { enDraw } from './en-draw.ts';
import { enEdits } from './en-edits.ts';
import { enFaults } from './en-faults.ts';
import { enFit } from './en-fit.ts';
import { enFunctions } from './en-functions.ts';
import { enGuides } from './en-guides.ts';
import { enImport } from './en-import.ts';
import { enJoin } from './en-join.ts';
import { enLabels } from './en-labels.ts';
import { enLanguage } from './en-language.ts';
import { enLearn } from './en-learn.ts';
import { enModel } from './en-model.ts';
import { enOwnCity } from './en-own-city.ts';
import { enOwnStreets } from './en-own-streets.ts';
import { enPlace } from './en-place.ts';
import { enProject } from './en-project.ts';
import { enQuery } from './en-query.ts';
import { enRanges } from './en-ranges.ts';
import { enRecovery } from './en-recovery.ts';
import { enRegisters } from './en-registers.ts';
import { enRemote } from './en-remote.ts';
import { enScene } from './en-scene.ts';
import { enSketch } from './en-sketch.ts';
import { enStorage } from './en-storage.ts';
import { enStyle } from './en-style.ts';
import { enTable } from './en-table.ts';
import { enTour } from './en-tour.ts';

export const en = {
  ...enBrush,
  ...enCatalogue,
  ...enCompare,
  ...enData,
  ...enDescribe,
  ...enDraw,
  ...enEdits,
  ...enFaults,
  ...enModel,
  ...enPlace,
  ...enFit,
  ...enFunctions,
  ...enImport,
  ...enGuides,
  ...enJoin,
  ...enLabels,
  ...enLanguage,
  ...enLearn,
  ...enOwnCity,
  ...enOwnStreets,
  ...enProject,
  ...enQuery,
  ...enSketch,
  ...enStorage,
  ...enStyle,
  ...enTable,
  ...enTour,
  ...enRegisters,
  ...enRemote,
  ...enScene,
  ...enRanges,
  ...enRecovery,

  'app.name': 'Maqueta',
  'common.close': 'Close',
  'common.content': '{{title}}: content',
  'common.detail': 'Details',
  'common.failed': 'This part of the page failed. The rest goes on; the problem report in the help says more.',
  'common.retry': 'Show it again',
  'common.loading': 'loading…',
  'common.undo': 'Undo',
  'common.yes': 'yes',
  'common.no': 'no',

  'form.label': 'Form of the twin',
  'form.3d': '3D',
  'form.3d.question': 'What is there?',
  'form.layers': 'Layers',
  'form.layers.question': 'What coincides here?',

  'rail.label': 'Places',
  'rail.data': 'Data',
  'rail.stream': 'Stream',
  'rail.query': 'Query',

  'theme.label': 'Theme and motion',
  'theme.colours': 'Theme',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'theme.system': 'As the system',
  'presenter.on': 'Presenter mode: larger for the room',
  'presenter.off': 'Leave presenter mode',
  'lamp.rate': '{{rate}} msg/s',

  'start.title': 'A city district, alive on your table',
  'start.text':
    'A scale model of buildings and streets, fed by 200 and more sensors, and a database to ask it anything.',
  'start.forms': 'Show the three forms',
  'start.forms.text': 'A tour: one decision, asked in 3D, in layers of data and of a model',
  'start.city': 'Try my city’s data',
  'start.city.text': 'Drop a file: hear what is right and wrong with it, see it on the map',
  'start.sql': 'Ask in SQL',
  'start.sql.text': 'Ask the live tables, see the answer on the map',
  'start.note': 'Nothing is locked afterwards: everything stays one click away.',
  'start.note.synthetic': 'The district and its sensors are synthetic: made for teaching, no place’s real data.',

  'help.label': 'Help',
  'help.title': 'Help',
  'help.about':
    'The model is the page; sheets lie on it. What you pick on the map opens on the right. The bar at the bottom is the city’s own time: move its strip to see the past.',
  'help.mouse': 'Moving about',
  'help.mouse.move.keys': 'Drag',
  'help.mouse.move': 'Move over the ground; one finger on a touch screen',
  'help.mouse.turn.keys': 'Ctrl and drag',
  'help.mouse.turn': 'Turn and tilt; or drag with the right button, or two fingers',
  'help.mouse.zoom.keys': 'Wheel',
  'help.mouse.zoom': 'Closer and further; pinch on a touch screen',
  'help.mouse.pick.keys': 'Click',
  'help.mouse.pick': 'Pick a building, a street or a sensor',
  'help.keyboard': 'Keyboard',
  'help.problem': 'Something is wrong?',
  'help.problem.about':
    'The problem report holds versions, settings, figures and the last errors. It holds no personal data and no query texts, and goes nowhere by itself.',
  'help.problem.export': 'Export problem report',
  'help.version': 'Version {{version}}',
  'shortcut.form': 'Form: 3D, Layers, Model',
  'shortcut.place': 'Data, Stream, What if, Query, Learn',
  'shortcut.play': 'Play or pause the city’s clock',
  'shortcut.shadows': 'Shadows on or off',
  'shortcut.presenter': 'Presenter mode',
  'shortcut.map-move': 'Map: move (with Shift further)',
  'shortcut.map-zoom': 'Map: closer, further',
  'shortcut.map-turn': 'Map: turn left, right',
  'shortcut.map-tilt': 'Map: tilt',
  'shortcut.map-home': 'Map: to the north, the whole district',
  'shortcut.close': 'Put back what was picked',
  'shortcut.undo': 'Undo',
  'shortcut.redo': 'Do again what was undone',
  'shortcut.run': 'Run the query',

  'clock.label': 'City clock',
  'clock.play': 'Let the clock run',
  'clock.pause': 'Stop the clock',
  'clock.speed': 'Speed of the clock',
  'clock.jump': 'Jump to another time',
  'clock.jump.to': 'Day and time (UTC)',
  'clock.jump.note': 'A jump begins a new run for everyone who sees this city, with the 24 hours before it.',
  'clock.utc': '{{time}} UTC',
  'clock.past': 'past',
  'clock.now': 'now',
  'clock.back': 'Back to now',
  'clock.scrub': 'Moment shown, within the last 24 hours',
  'clock.shadows': 'Shadows',
  'clock.told': 'set on the host page',
  'clock.told.speed': 'Runs at ×{{speed}}',
  'clock.told.paused': 'Stands still',
  'clock.throttled': 'slowed',
  'clock.throttled.long':
    'The clock runs slower than asked: at full speed more messages would come than this page can take.',
  'speed.real': 'real time',
  'speed.seconds': '{{count}} s a second',
  'speed.minutes': '{{count}} min a second',
  'speed.hour': '1 h a second',

  'map.label': 'Map',
  'map.waiting': 'Setting up the model…',
  'map.drawn-by': 'drawn with CesiumJS',
  'opening.label': 'Loading the district',
  'opening.layers': 'District: {{done}} of {{all}} layers',
  'opening.database': 'database: {{loaded}} loaded',
  'map.nearer': 'Closer',
  'map.further': 'Further away',
  'map.home': 'The whole district',
  'map.no-webgl2':
    'This browser cannot draw the model: it needs WebGL 2. A current Chrome, Edge, Firefox or Safari with graphics acceleration shows it. Tables, stream and queries work without it.',
  'map.renderer-failed':
    'The drawing of the model has stopped. Reload the page; if it stops again, export a problem report from the help. Tables, stream and queries still work.',
  'map.north': 'Turn the view to the north',
  'map.scale': 'Scale: {{length}}',
  'map.scale.note': 'Holds for the middle of the view',
  'map.coordinates': 'E {{easting}} · N {{northing}}',
  'map.coordinates.note': 'Metres in ETRS89 / UTM zone 31N (EPSG:25831)',

  'status.connecting': 'Connecting',
  'status.connecting.long': 'Connecting to the stream.',
  'status.catching-up': 'Catching up',
  'status.catching-up.long_one': 'Fetching the last 24 hours: {{received}} message so far.',
  'status.catching-up.long_other': 'Fetching the last 24 hours: {{received}} messages so far.',
  'status.live': 'Live',
  'status.live.long': 'Messages arrive as they are sent.',
  'status.live.without-history':
    'Messages arrive as they are sent. Earlier ones could not be fetched from the server, so charts may have a gap.',
  'status.reconnecting': 'Reconnecting',
  'status.reconnecting.long':
    'The connection is lost. Attempt {{attempt}} in {{seconds}} s. What is missed will be fetched.',
  'status.reconnecting.now':
    'The connection is lost. Attempt {{attempt}} is under way. What is missed will be fetched.',
  'status.stopped': 'Stopped',
  'status.stopped.long': 'The stream was stopped. Reload the page to start it again.',
  'status.failed': 'No stream',
  'status.failed.long':
    'The stream cannot be reached. Check that the server runs, then reload the page. The map and the tables stay usable.',
  'status.failed.storage':
    'The database has not stored what arrives for too long, so the connection was closed. It opens again, and what was missed is fetched, as soon as there is room.',
  'status.why': 'The connection says: {{detail}}',
  'carrier.mqtt': 'MQTT',
  'carrier.embedded': 'City in this page',

  'stream.title': 'Stream',
  'stream.ingest-problem': 'The database does not store what arrives.',
  'stream.ingest-problem.help_one':
    '{{waiting}} message waits; attempts in a row that failed: {{failures}}. Tables of your own that you drop make room.',
  'stream.ingest-problem.help_other':
    '{{waiting}} messages wait; attempts in a row that failed: {{failures}}. Tables of your own that you drop make room.',
  'path.title': 'The path of a message',
  'path.collection': 'Collection',
  'path.collection.what': 'sensors publish',
  'path.collection.figure_one': '{{received}} message',
  'path.collection.figure_other': '{{received}} messages',
  'path.collection.more_one': '{{count}} device · {{bytes}}',
  'path.collection.more_other': '{{count}} devices · {{bytes}}',
  'path.access': 'Access',
  'path.access.what': 'checked: topic, shape, unit, time',
  'path.access.figure': '{{accepted}} let in',
  'path.access.more': '{{rejected}} turned away',
  'path.storage': 'Storage',
  'path.storage.what': 'written to the database',
  'path.storage.figure': '{{stored}} observations',
  'path.storage.more_one': '{{batches}} batch',
  'path.storage.more_other': '{{batches}} batches',
  'path.processing': 'Processing',
  'path.processing.what': 'queries colour the model',
  'path.processing.figure_one': '{{count}} live query',
  'path.processing.figure_other': '{{count}} live queries',
  'path.processing.more': '{{lag}} after arrival',
  'path.processing.waiting': 'waiting for data',
  'figure.rate': 'Rate',
  'figure.rate.unit': 'messages/s',
  'figure.lag': 'Lag',
  'figure.lag.median': 'median',
  'figure.lag.p95': '95th percentile',
  'figure.rejected': 'Rejected',
  'figure.note': 'Rate over the last five seconds; lag from arrival to queryable over the last minute',
  'memory.title': 'Memory',
  'memory.database': 'Database',
  'memory.database.of': '{{used}} of {{limit}}',
  'memory.graphics': 'Shapes in the graphics memory',
  'memory.unknown': 'not told yet',
  'rejected.title': 'Rejected messages',
  'rejected.none': 'None so far. What cannot be read would be kept here with the reason.',
  'rejected.empty': '(empty)',
  'rejected.newest': 'Newest rejected messages',
  'rejected.query': 'Query all of them',
  'reason.too-large': 'Too large',
  'reason.not-utf8': 'Not text',
  'reason.not-json': 'Not JSON',
  'reason.unknown-topic': 'Unknown topic',
  'reason.unknown-dialect': 'Unknown dialect',
  'reason.unknown-device': 'Unknown device',
  'reason.wrong-type': 'Wrong type',
  'reason.missing-field': 'Field missing',
  'reason.unknown-unit': 'Unknown unit',
  'reason.bad-time': 'Time unreadable',
  'reason.far-future': 'Far in the future',
  'reason.not-allowed': 'Not allowed',
  'reason.not-storable': 'Could not be stored',
  'devices.title': 'Last message per device',
  'devices.search': 'Find a device, kind or property',
  'devices.none': 'No device has spoken yet.',
  'devices.none-found': 'No device matches “{{search}}”.',
  'devices.failed': 'The devices could not be read from the database. The list tries again with the next message.',
  'devices.silent': 'not heard yet',
  'devices.unknown': 'not in the catalogue',

  'flag.1': 'good',
  'flag.1.long': 'Passed all quality tests (flag 1)',
  'flag.2': 'not evaluated',
  'flag.2.long': 'No quality test applied (flag 2)',
  'flag.3': 'suspect',
  'flag.3.long': 'A quality test doubts this value (flag 3)',
  'flag.4': 'failed',
  'flag.4.long': 'A quality test rules this value out (flag 4)',
  'flag.9': 'missing',
  'flag.9.long': 'The sensor reported no value (flag 9)',

  'notice.database-failed':
    'The database could not be started, so tables, queries and live colours are missing. Reload the page; a browser of the last two years is needed.',
  'notice.database-restarted':
    'The database did not answer any more, so it was started again. The app’s tables are being filled again; tables of your own come back as far as they had been saved.',
  'notice.stream-failed': 'The part of the page that reads the stream has stopped. Reload the page to start it again.',
  'notice.layer-failed': 'The layer {{layer}} could not be loaded. The others are here; reload the page to try again.',
  'notice.layers-failed':
    'The district could not be loaded. Check that the server is still running, then reload the page.',
  'notice.clock-refused': 'The clock was not changed: only the host page may set it.',
  'notice.report-saved': 'The problem report was saved with your downloads.',
  'notice.live-ended': 'The query no longer runs by itself: its last run failed.',
  'notice.export-no-place':
    'GeoJSON needs a place: add a column geom, or the columns lon and lat (centroid_lon and centroid_lat also work), then run the query again.',
  'notice.map-no-rows': 'The result has no rows, so there is nothing to show on the map.',
  'notice.map-no-place':
    'The map needs to know where a row belongs: select feature_id or sensor_id to colour a layer, or lon and lat, or geom, to make a new one.',
  'notice.map-unknown-ids': 'No layer knows the values of {{column}}. Select feature_id from one of the layer tables.',
  'notice.map-recoloured': '“{{layer}}” is now coloured by the result.',
  'notice.map-derived': 'The result is a layer of its own: {{table}}. It is also a table to query.',
  'notice.map-derived-cut': 'The first {{count}} rows are a layer of their own: {{table}}.',
  'notice.map-failed': 'The result could not be put on the map.',
  'notice.undone': 'Undone: {{label}}.',
  'notice.nothing-to-undo': 'There is nothing to undo.',

  'change.form': 'form of the twin',
  'change.compare': 'comparison',
  'change.layer-shown': 'layer shown',
  'change.layer-hidden': 'layer hidden',
  'change.layer-opacity': 'opacity of a layer',
  'change.layer-order': 'order of the layers',
  'change.layer-colour': 'colours of a layer',
  'change.moment': 'moment shown',
  'change.shadows': 'shadows',
  'change.query-saved': 'query saved',
  'change.query-forgotten': 'query forgotten',
  'change.map-result': 'result on the map',
} as const;
