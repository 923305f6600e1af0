/** Parts of the app that are fetched when they are first wanted, and lie ready without a line. */

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Slow } from "./Slow";
import { t } from "../tongue";
import { Button } from "./buttons";
import { Notice } from "./Notice";
import { Heading, HouseDoor, PageBar, Shell } from "./Shell";

interface AwaitedProps {
  readonly isMissing: boolean;
  readonly onAgain: () => void;
}

/** In its place until it is here; what cannot be fetched is said so, and can be tried again. */
export function Awaited({ isMissing, onAgain }: AwaitedProps) {
  if (!isMissing) return <Slow>{t("part.on_its_way")}</Slow>;
  return (
    <Notice tone="danger" isSpoken>
      <p>{t("part.missing")}</p>
      <Button weight="secondary" onPress={onAgain}>
        {t("part.again")}
      </Button>
    </Notice>
  );
}

/** A screen that is fetched; `fetchIt` may be called before it is wanted. Never throws. */
export interface Later<P> {
  readonly Screen: ComponentType<P>;
  readonly fetchIt: () => Promise<void>;
}

/** Have a screen fetched when it is first shown. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  const part = signal<ComponentType<P> | null>(null);
  const isMissing = signal(false);
  const fetchIt = async (): Promise<void> => {
    isMissing.value = false;
    try {
      part.value = await load();
    } catch {
      isMissing.value = true;
    }
  };
  function Screen(props: P) {
    const Part = part.value;
    useEffect(() => {
      if (part.value === null) void fetchIt();
    }, []);
    if (Part !== null) return <Part {...props} />;
    return (
      <Shell title="nav.today" screen="later" door={<HouseDoor />} bottom={<PageBar page={null} />}>
        <Heading>{t("part.title")}</Heading>
        <Awaited isMissing={isMissing.value} onAgain={() => void fetchIt()} />
      </Shell>
    );
  }
  return { Screen, fetchIt };
}
