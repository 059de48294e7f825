/**
 * Tells the echo of what was typed from a change that came from elsewhere, such as an undo.
 *
 * What is typed goes into the document and comes back as the field's value, some letters later when typing is fast.
 * Taking such a late value for a change would throw the newer letters away.
 */
export class Echo {
  private pending: string[] = [];

  /** The text that was given to the document. */
  sent(text: string): void {
    this.pending.push(text);
  }

  /** Whether a value that arrives is one that was sent; those before it will not come any more. */
  isOwn(value: string): boolean {
    const at = this.pending.lastIndexOf(value);
    this.pending = at < 0 ? [] : this.pending.slice(at + 1);
    return at >= 0;
  }
}
