import type { HostPort } from '../engine/mesh-host';

/** Ports at which servers of well-known protocols wait for clients, and then speak first. */
const NUMBERS: ReadonlyMap<number, string> = new Map([
  [21, 'FTP'], [22, 'SSH'], [25, 'SMTP'], [110, 'POP3'], [143, 'IMAP'], [587, 'SMTP'], [3306, 'MySQL'],
]);

const NAMES: ReadonlyMap<string, string> = new Map([...NUMBERS.values()].map((protocol) => [protocol.toLowerCase(), protocol]));

/** Names that say that the client has the first word, whatever the number. */
const CLIENT_FIRST = /^(https|tls|mongo|redis)(-|$)/;

/**
 * The protocol that servers of a port mostly speak, where it gives them the first word; undefined where it does not, and
 * where the port says what else it speaks. `workloadPort`: where the service port leads to.
 */
export function serverFirstProtocolOf({ number, name, protocol }: Pick<HostPort, 'number' | 'name' | 'protocol'>, workloadPort: number): string | undefined {
  const text = name.toLowerCase();
  if (protocol === 'http' || CLIENT_FIRST.test(text)) return undefined;
  const [said] = text.replace(/^tcp-/, '').split('-', 1);
  return NAMES.get(said) ?? NUMBERS.get(number) ?? NUMBERS.get(workloadPort);
}
