import { ApiObject, App } from 'cdk8s';

const BUILT_IN_RESOLVERS = new App({ outdir: '' }).resolvers.length;

/** Whether an app has resolvers of the user's own, which may change any value. */
export function hasOwnResolvers(object: ApiObject): boolean {
  return App.of(object).resolvers.length !== BUILT_IN_RESOLVERS;
}
