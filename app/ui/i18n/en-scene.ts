/** Texts of what the scene can do with large layers. */
export const enScene = {
  'layer.only-valued': 'Only what has a value',
  'change.layer-only-valued': 'features without a value',
  'notice.map-building_one': 'Making a layer of {{count}} row…',
  'notice.map-building_other': 'Making a layer of {{count}} rows…',
  'notice.map-building.share': 'Share of the layer that is made',
  'notice.map-building.cancel': 'Cancel the layer',
  'notice.map-cancelled': 'The layer was not made.',
} as const;
