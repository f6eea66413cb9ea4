/** Layers by address. */
export const enRemote = {
  'remote.title': 'By address',
  'remote.about':
    'Map tiles, map services and 3D Tiles that stay on their server. They are listed switched off; while one is on, its server is asked for what you look at and so sees your network address.',
  'remote.address': 'Address of tiles, WMS, WMTS or 3D Tiles',
  'remote.type': 'Kind',
  'remote.type.guess': 'By its form',
  'remote.type.xyz': 'Map tiles (XYZ)',
  'remote.type.wms': 'Map service (WMS)',
  'remote.type.wmts': 'Tile service (WMTS)',
  'remote.type.3d-tiles': '3D Tiles',
  'remote.issue.remote-empty': 'Paste an address.',
  'remote.issue.remote-not-address': 'This is no web address. It begins with https:// and has no spaces.',
  'remote.issue.remote-not-secure':
    'Browsers let a page ask other servers by https only: is there an address with https://?',
  'remote.issue.remote-with-password':
    'There is a user’s name in this address. It would travel with every project that is shared: take it out.',
  'remote.issue.remote-with-password.key':
    'There seems to be a key in this address. It is kept with the list and travels with what you share.',
  'remote.issue.remote-too-long': 'This address is too long.',
  'remote.issue.remote-bad-template': 'An address of tiles needs {z}, {x} and {y}, and nothing else in braces.',
  'remote.issue.remote-unknown-kind': 'The address does not say what it leads to: choose the kind.',
  'remote.ask': 'Ask for its layers',
  'remote.asking': 'Asking …',
  'remote.cancel': 'Stop asking',
  'remote.ask.about': 'This sends one request to {{host}}.',
  'remote.layer_one': 'Its layer',
  'remote.layer_other': 'Its {{count}} layers',
  'remote.layer.none': 'Choose one …',
  'remote.problem.unreachable':
    '{{host}} did not answer, or does not let pages of other sites ask (CORS). Its operator can allow it.',
  'remote.problem.refused': '{{host}} answered with an error.',
  'remote.problem.too-large': '{{host}} sent a list that is too long to read.',
  'remote.problem.not-capabilities': 'What {{host}} sent is no list of layers. Is it the service’s own address?',
  'remote.problem.no-layers': '{{host}} has no layer in Web Mercator, which is what can be drawn here.',
  'remote.name': 'Name in the list',
  'remote.attribution': 'Whose it is (shown on the map)',
  'remote.add': 'Add to the list, switched off',
  'remote.off': 'Switched off. On, requests go to {{host}}.',
  'remote.asked': 'Requests go to {{host}}.',
  'remote.remove': 'Remove {{name}} from the list',
  'remote.failed':
    'Nothing could be had from {{host}}: it is away, the address is wrong, or it does not let other pages ask.',
  'change.remote': 'layers by address',
} as const;
