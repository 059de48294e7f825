/**
 * A dialog over the page, by the browser's own `<dialog>`: it keeps the focus, closes by Escape, gives the focus back.
 * It begins at whatever carries `data-first`: where one writes, or the button that does no harm.
 */

import { IconX } from "@tabler/icons-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { t } from "@/i18n";
import "./dialog.css";

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

export function Dialog({ title, onClose, isWide = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // A layout effect ends before whatever opens at the same moment takes the keyboard: later it would be robbed of it.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={isWide ? "dialog dialog-wide" : "dialog"}
      aria-labelledby={id}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        // Only the backdrop is the dialog itself; what lies inside are its children.
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="dialog-content">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="shell-tool" aria-label={t("shell:close")} onClick={onClose}>
            <IconX size={16} aria-hidden />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
