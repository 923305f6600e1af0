/** Fields for what only the person knows: to be pasted, filled in by a password manager, or seen. */

import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../tongue";

/** What a password manager is told of a field. */
export type Fill = "current-password" | "new-password" | "off";

interface SecretProps {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly fill: Fill;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly mode?: "text" | "numeric";
  readonly limit?: number;
  /** Takes the focus when it appears, and again whenever this changes. */
  readonly focus?: string | number;
}

/** A field that shows dots until one asks to see what is written. */
export function SecretField(props: SecretProps) {
  const { error, fill, focus, hint, label, mode } = props;
  const id = useId();
  const isSeen = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (focus !== undefined) field.current?.focus();
  }, [focus]);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="ds-field">
      <label class="ds-label" for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} data-field="description" class="small">
          {hint}
        </p>
      )}
      <div class="secret">
        <input
          ref={field}
          id={id}
          class="ds-input"
          // Preact knows no field that is now of one kind, now of the other.
          type={(isSeen.value ? "text" : "password") as "password"}
          data-first={focus === undefined ? undefined : ""}
          inputMode={mode ?? "text"}
          autocomplete={fill}
          autocapitalize="none"
          spellcheck={false}
          value={props.value}
          maxLength={props.limit ?? 200}
          aria-invalid={error ? true : undefined}
          aria-describedby={described === "" ? undefined : described}
          onInput={(event) => props.onText(event.currentTarget.value)}
        />
        <button
          type="button"
          class="ds-button"
          data-variant="secondary"
          aria-pressed={isSeen.value}
          aria-controls={id}
          onClick={() => (isSeen.value = !isSeen.value)}
        >
          {t("secret.show")}
          <span class="sr-only"> {label}</span>
        </button>
      </div>
      {error && (
        <p id={`${id}-error`} class="ds-validation-message" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** Tells a password manager whose passphrase it is; nobody else sees it. */
export function WhoseSecret({ name }: { readonly name: string }) {
  return <input type="text" autocomplete="username" value={name} readOnly hidden />;
}
