/** The picture of a component, by the name that its declaration gives; a kind we have no picture for gets a cube. */

import {
  IconAlertTriangle,
  IconArrowsSplit,
  IconBell,
  IconCube,
  IconDialpad,
  IconForms,
  IconFrame,
  IconHourglass,
  IconListCheck,
  IconMicrophone,
  IconNote,
  IconPhoneIncoming,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconPhoneX,
  IconPlayerPlay,
  IconPlayerStop,
  IconUsers,
  IconVariable,
  IconVolume,
} from "@tabler/icons-react";
import "./chips.css";

const ICONS = {
  "alert-triangle": IconAlertTriangle,
  "arrows-split": IconArrowsSplit,
  bell: IconBell,
  dialpad: IconDialpad,
  forms: IconForms,
  frame: IconFrame,
  hourglass: IconHourglass,
  "list-check": IconListCheck,
  microphone: IconMicrophone,
  note: IconNote,
  "phone-incoming": IconPhoneIncoming,
  "phone-off": IconPhoneOff,
  "phone-outgoing": IconPhoneOutgoing,
  "phone-x": IconPhoneX,
  "player-play": IconPlayerPlay,
  "player-stop": IconPlayerStop,
  users: IconUsers,
  variable: IconVariable,
  volume: IconVolume,
};

export function ComponentIcon({ icon, size = 15 }: { icon: string; size?: number }) {
  const Icon = ICONS[icon as keyof typeof ICONS] ?? IconCube;
  return <Icon size={size} stroke={1.9} aria-hidden />;
}

/** The icon on the colour of its family. */
export function ComponentChip({ icon, family }: { icon: string; family: string }) {
  return (
    <span className={`canvas-chip canvas-chip-${family}`}>
      <ComponentIcon icon={icon} />
    </span>
  );
}
