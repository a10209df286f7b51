import type { Break } from './breaks';
import type { CheckContext } from './check-context';

/** Whether the rule that the clients follow names the host itself: what cannot work as written is an error, whoever calls. */
export function followsExactRule({ mesh }: CheckContext, { group, host }: Break): boolean {
  const { rule } = mesh.ruleOf(group.example, host);
  return rule !== undefined && !rule.host.startsWith('*');
}
