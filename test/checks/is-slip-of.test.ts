import { isSlipOf } from '../../src/checks/is-slip-of';

test.each([
  ['paymets', 'payments'], ['paymnets', 'payments'], ['payment', 'payments'], ['paymentts', 'payments'], ['paymemts', 'payments'], ['shpo', 'shop'], ['team-paymets', 'team-payments'],
])('%s is a slip of %s', (name, meant) => {
  expect(isSlipOf(name, meant)).toBe(true);
});

test.each([
  ['payments', 'payments'], ['team-a', 'team-b'], ['shop1', 'shop2'], ['shop', 'shop2'], ['dev', 'de'], ['shop', 'shop-dev'], ['bank', 'shop'],
  ['orders-prod', 'orders-test'], ['paymtens', 'payments'],
])('%s is none of %s', (name, meant) => {
  expect(isSlipOf(name, meant)).toBe(false);
});
