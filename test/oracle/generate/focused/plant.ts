import type { Json, KubernetesObject, ObjectMetadata } from '../../generated-mesh';
import { destinationRule, peerAuthentication } from '../config-object';
import type { Ground, WorkloadDraft } from '../ground';

type Time = Pick<ObjectMetadata, 'creationTimestamp'>;

/** Shorthands with which a focus says what it plants. */
export class Plant {
  constructor(private readonly ground: Ground) {}

  policy(namespace: string, spec: Json, time: Time = this.ground.times.next()): KubernetesObject {
    return peerAuthentication({ name: this.ground.names.next('pa'), namespace, ...time }, spec);
  }

  meshPolicy(spec: Json, time?: Time): KubernetesObject {
    return this.policy(this.ground.rootNamespace, spec, time);
  }

  workloadPolicy(workload: WorkloadDraft, spec: Json, time?: Time): KubernetesObject {
    return this.policy(workload.namespace, { selector: { matchLabels: { app: workload.podLabels.app } }, ...spec }, time);
  }

  rule(namespace: string, spec: Json, time: Time = this.ground.times.next()): KubernetesObject {
    return destinationRule({ name: this.ground.names.next('dr'), namespace, ...time }, spec);
  }

  /** One of several modes; UNSET is left out now and then, which is the same. */
  mtls(...modes: string[]): Json {
    const mode = this.ground.random.pick(modes);
    return mode === 'UNSET' && this.ground.random.chance(0.5) ? {} : { mtls: { mode } };
  }

  tls(...modes: string[]): Json {
    const mode = this.ground.random.pick(modes);
    const certificate = mode === 'MUTUAL' ? { clientCertificate: '/etc/certs/cert.pem', privateKey: '/etc/certs/key.pem' } : {};
    return { tls: { mode, ...certificate } };
  }
}
