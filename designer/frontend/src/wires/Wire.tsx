/** A wire on the drawing. */

import { BaseEdge, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { memo } from "react";

const Wire = memo(function Wire(props: EdgeProps) {
  const [path] = getSmoothStepPath({ ...props, borderRadius: 8 });
  return <BaseEdge path={path} interactionWidth={16} />;
});

export default Wire;
