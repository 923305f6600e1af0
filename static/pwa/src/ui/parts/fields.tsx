/** Fields to write in. What is written about people is kept from spell-checkers in the cloud. */

import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Button } from "./buttons";
import { t } from "../tongue";

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly isDisabled?: boolean;
}

interface TextProps extends FieldProps {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly mode?: "text" | "decimal" | "numeric" | "tel";
  readonly limit?: number;
}

function describedBy(id: string, { hint, error }: FieldProps): string | undefined {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

function Framed({ id, field, input }: { id: string; field: FieldProps; input: preact.VNode }) {
  return (
    <div class="ds-field">
      <label class="ds-label" for={id}>
        {field.label}
      </label>
      {field.hint !== undefined && (
        <p id={`${id}-hint`} data-field="description" class="small">
          {field.hint}
        </p>
      )}
      {input}
      {field.error && (
        <p id={`${id}-error`} class="ds-validation-message" role="alert">
          {field.error}
        </p>
      )}
    </div>
  );
}

/** One line of text. */
export function TextField(props: TextProps) {
  const id = useId();
  const input = (
    <input
      id={id}
      class="ds-input"
      type="text"
      inputMode={props.mode ?? "text"}
      value={props.value}
      maxLength={props.limit ?? 200}
      disabled={props.isDisabled === true}
      spellcheck={false}
      autocomplete="off"
      aria-invalid={props.error ? true : undefined}
      aria-describedby={describedBy(id, props)}
      onInput={(event) => props.onText(event.currentTarget.value)}
    />
  );
  return <Framed id={id} field={props} input={input} />;
}

/** As many lines of text as it takes. */
export function TextArea(props: TextProps & { readonly rows?: number }) {
  const id = useId();
  const input = (
    <textarea
      id={id}
      class="ds-input"
      rows={props.rows ?? 3}
      value={props.value}
      maxLength={props.limit ?? 10_000}
      disabled={props.isDisabled === true}
      spellcheck={false}
      autocomplete="off"
      aria-invalid={props.error ? true : undefined}
      aria-describedby={describedBy(id, props)}
      onInput={(event) => props.onText(event.currentTarget.value)}
    />
  );
  return <Framed id={id} field={props} input={input} />;
}

/** A number as it is typed, with comma or point; None: nothing or not a number. */
export function numberIn(typed: string): number | null {
  const plain = typed
    .replace(/[\s\u00a0\u202f]/g, "")
    .replace(",", ".")
    .replace("\u2212", "-");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

function asTyped(value: number | null): string {
  return value === null ? "" : String(value).replace(".", ",");
}

interface NumberProps extends FieldProps {
  readonly value: number | null;
  readonly onNumber: (value: number | null) => void;
  /** What it must lie between, both included. */
  readonly range?: readonly [number, number] | undefined;
}

/** A number with decimals; what is not one yet stays as typed, and counts as none. */
export function NumberField(props: NumberProps) {
  const typed = useSignal(asTyped(props.value));
  if (numberIn(typed.value) !== props.value && props.value !== null) {
    typed.value = asTyped(props.value);
  }
  const { range } = props;
  const read = (text: string): void => {
    typed.value = text;
    const value = numberIn(text);
    props.onNumber(value !== null && range && !isWithin(value, range) ? null : value);
  };
  const error = props.error ?? complaint(typed.value, range);
  return (
    <TextField
      {...props}
      value={typed.value}
      error={error}
      mode="decimal"
      limit={12}
      onText={read}
    />
  );
}

function isWithin(value: number, [low, high]: readonly [number, number]): boolean {
  return low <= value && value <= high;
}

function complaint(typed: string, range?: readonly [number, number]): string | null {
  if (typed.trim() === "") return null;
  const value = numberIn(typed);
  if (value === null) return t("field.not_a_number");
  if (range && !isWithin(value, range)) {
    return t("field.out_of_range", { low: range[0], high: range[1] });
  }
  return null;
}

interface TickProps {
  readonly label: preact.ComponentChildren;
  readonly isOn: boolean;
  readonly onTurn: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
}

/** Something that is so or is not. */
export function Tick({ label, isOn, onTurn, isDisabled }: TickProps) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled === true}
        onChange={(event) => onTurn(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

interface StepperProps {
  readonly label: string;
  readonly value: number | null;
  readonly onStep: (value: number) => void;
  readonly least?: number;
  readonly most?: number;
}

/** A small whole number, by plus and minus; None: not asked, shown as a dash. */
export function Stepper({ label, value, onStep, least = 0, most = 99 }: StepperProps) {
  const id = useId();
  const now = value ?? least;
  const toLess = value === null ? least : now - 1;
  return (
    <div class="counted" role="group" aria-labelledby={id}>
      <span id={id}>{label}</span>
      <span class="stepper">
        <Button
          weight="secondary"
          isDisabled={value !== null && now <= least}
          onPress={() => onStep(toLess)}
        >
          <span aria-hidden="true">−</span>
          <span class="sr-only">{t("field.fewer", { what: label })}</span>
        </Button>
        <output aria-live="polite">{value ?? "–"}</output>
        <Button
          weight="secondary"
          isDisabled={now >= most}
          onPress={() => onStep(value === null ? least || 1 : now + 1)}
        >
          <span aria-hidden="true">+</span>
          <span class="sr-only">{t("field.more", { what: label })}</span>
        </Button>
      </span>
    </div>
  );
}
