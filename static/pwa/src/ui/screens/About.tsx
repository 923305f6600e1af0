/** The ⓘ of an item: what is good enough, how it is measured, and which rules it rests on and how surely. */

import type { Checklist, Item } from "../../domain/checklist";
import { numberOf } from "../format";
import { say, t, type Key } from "../tongue";
import { unitName } from "../views/labels";
import { useVisit } from "../visit";

type Certainty = Checklist["rules"][string]["certainty"];

const SURE: Readonly<Record<Certainty, Key>> = {
  A: "certainty.A",
  B: "certainty.B",
  C: "certainty.C",
  U: "certainty.U",
  own: "certainty.own",
};

function Rule({ id }: { readonly id: string }) {
  const { checklist } = useVisit();
  const rule = checklist.rules[id];
  if (rule === undefined) return null;
  const figures = Object.values(rule.figures);
  return (
    <li>
      <p>{say(rule.title)}</p>
      <p class="small quiet">
        {rule.issuer} · {t(SURE[rule.certainty])}
      </p>
      {figures.length > 0 && (
        <ul class="small figures">
          {figures.map((figure) => (
            <li key={`${figure.value}${figure.unit}`}>
              {numberOf(figure.value, 2)} {unitName(figure.unit)}
              {figure.note !== null && ` (${say(figure.note)})`}
              {" · "}
              {t(SURE[figure.certainty])}
            </li>
          ))}
        </ul>
      )}
      {rule.note !== null && <p class="small">{say(rule.note)}</p>}
    </li>
  );
}

/** The ⓘ of an item, folded. */
export function About({ item }: { readonly item: Item }) {
  return (
    <details class="about">
      <summary>
        <span class="info-sign" aria-hidden="true">
          i
        </span>
        {t("item.about")}
        <span class="sr-only">: {say(item)}</span>
      </summary>
      <div class="stack stack--tight">
        {item.accept !== null && (
          <p>
            <strong>{t("item.accept")}</strong> {say(item.accept)}
          </p>
        )}
        {item.measure !== null && (
          <p>
            <strong>{t("item.how")}</strong> {say(item.measure.how)}
          </p>
        )}
        <p>
          <strong>{t("item.rules")}</strong>
        </p>
        <ul class="stack stack--tight">
          {item.rules.map((id) => (
            <Rule key={id} id={id} />
          ))}
        </ul>
        <p class="small quiet">{item.id}</p>
      </div>
    </details>
  );
}
