package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

/** One question of a precheck. */
interface Check {

  /** A server that a question is put to. */
  enum Side {
    SOURCE,
    TARGET;

    static final Set<Side> BOTH = EnumSet.allOf(Side.class);

    /** As in "the source". */
    String word() {
      return this == SOURCE ? "source" : "target";
    }
  }

  String code();

  /** Whether a shield may pass over it. */
  default boolean skippable() {
    return false;
  }

  /** The servers without which the question cannot be put. */
  Set<Side> needs();

  /**
   * @throws SQLException if a server refuses the question
   */
  Answer ask(Inspection inspection) throws SQLException;
}
