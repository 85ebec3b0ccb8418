package io.tidegate.sandbox.admin;

/** Why the admin API does not do what was asked, in one line. */
final class AdminError extends RuntimeException {
  private final int status;

  AdminError(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
