import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart, Yaml } from 'cdk8s';

/**
 * With MTLS_RECORD_MANIFESTS=DIR, writes every policy that a test synthesizes to DIR, for the API server suite to
 * apply for real. Named by content, so that each is there once.
 */
const folder = process.env.MTLS_RECORD_MANIFESTS;
if (folder !== undefined) {
  mkdirSync(folder, { recursive: true });
  const toJson = Chart.prototype.toJson;
  Chart.prototype.toJson = function record(this: Chart): any[] {
    const manifests = toJson.call(this);
    const policies = manifests.filter((manifest) => ['PeerAuthentication', 'DestinationRule'].includes(manifest?.kind));
    if (policies.length > 0) {
      const text = Yaml.stringify(...policies);
      writeFileSync(join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.yaml`), text);
    }
    return manifests;
  };
}
