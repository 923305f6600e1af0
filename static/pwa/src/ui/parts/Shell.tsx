/** The frame of every screen: who or where on top, what to do next below. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { hrefOf, type Page } from "../router";
import { useSurroundings } from "../surroundings";
import { language, speak, t, type Key, type Language } from "../tongue";
import { Acute } from "./Acute";
import { opening } from "../visit";
import { SavingState } from "./Saving";
import { ClockNotice, PracticeBanner, RepairNotice } from "./Standing";
import { Unreached } from "./Unreached";

const TONGUES: readonly (readonly [Language, string, string])[] = [
  ["sv", "SV", "Svenska"],
  ["en", "EN", "English"],
];

/** Which language the screens are in. */
export function Tongues() {
  const isMissing = useSignal(false);
  const turn = async (tongue: Language): Promise<void> => {
    isMissing.value = !(await speak(tongue));
  };
  return (
    <div class="tongues" role="group" aria-label={t("shell.language")}>
      {TONGUES.map(([tongue, short, name]) => (
        <button
          key={tongue}
          type="button"
          lang={tongue}
          aria-pressed={language.value === tongue}
          onClick={() => void turn(tongue)}
        >
          <abbr title={name}>{short}</abbr>
        </button>
      ))}
      {isMissing.value && <span role="alert">{t("part.missing_short")}</span>}
    </div>
  );
}

interface ShellProps {
  /** What the browser's title says after the product's name; never about a person. */
  readonly title: Key;
  readonly door: ComponentChildren;
  readonly children: ComponentChildren;
  readonly bottom?: ComponentChildren;
  /** When this changes another screen is shown: it is named, and reading begins at its top. */
  readonly screen: string;
}

/** Covers the screen at once; what is written is saved first. */
function LockButton() {
  const { tablet, snapshot } = useSurroundings();
  if (snapshot.value.lock.is !== "open") return null;
  return (
    <button type="button" class="top__lock" onClick={() => void tablet.cover()}>
      {t("lock.lock")}
    </button>
  );
}

/** How it stands with what is written; of a locked tablet only that something could not be saved. */
function Saving() {
  const { snapshot } = useSurroundings();
  const { value } = opening;
  if (value.is !== "open") return null;
  const { session } = value.visit;
  const isTold = snapshot.value.lock.is === "open" || session.saving.value.is === "failed";
  return isTold ? <SavingState session={session} /> : null;
}

/** A screen in its frame. */
export function Shell(props: ShellProps) {
  const main = useRef<HTMLElement>(null);
  const title = t(props.title);
  useEffect(() => {
    document.title = `${title} – ${t("shell.product")}`;
  }, [title]);
  useEffect(() => {
    window.scrollTo(0, 0);
    // A field that asks for the focus, as the lock's, keeps it.
    if (main.current?.querySelector("[data-first]:focus")) return;
    main.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [props.screen]);
  return (
    <div class="shell">
      <header class="top">
        <div class="top__row">
          <div class="top__door">{props.door}</div>
          <Saving />
          <Tongues />
          <LockButton />
        </div>
        <Unreached />
      </header>
      <main ref={main}>
        <PracticeBanner />
        <ClockNotice />
        <RepairNotice />
        {props.children}
      </main>
      {props.bottom}
    </div>
  );
}

/** The heading of a screen, which is where reading begins. */
export function Heading({ children }: { readonly children: ComponentChildren }) {
  return (
    <h1 class="ds-heading" data-size="md" tabIndex={-1}>
      {children}
    </h1>
  );
}

const PAGES: readonly (readonly [Page, Key])[] = [
  ["today", "nav.today"],
  ["outbox", "nav.outbox"],
  ["rent", "nav.rent"],
  ["ready", "nav.ready"],
];

/** What is unsent, of this person's and of others'. */
export function useUnsent(): number {
  const { snapshot } = useSurroundings();
  const { outbox, othersUnsent } = snapshot.value;
  return outbox.filter(({ state }) => state.is !== "received").length + othersUnsent.items;
}

/** The bar below, outside a visit; None: none of its pages is shown. */
export function PageBar({ page }: { readonly page: Page | null }) {
  const unsent = useUnsent();
  return (
    <nav class="bottom" aria-label={t("nav.pages")}>
      <div class="bottom__row">
        {PAGES.map(([each, key]) => (
          <a key={each} href={hrefOf(each)} aria-current={each === page ? "page" : undefined}>
            {t(key)}
            {each === "outbox" && unsent > 0 && <span class="count">{unsent}</span>}
          </a>
        ))}
        <Acute />
      </div>
    </nav>
  );
}

/** The top of a screen outside a visit: the product, and whom it works for. */
export function HouseDoor() {
  const { snapshot } = useSurroundings();
  const { directory, enrolment } = snapshot.value;
  const names = [directory?.municipality, enrolment?.staffName].filter(Boolean).join(" · ");
  return (
    <>
      <strong>{t("shell.product")}</strong>
      <span>
        {names}
        {directory?.is_demo === true && ` · ${t("shell.demo")}`}
      </span>
    </>
  );
}
