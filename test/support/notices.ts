/** Catches what the library prints on stderr, in every test of the file, so that the test's own output stays clean. */
export function catchNotices(): () => string[] {
  let spy: jest.SpyInstance;
  beforeEach(() => {
    spy = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterEach(() => spy.mockRestore());
  return () => spy.mock.calls.map(([line]) => String(line).trimEnd());
}
