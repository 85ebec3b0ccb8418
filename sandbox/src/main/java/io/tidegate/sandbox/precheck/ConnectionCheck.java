package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Can we log in to the server with the job's account? */
record ConnectionCheck(String code, Side side) implements Check {
  @Override
  public Set<Side> needs() {
    // Not the side: this one is asked whether or not it answers.
    return Set.of();
  }

  @Override
  public Answer ask(Inspection inspection) {
    Server server = inspection.on(side);
    Optional<SQLException> refusal = server.refusal();
    if (refusal.isEmpty()) {
      return Answer.passed();
    }
    boolean login = "28000".equals(refusal.get().getSQLState());
    return Answer.failed(
        (login
                ? "the " + side.word() + " refuses the login of "
                : "no connection to the " + side.word() + " as ")
            + server.endpoint(),
        String.valueOf(refusal.get().getMessage()),
        login
            ? "correct the user name or password, or let the account in from this host: CREATE USER"
                + " / ALTER USER ... IDENTIFIED BY ..."
            : "check the host name and port, that the server runs, and that no firewall or IP"
                + " whitelist stands between");
  }
}
