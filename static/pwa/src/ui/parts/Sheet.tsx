/** A sheet from below, over everything: for what must be decided before anything else. */

import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Stop } from "./Stop";

interface SheetProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Open, it holds the focus; Escape closes it. In a visit, consent can be taken back here too. */
export function Sheet({ title, isOpen, onClose, children }: SheetProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (isOpen && element?.open === false) element.showModal();
    if (!isOpen && element?.open === true) element.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby={id} onClose={onClose}>
      {isOpen && (
        <div class="stack">
          <h2 id={id} class="ds-heading" data-size="sm">
            {title}
          </h2>
          {children}
          <div class="sheet__stop">
            <Stop />
          </div>
        </div>
      )}
    </dialog>
  );
}
