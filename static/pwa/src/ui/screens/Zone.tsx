/** A zone: one scroll of items; what is fine goes on by itself. */

import { scopeOf } from "../../domain/consent";
import { useEffect } from "preact/hooks";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Heading } from "../parts/Shell";
import { useSurroundings } from "../surroundings";
import { say, t } from "../tongue";
import { newAnswer, withAnswer } from "../views/answers";
import { isAnswered, nextUnanswered, zonesOf, type ZoneView } from "../views/zones";
import { useVisit } from "../visit";
import { Item } from "./Item";
import { UnplacedPhotos } from "./Photos";

function show(item: string): void {
  const element = document.getElementById(item);
  element?.scrollIntoView({ block: "start", behavior: "smooth" });
  element?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
}

function Closed({ view }: { readonly view: ZoneView }) {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const mark = (): void =>
    session.edit((content) =>
      view.items
        .filter(({ id }) => !isAnswered(content, id))
        .reduce((now, { id }) => {
          const blank = newAnswer({ item: id, child: null }, "not_inspected", tablet.now());
          return withAnswer(now, { ...blank, reason: "no_consent" });
        }, content),
    );
  return (
    <Notice tone="info">
      <p>{t("zone.closed", { zone: say(view.zone) })}</p>
      <Button weight="secondary" onPress={mark}>
        {t("zone.mark_closed")}
      </Button>
    </Notice>
  );
}

/** The items of a zone. */
export function Zone({ zone }: { readonly zone: string }) {
  const { session, checklist } = useVisit();
  const { content, place } = session.draft.value;
  const zones = zonesOf(checklist, content, scopeOf(content.consents));
  const view = zones.find((each) => each.zone.id === zone);
  useEffect(() => {
    if (place.item !== null && view?.items.some(({ id }) => id === place.item)) show(place.item);
  }, []);
  if (view === undefined) return <Heading>{t("step.home")}</Heading>;
  const goOn = (from: string): void => {
    const next = nextUnanswered(view.items, session.draft.value.content, from);
    session.moveTo(`zone/${zone}`, next?.id ?? from);
    if (next !== null) requestAnimationFrame(() => show(next.id));
  };
  return (
    <>
      <div class="row row--apart">
        <Heading>{say(view.zone)}</Heading>
        <p class="quiet" aria-live="polite">
          {t("home.count_said", { answered: view.answered, total: view.items.length })}
        </p>
      </div>
      {!view.isOpen && <Closed view={view} />}
      <UnplacedPhotos />
      {view.items.map((item) => (
        <Item key={item.id} item={item} isOpen={view.isOpen} onOk={() => goOn(item.id)} />
      ))}
    </>
  );
}
