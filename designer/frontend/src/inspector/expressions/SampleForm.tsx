/** The call that expressions are tried with: the same for every field of the page. */

import { t } from "@/i18n";
import { useSample, usualText } from "./trial";
import { useKnownVariables } from "./variables";

const FACTS = ["called", "caller", "line"] as const;

/** `names`: the variables that the expression uses. */
export function SampleForm({ names }: { names: readonly string[] }) {
  const sample = useSample();
  const variables = useKnownVariables((state) => state.variables);
  return (
    <div className="expression-form">
      {FACTS.map((fact) => (
        <label key={fact}>
          {t(`inspector:sample_${fact}`)}
          <input
            className="mono"
            value={sample[fact]}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => useSample.setState({ [fact]: event.currentTarget.value })}
          />
        </label>
      ))}
      {variables
        .filter(({ name }) => names.includes(name))
        .map(({ name, type }) => (
          <label key={name}>
            <span className="mono">{name}</span>
            <input
              className="mono"
              value={sample.values[name] ?? ""}
              placeholder={usualText(type, sample.called)}
              autoComplete="off"
              onChange={(event) => {
                const value = event.currentTarget.value;
                useSample.setState(({ values }) => ({ values: { ...values, [name]: value } }));
              }}
            />
          </label>
        ))}
    </div>
  );
}
