// Exceptions in tests and examples have last days: tests stand for one day, whatever day they run on.
process.env.MTLS_TODAY ??= '2026-12-01';
