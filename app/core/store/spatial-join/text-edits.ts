/** Changes to a text that remember where everything came from, so that places in the new text can be told in the old. */

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface EditedText {
  readonly text: string;
  /** Offset in the original of an offset in this text; inside what was put in, the place where it was put. */
  originalOffset(offset: number): number;
}

export class TextEdits {
  private readonly edits: Edit[] = [];

  constructor(private readonly original: string) {}

  /** Several at one place stand in the order in which they were asked for. */
  insert(at: number, text: string): void {
    this.edits.push({ start: at, end: at, text });
  }

  /** Whatever is changed inside the range is lost with it. */
  replace(start: number, end: number, text: string): void {
    this.edits.push({ start, end, text });
  }

  /** A part of the text with the changes strictly inside it. */
  part(start: number, end: number): string {
    return this.render(
      start,
      end,
      this.edits.filter((edit) => edit.start > start && edit.end < end),
    ).text;
  }

  whole(): EditedText {
    return this.render(0, this.original.length, this.edits);
  }

  private render(from: number, to: number, edits: readonly Edit[]): EditedText {
    const isInsertion = (edit: Edit) => (edit.start === edit.end ? 0 : 1);
    const ordered = edits
      .map((edit, i) => ({ edit, i }))
      .sort(
        (a, b) =>
          a.edit.start - b.edit.start ||
          isInsertion(a.edit) - isInsertion(b.edit) ||
          (isInsertion(a.edit) === 0 ? a.i - b.i : b.edit.end - a.edit.end),
      );
    /** Where each piece begins in the new text and in the old, and whether it was put in. */
    const pieces: { at: number; original: number; added: boolean }[] = [];
    let text = '';
    let cursor = from;
    const keep = (end: number) => {
      if (end <= cursor) return;
      pieces.push({ at: text.length, original: cursor, added: false });
      text += this.original.slice(cursor, end);
      cursor = end;
    };
    for (const { edit } of ordered) {
      if (edit.start < cursor) continue;
      keep(edit.start);
      pieces.push({ at: text.length, original: edit.start, added: true });
      text += edit.text;
      cursor = edit.end;
    }
    keep(to);
    return {
      text,
      originalOffset(offset) {
        const piece = pieces.findLast(({ at }) => at <= offset);
        if (piece === undefined) return from;
        return piece.added ? piece.original : piece.original + (offset - piece.at);
      },
    };
  }
}
