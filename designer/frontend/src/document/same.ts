/** Whether two values say the same, whatever objects they are made of and in whatever order their keys stand. */

export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) return isSameList(one, other);
  const [own, others] = [Object.entries(one), other as { readonly [key: string]: unknown }];
  return (
    own.length === Object.keys(other).length &&
    own.every(([key, value]) => Object.hasOwn(others, key) && isSame(value, others[key]))
  );
}

function isSameList(one: unknown, other: unknown): boolean {
  return (
    Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((item, index) => isSame(item, other[index]))
  );
}
