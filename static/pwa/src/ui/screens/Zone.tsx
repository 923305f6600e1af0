/** A zone: one scroll of items; what is fine goes on by itself. */

import { useEffect, useMemo } from "preact/hooks";
import type { Item as ItemOf, WalkZone } from "../../domain/checklist";
import { scopeOf } from "../../domain/consent";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Heading } from "../parts/Shell";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { say, t } from "../tongue";
import { newAnswer, withAnswer } from "../views/answers";
import { isZoneOpen } from "../views/consents";
import { isAnswered, itemsIn, nextUnanswered } from "../views/zones";
import { useVisit } from "../visit";
import { Item } from "./Item";
import { UnplacedPhotos } from "./Photos";

function show(item: string): void {
  const element = document.getElementById(item);
  element?.scrollIntoView({ block: "start", behavior: "smooth" });
  element?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
}

function Closed({ zone, items }: { readonly zone: WalkZone; readonly items: readonly ItemOf[] }) {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const mark = (): void =>
    session.edit((content) =>
      items
        .filter(({ id }) => !isAnswered(content, id))
        .reduce((now, { id }) => {
          const blank = newAnswer({ item: id, child: null }, "not_inspected", tablet.now());
          return withAnswer(now, { ...blank, reason: "no_consent" });
        }, content),
    );
  return (
    <Notice tone="info">
      <p>{t("zone.closed", { zone: say(zone) })}</p>
      <Button weight="secondary" onPress={mark}>
        {t("zone.mark_closed")}
      </Button>
    </Notice>
  );
}

function Progress({ items }: { readonly items: readonly ItemOf[] }) {
  const { session } = useVisit();
  const answered = useSlice(() => {
    const { content } = session.draft.value;
    return items.filter(({ id }) => isAnswered(content, id)).length;
  }, [session, items]);
  return (
    <p class="quiet" aria-live="polite">
      {t("home.count_said", { answered, total: items.length })}
    </p>
  );
}

/** The items of a zone. */
export function Zone({ zone }: { readonly zone: string }) {
  const { session, checklist } = useVisit();
  const context = useSlice(() => session.draft.value.content.context, [session]);
  const isOpen = useSlice(
    () => isZoneOpen(scopeOf(session.draft.value.content.consents), zone),
    [session, zone],
  );
  const items = useMemo(() => itemsIn(checklist, context, zone), [checklist, context, zone]);
  const named = checklist.walk_zones.find(({ id }) => id === zone);
  useEffect(() => {
    const { place } = session.draft.peek();
    const item = place.awaitsPhotoFor ?? place.item;
    if (item !== null && items.some(({ id }) => id === item)) show(item);
  }, []);
  if (named === undefined) return <Heading>{t("step.home")}</Heading>;
  const goOn = (from: string): void => {
    const next = nextUnanswered(items, session.draft.value.content, from);
    session.moveTo(`zone/${zone}`, next?.id ?? from);
    if (next !== null) requestAnimationFrame(() => show(next.id));
  };
  return (
    <>
      <div class="row row--apart">
        <Heading>{say(named)}</Heading>
        <Progress items={items} />
      </div>
      {!isOpen && <Closed zone={named} items={items} />}
      <UnplacedPhotos />
      {items.map((item) => (
        <Item key={item.id} item={item} isOpen={isOpen} onOk={() => goOn(item.id)} />
      ))}
    </>
  );
}
