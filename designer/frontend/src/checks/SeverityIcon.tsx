/** The sign of a severity: a shape of its own for each, never a colour alone. */

import { IconAlertTriangleFilled, IconCircleXFilled, IconInfoCircle } from "@tabler/icons-react";
import type { Severity } from "./issues";

const ICONS = { error: IconCircleXFilled, warning: IconAlertTriangleFilled, hint: IconInfoCircle };

export function SeverityIcon({ severity, size = 14 }: { severity: Severity; size?: number }) {
  const Icon = ICONS[severity];
  return <Icon size={size} className={`checks-icon checks-${severity}`} aria-hidden />;
}
