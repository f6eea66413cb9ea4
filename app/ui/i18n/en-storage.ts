/** Texts about what is kept in this browser. */
export const enStorage = {
  'storage.title': 'Kept in this browser',
  'storage.about':
    'Your own tables, saved queries, the view and the newest observations are here again after a reload. They stay in this browser and go nowhere else.',
  'storage.state.opening': 'opening',
  'storage.state.writing': 'this tab keeps its work',
  'storage.state.other-tab': 'another tab keeps its work',
  'storage.state.other-tab.long':
    'Another tab of this browser keeps its work. What you do in this one lasts until you close it; it takes over when the other closes.',
  'storage.state.unavailable': 'nothing is kept',
  'storage.state.unavailable.long':
    'This browser gives the page no storage, as in a private window. Everything works, but a reload begins anew: export what you need.',
  'storage.state.other-version': 'nothing is kept',
  'storage.state.other-version.long':
    'A newer version of Maqueta keeps its work here and this one leaves it alone. Everything works, but a reload begins anew.',
  'storage.state.full': 'no room',
  'storage.state.full.long':
    'The browser gives no more room, so nothing new is kept. Drop tables you no longer need, or forget everything stored here; it is tried again every minute.',
  'storage.state.failed': 'storing failed',
  'storage.state.failed.long':
    'The browser refused to store. Everything works, but what is new is lost with a reload: export what you need. It is tried again every minute.',
  'storage.state.forgotten': 'forgotten',
  'storage.state.forgotten.long': 'Everything was forgotten. Nothing is kept until the page is opened again.',
  'storage.bytes': 'Kept',
  'storage.bytes.of': '{{used}} on the disk, packed, of {{quota}} that this site may use',
  'storage.bytes.unknown': 'the browser does not tell how much it allows',
  'storage.observations': 'Observations',
  'storage.tables': 'Own tables',
  'storage.tables.none': 'none yet',
  'storage.saved': 'Last saved',
  'storage.saved.never': 'not yet',
  'storage.too-large': 'Too large for the room this browser gives: {{names}}. Save the project as a file.',
  'storage.forget': 'Forget everything stored here…',
  'storage.forget.title': 'Forget everything stored here?',
  'storage.forget.text':
    'Own tables, saved queries, the view and the kept observations of this browser are deleted, for every tab. What is on this page stays until you close it. This cannot be undone.',
  'storage.forget.yes': 'Forget everything',
  'storage.forget.no': 'Keep it',

  'notice.storage-full':
    'The browser gives no more room: what is new is not kept over a reload. Drop tables you no longer need, or forget what is stored under Data.',
  'notice.storage-failed': 'The browser refused to store: what is new is not kept over a reload. Export what you need.',
  'notice.storage-other-version':
    'A newer version of Maqueta keeps its work in this browser. This one leaves it alone and keeps nothing.',
  'notice.storage-damaged':
    'Part of what was kept could not be read and was left out: {{names}}. Observations are fetched again where the server has them.',
  'notice.storage-too-large':
    'Too large to be kept over a reload: {{names}}. Keep fewer rows or columns, or export the table.',
  'notice.storage-forgotten': 'Everything stored in this browser was forgotten.',
  'notice.storage-not-forgotten':
    'What is stored could not be deleted. Delete this site’s data in the browser’s settings.',
  'change.forget': 'Forgetting what is stored',
} as const;
