package io.tidegate.provider;

/** Where an account's credentials come from; asked before every call. */
public interface CredentialsSource {

  /**
   * The credentials to use now.
   *
   * @throws CredentialsException where there are none
   */
  Credentials get();

  /** Told when the provider refused these: where there are no others yet, read them again. */
  void refused(Credentials used);

  /** Credentials that never change while the process runs. */
  static CredentialsSource fixed(Credentials credentials) {
    return new CredentialsSource() {
      @Override
      public Credentials get() {
        return credentials;
      }

      @Override
      public void refused(Credentials used) {
        // There is nowhere to read others from.
      }

      @Override
      public String toString() {
        return "fixed credentials";
      }
    };
  }

  /** Why there are no credentials, for the person who keeps the worker. */
  final class CredentialsException extends RuntimeException {
    public CredentialsException(String message) {
      super(message);
    }
  }
}
