/** Hands a file to the person through the browser's own download. */
export function saveFile(name: string, mediaType: string, content: string | Uint8Array): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  const address = URL.createObjectURL(new Blob([part], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it started; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
