/** Where Cesium finds its workers and assets: beside the page (app/cli/static-folders), below whatever sub-path it has. */
(globalThis as { CESIUM_BASE_URL?: string }).CESIUM_BASE_URL = new URL('cesium/', document.baseURI).href;
