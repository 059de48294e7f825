/**
 * Keeps the draft on the server while it is being drawn: two seconds after an edit at most, one request at a time.
 *
 * Unsaved is whatever is not the very document that was saved last: after an undo back to it there is nothing to
 * save. Every edit goes into the journal at once; a server that is not reached is tried again, more and more rarely.
 * When somebody else saved meanwhile, both works are merged (merge.ts), and a person decides what both changed.
 */

import type { components } from "@/api";
import { isSame } from "@/document/same";
import type { ScenarioDocument } from "@/document/types";
import { afterPicture } from "@/editor/later";
import type { Editor } from "@/editor/store";
import { type Client, type Problem, ServerProblem } from "@/server/client";
import type { Choices } from "./asking";
import { clashes, withOtherIds } from "./clashes";
import type { Entry, Journal } from "./journal";
import { Journaling } from "./journaling";
import { isWorthIt } from "./left";
import { LogIn } from "./log_in";
import { merge } from "./merge";
import { Pace } from "./pace";
import { SentMarks } from "./sent";
import { type Refusal, startingFacts, type Theirs, theirsOf, useSaving } from "./state";

type Schemas = components["schemas"];
interface Base {
  readonly document: ScenarioDocument;
  readonly number: number;
}

export class Autosave {
  private base: Base;
  /** Sent without an answer: one of them may be what the server has. */
  private unanswered: ScenarioDocument[] = [];
  private running: Promise<void> | null = null;
  private readonly pace = new Pace(() => void this.start());
  private readonly path: string;
  private readonly journaling: Journaling;
  private readonly logIn: LogIn;
  private readonly leave: () => void;

  constructor(
    private readonly client: Client,
    private readonly editor: Editor,
    private readonly scenario: string,
    person: string,
    private readonly journal: Journal,
    { number, at }: { readonly number: number; readonly at: number },
    private readonly sent = new SentMarks(scenario),
  ) {
    this.base = { document: this.document, number };
    this.path = `${scenario}/draft`;
    this.logIn = new LogIn(client, person, () => void this.saveAgain());
    this.journaling = new Journaling(journal, (isJournaled) => useSaving.setState({ isJournaled }));
    useSaving.setState(startingFacts(at));
    this.leave = editor.store.subscribe((state, before) => {
      if (state.document !== before.document) this.changed();
    });
  }

  /** The number of the draft that the server has, as far as is known. */
  get number(): number {
    return this.base.number;
  }

  /** Also while it is not known whether the server has kept something that was undone since. */
  get isUnsaved(): boolean {
    return this.document !== this.base.document || this.unanswered.length > 0;
  }

  stop(): void {
    this.pace.stop();
    this.logIn.stop();
    this.leave();
  }

  /** Saves now; whether everything is on the server afterwards. */
  async flush(): Promise<boolean> {
    while (this.running) await this.running;
    if (this.isUnsaved && useSaving.getState().kind !== "conflict") await this.start();
    return !this.isUnsaved;
  }

  /** Tries again at once what was waiting: the network is back, or the reader is. */
  retry(): void {
    const { kind, refusal } = useSaving.getState();
    if (refusal?.kind === "log_in") void this.logIn.look();
    else if (kind === "offline") void this.flush();
  }

  /** The reader may draw: saves what their role did not allow before. */
  allowed(): void {
    if (useSaving.getState().refusal?.kind === "role") void this.flush();
  }

  /** The page is being left: sends along what is unsaved, if it is small enough to be taken along. */
  part(): void {
    if (!this.isUnsaved || useSaving.getState().kind === "conflict") return;
    this.sent.note(this.document);
    this.client.part("PUT", this.path, { document: this.document, base: this.base.number });
  }

  /** Looks whether an earlier visit left unsaved work: nothing may be drawn over it before it is known who draws. */
  async lookForLeft(): Promise<void> {
    const entry = await this.journal.read().catch(() => null);
    if (entry && isWorthIt(entry, this.base, this.sent)) useSaving.setState({ hadLeft: true });
  }

  /** Tells when it was drawn what an earlier visit left unsaved, for a window that may not bring it back yet. */
  async tellLeft(): Promise<void> {
    const entry = await this.left();
    if (entry) useSaving.setState(({ at }) => ({ leftAt: entry.at ?? at }));
  }

  /** Brings back what an earlier visit left unsaved. */
  async restore(): Promise<void> {
    const entry = await this.left();
    useSaving.setState({ leftAt: null });
    if (!entry) return;
    const found = this.base;
    const isOvertaken = entry.base !== found.number;
    if (isOvertaken) {
      this.base = { document: entry.baseDocument, number: entry.base };
      this.unanswered = [...entry.unanswered];
    }
    this.editor.edit(() => entry.document);
    if (isOvertaken) this.meet({ ...found, changedBy: "", at: useSaving.getState().at });
    useSaving.setState({ restored: { document: this.document, over: found.document } });
  }

  /** Takes over what others have saved, while nothing of ours is unsaved. */
  async follow(): Promise<void> {
    const { draft_number } = await this.client.get<Schemas["ShownScenario"]>(this.scenario);
    if (this.isUnsaved || this.running || draft_number === this.base.number) return;
    const draft = theirsOf(await this.client.get<Schemas["Draft"]>(this.path));
    if (this.isUnsaved || draft.number === this.base.number) return;
    const from = this.base.document;
    const followed = merge(from, from, draft.document).document;
    this.base = { document: followed, number: draft.number };
    useSaving.setState({ at: draft.at });
    this.editor.rebase((document) =>
      document === from ? followed : merge(from, document, followed).document,
    );
    this.kept();
  }

  /** Ends a conflict: what both changed becomes what was chosen, mine where nothing was. */
  resolve(choices: Choices): void {
    const { theirs } = useSaving.getState();
    if (theirs) this.adopt(theirs, choices);
  }

  /** What an earlier visit left unsaved, unless something is unsaved here; what is outdated is forgotten. */
  private async left(): Promise<Entry | null> {
    const entry = await this.journal.read().catch(() => null);
    if (!entry || this.isUnsaved) return null;
    if (isWorthIt(entry, this.base, this.sent)) return entry;
    this.journaling.forget();
    return null;
  }

  private get document(): ScenarioDocument {
    return this.editor.store.getState().document;
  }

  private changed(): void {
    const { kind, restored } = useSaving.getState();
    if (restored && restored.document !== this.document) useSaving.setState({ restored: null });
    if (kind === "conflict") afterPicture(this.settle);
    else if (!this.isUnsaved && !this.running) {
      this.kept();
      return;
    }
    this.journaling.note({
      base: this.base.number,
      baseDocument: this.base.document,
      document: this.document,
      at: Date.now(),
      unanswered: this.unanswered,
    });
    this.pace.edited();
    if (kind === "conflict" || kind === "offline" || this.running) return;
    if (kind !== "refused" || useSaving.getState().refusal?.kind === "problem") {
      useSaving.setState({ kind: "dirty", refusal: null });
      this.pace.saveSoon();
    }
  }

  private kept(): void {
    this.pace.begun();
    this.pace.reached();
    this.journaling.clear();
    useSaving.setState({ kind: "saved", refusal: null, base: null, theirs: null });
  }

  /** One save after the other, never two at once. */
  private async start(): Promise<void> {
    if (this.running) return;
    this.pace.begun();
    this.running = this.save().finally(() => {
      this.running = null;
    });
    await this.running;
    if (useSaving.getState().kind !== "saving") return;
    if (this.isUnsaved) {
      useSaving.setState({ kind: "saved" });
      this.changed();
    } else this.kept();
  }

  private async save(): Promise<void> {
    const { document } = this;
    useSaving.setState({ kind: "saving", refusal: null });
    this.sent.note(document);
    const before = this.unanswered;
    this.unanswered = [...before.filter((sent) => sent !== document), document];
    try {
      const body = { document, base: this.base.number };
      const { number } = await this.client.send<Schemas["DraftNumbered"]>("PUT", this.path, body);
      this.base = { document, number };
      useSaving.setState({ at: Date.now() });
      this.unanswered = [];
      this.pace.reached();
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      if (error.status > 0 && error.status < 500) this.unanswered = before;
      await this.refused(error);
    }
  }

  private async refused({ status, problem }: ServerProblem): Promise<void> {
    const current = problem.current as Schemas["CurrentDraft"] | null | undefined;
    if (status === 409 && current) this.meet(theirsOf(current));
    else if (problem.code === "forbidden" && (await this.logIn.isThere())) this.tellRefusal("role", problem);
    else if (status === 401 || status === 403) {
      this.tellRefusal("log_in", problem);
      this.logIn.wait();
    } else if (status === 0 || status === 429 || status >= 500) {
      useSaving.setState({ kind: "offline" });
      this.pace.tryAgain();
    } else this.tellRefusal(status === 404 ? "gone" : "problem", problem);
  }

  private tellRefusal(kind: Refusal["kind"], { message }: Problem): void {
    useSaving.setState({ kind: "refused", refusal: { kind, words: message } });
  }

  private async saveAgain(): Promise<void> {
    await this.start();
    const { refusal } = useSaving.getState();
    if (refusal?.kind !== "log_in") return;
    // Logged in and still refused, for whatever the server says.
    this.logIn.stop();
    useSaving.setState({ refusal: { ...refusal, kind: "problem" } });
  }

  /** Somebody saved since: it may have been ourselves, by a request whose answer was lost. */
  private meet(theirs: Theirs): void {
    const own = this.unanswered.find((sent) => isSame(sent, theirs.document));
    this.unanswered = [];
    if (own) {
      this.base = { document: own, number: theirs.number };
      useSaving.setState({ at: theirs.at });
      if (!this.running) this.changed();
      return;
    }
    const renamed = clashes(this.base.document, this.document, theirs.document);
    const apart = (document: ScenarioDocument) => withOtherIds(document, renamed);
    if (apart(this.document) !== this.document) this.editor.rebase(apart);
    const { conflicts } = merge(this.base.document, this.document, theirs.document);
    if (conflicts.length === 0) this.adopt(theirs, new Map());
    else useSaving.setState({ kind: "conflict", base: this.base.document, theirs });
  }

  /** Ends a conflict once nothing differs any more: a drawing that became what the other side has asks nothing. */
  private readonly settle = (): void => {
    const { base, theirs } = useSaving.getState();
    if (base && theirs && merge(base, this.document, theirs.document).conflicts.length === 0)
      this.adopt(theirs, new Map());
  };

  private adopt(theirs: Theirs, choices: Choices): void {
    const from = this.base.document;
    const count = merge(from, this.document, theirs.document).takenCount;
    this.base = theirs;
    useSaving.setState({
      kind: "dirty",
      at: theirs.at,
      base: null,
      theirs: null,
      mergedFrom: count > 0 ? { name: theirs.changedBy, count } : null,
    });
    this.editor.rebase((document) =>
      document === from ? theirs.document : merge(from, document, theirs.document, choices).document,
    );
    if (!this.running) this.changed();
    else useSaving.setState({ kind: "saving" });
  }
}
