/** The page: bar on top, palette on the left, drawing in the middle, inspector on the right, checks below. */

import { LiveRegion } from "@/speech/announce";

export function Shell() {
  return (
    <div className="designer">
      <header className="designer-bar" />
      <main className="designer-main" />
      <LiveRegion />
    </div>
  );
}
