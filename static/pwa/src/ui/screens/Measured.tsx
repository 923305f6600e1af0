/** What is measured or computed for an item, and the level that it suggests. */

import type { Item as ItemOf, Suggestion } from "../../domain/checklist";
import { numberOf } from "../format";
import { Button } from "../parts/buttons";
import { NumberField } from "../parts/fields";
import { Level } from "../parts/Level";
import { t } from "../tongue";
import { unitName } from "../views/labels";
import { limitOf } from "./Finding";

interface SuggestedProps {
  readonly item: ItemOf;
  readonly suggestion: Suggestion | null;
  readonly onConfirm: () => void;
}

/** What a value suggests; a suggestion is no answer before the worker confirms it. */
function Suggested({ item, suggestion, onConfirm }: SuggestedProps) {
  return (
    <div class="row" role="status">
      {suggestion === null ? (
        <span>{t("item.within")}</span>
      ) : (
        <span>
          {t("finding.suggests")} <Level level={suggestion.level} /> {limitOf(suggestion, item)}
        </span>
      )}
      <Button weight="secondary" onPress={onConfirm}>
        {suggestion === null ? t("item.confirm_ok") : t("item.confirm_level")}
      </Button>
    </div>
  );
}

/** A value that is computed and not measured, and what it suggests. */
export function Computed(props: SuggestedProps & Pick<MeasuredProps, "value" | "isConfirmed">) {
  const { item, value, isConfirmed } = props;
  if (value === null) return <p class="quiet">{t("item.not_computed")}</p>;
  const shown = Number.isFinite(value) ? numberOf(value, 1) : "∞";
  return (
    <>
      <p>{t("item.computed", { value: shown, unit: unitName(item.measure?.unit ?? "") })}</p>
      {!isConfirmed && <Suggested {...props} />}
    </>
  );
}

interface MeasuredProps extends SuggestedProps {
  readonly value: number | null;
  readonly onValue: (value: number | null) => void;
  readonly isConfirmed: boolean;
}

/** A value that is read in the home, and what it suggests. */
export function Measured(props: MeasuredProps) {
  const { item, value, onValue, suggestion, onConfirm, isConfirmed } = props;
  const { measure } = item;
  if (measure === null) return null;
  return (
    <div class="stack stack--tight">
      <NumberField
        label={
          item.type === "count" ? t("item.counted") : t("item.measured", { unit: unitName(measure.unit) })
        }
        value={value}
        range={measure.range}
        onNumber={onValue}
      />
      {value !== null && !isConfirmed && (
        <Suggested item={item} suggestion={suggestion} onConfirm={onConfirm} />
      )}
      {measure.single_reading_is_indicative && value !== null && (
        <p class="small quiet">{t("item.indicative")}</p>
      )}
    </div>
  );
}
