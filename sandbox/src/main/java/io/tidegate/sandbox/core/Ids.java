package io.tidegate.sandbox.core;

import java.security.SecureRandom;

/** Makes ids that look like the services'. */
final class Ids {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String ALPHABET = LETTERS + "0123456789";
  private static final int LENGTH = 15;
  private static final int DASHED_LENGTH = 8;
  private static final int MARKED_LENGTH = 13;

  private final SecureRandom random = new SecureRandom();

  String next() {
    return LETTERS.charAt(random.nextInt(LETTERS.length())) + random(LENGTH - 1);
  }

  /** The id of a job. */
  String next(IdStyle style) {
    return switch (style) {
      case TASK_IN_INSTANCE -> next();
      case DASHED -> nextDashed("dts");
      case DASHED_SYNC -> nextDashed("sync");
      case MARKED -> nextMarked("np");
    };
  }

  private String nextDashed(String kind) {
    return kind + "-" + random(DASHED_LENGTH);
  }

  /** For services that write {@code np_4hk8dq2m1zc0w}. */
  String nextMarked(String kind) {
    return kind + "_" + random(MARKED_LENGTH);
  }

  private String random(int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
