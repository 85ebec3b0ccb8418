package io.tidegate.provider;

/** The contract holds for the fake where a job that passed its check rests until it is started. */
class HeldFakeProviderContractTest extends FakeProviderContractTest {
  HeldFakeProviderContractTest() {
    fake.followsCheck = false;
  }
}
