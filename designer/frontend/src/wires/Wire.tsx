/** A wire on the drawing. Its way comes from the plan; on the main path it is red and thick, back it is dashed. */

import { EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo, useMemo } from "react";
import type { WireEdge } from "@/canvas/flow";
import { SPENT } from "@/document/types";
import { useWireMark } from "@/revisions/marks";
import { labelPlace, pathOf } from "./path";
import { useIsMain, useWire } from "./planned";
import { RepeatLimit } from "./RepeatLimit";
import { cornersOf, unhindered } from "./route";
import { WireLabel } from "./WireLabel";
import "./wires.css";

const HIT_WIDTH = 18;
const END_RADIUS = 4;

const Wire = memo(function Wire({ id, data, selected, target, ...ends }: EdgeProps<WireEdge>) {
  const { sourceX, sourceY, targetX, targetY } = ends;
  const wire = useWire(id);
  const isMain = useIsMain(id);
  const mark = useWireMark(id);
  const corners = useMemo(() => {
    const [from, to] = [[sourceX, sourceY] as const, [targetX, targetY] as const];
    return wire?.corners ?? cornersOf(unhindered(from, to), from, to);
  }, [wire, sourceX, sourceY, targetX, targetY]);
  const path = pathOf(corners);
  const limit = data?.limit ?? null;
  const classes = [
    "wires-wire",
    isMain ? "wires-main" : "",
    limit === null ? "" : "wires-repeat",
    data?.output.key.endsWith(SPENT) ? "wires-spent" : "",
    selected ? "wires-selected" : "",
    mark ? `wires-${mark}` : "",
  ];
  return (
    <>
      <g className={classes.filter(Boolean).join(" ")}>
        {data ? <WireLabel wire={id} data={data} target={target} /> : null}
        <path className="wires-hit react-flow__edge-interaction" d={path} strokeWidth={HIT_WIDTH} />
        <path className="wires-line react-flow__edge-path" d={path} />
        {[corners[0], corners[corners.length - 1]].map((end, index) =>
          end ? (
            <circle
              key={index === 0 ? "from" : "to"}
              className="wires-end"
              cx={end[0]}
              cy={end[1]}
              r={END_RADIUS}
            />
          ) : null,
        )}
      </g>
      {limit !== null && data ? (
        <EdgeLabelRenderer>
          <RepeatLimit
            output={data.output}
            limit={limit}
            place={labelPlace(corners)}
            isSelected={selected === true}
          />
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
});

export default Wire;
