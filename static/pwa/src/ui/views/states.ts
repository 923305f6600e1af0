/** Where a visit stands, in words: exactly one state at a time, and its numbers. */

import type { VisitState } from "../../domain/tablet";
import { t } from "../tongue";

/** A state in words; `tone` goes with the words and never stands alone. */
export interface StateWords {
  readonly text: string;
  readonly tone: "calm" | "wait" | "good" | "bad";
}

/** The words of a state. */
export function wordsOf(state: VisitState): StateWords {
  switch (state.is) {
    case "planned":
      return { text: t("state.planned"), tone: "calm" };
    case "draft":
      return { text: t("state.draft"), tone: "calm" };
    case "ready":
      return { text: t("state.ready"), tone: "wait" };
    case "sending":
      return { text: t("state.sending", { sent: state.sent, total: state.total }), tone: "wait" };
    case "received_photos_missing":
      return { text: t("state.received_photos_missing"), tone: "wait" };
    case "received":
      return { text: t("state.received"), tone: "good" };
    case "needs_attention":
      return { text: t("state.needs_attention"), tone: "bad" };
    case "conflicting":
      return { text: t("state.conflicting"), tone: "wait" };
  }
}
