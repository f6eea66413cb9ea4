/** Hands a file to the person through the browser's own download. A list is one file in pieces. */
export function saveFile(name: string, mediaType: string, content: string | Uint8Array | readonly Uint8Array[]): void {
  const pieces = typeof content === 'string' ? [content] : content instanceof Uint8Array ? [content] : content;
  const parts = pieces.map((piece) => (typeof piece === 'string' ? piece : new Uint8Array(piece)));
  const address = URL.createObjectURL(new Blob(parts, { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it started; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
