/** What a person must know: in a box with its tone, and with the one thing to do. */

import type { ComponentChildren } from "preact";

interface NoticeProps {
  readonly tone: "info" | "warning" | "danger" | "success";
  readonly children: ComponentChildren;
  /** Whether it is read out when it appears. */
  readonly isSpoken?: boolean;
}

/** A notice. */
export function Notice({ tone, children, isSpoken }: NoticeProps) {
  return (
    <div class="ds-alert" data-color={tone} role={isSpoken === true ? "alert" : undefined}>
      <div class="stack stack--tight">{children}</div>
    </div>
  );
}
