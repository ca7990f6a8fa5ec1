'use client';

type RadioChoiceProps = {
  /** Shared by the choices of one group. */
  name: string;
  label: string;
  /** What choosing it means. */
  hint: string;
  isChosen: boolean;
  onChoose: () => void;
};

/** One of several choices, with what it means. */
export function RadioChoice({ name, label, hint, isChosen, onChoose }: RadioChoiceProps) {
  return (
    <label className="flex items-start gap-2.5 py-1 text-sm">
      <input
        type="radio"
        name={name}
        checked={isChosen}
        onChange={onChoose}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span>
        {label}
        <span className="block text-text-muted text-xs">{hint}</span>
      </span>
    </label>
  );
}
